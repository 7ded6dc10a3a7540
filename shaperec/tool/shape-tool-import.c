/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include "../import/shape-import-private.h"

#include <gio/gunixinputstream.h>
#include <string.h>

static const char *const log_endings[] = { ".log", ".log.gz", NULL };

static gboolean
read_file (ShapeImport *import,
           const char  *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

  if (stream != NULL && shape_import_read (import, G_INPUT_STREAM (stream), &error))
    return TRUE;
  shape_tool_complain ("%s: %s", path, error->message);
  return FALSE;
}

/* run.jsonl.gz, or run.3.jsonl.gz where it is one of several. */
static char *
name_output (const char *path,
             guint       number,
             guint       n)
{
  const char *base = strrchr (path, '/');
  const char *dot = strchr (base != NULL ? base + 1 : path, '.');

  if (n == 1)
    return g_strdup (path);
  if (dot == NULL)
    return g_strdup_printf ("%s.%u", path, number);
  return g_strdup_printf ("%.*s.%u%s", (int) (dot - path), path, number, dot);
}

static GOutputStream *
open_output (const char  *path,
             GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  g_autoptr (GConverter) packer = NULL;

  if (stream == NULL || !g_str_has_suffix (path, ".gz"))
    return (GOutputStream *) g_steal_pointer (&stream);
  packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  return g_converter_output_stream_new (G_OUTPUT_STREAM (stream), packer);
}

static void
tell (ShapeImportEnv *env,
      const char     *path,
      guint           n_left_out)
{
  guint n_symbols = 0, n_guards = 0, n_specialized = 0;

  for (guint i = 0; i < env->calls->len; i++)
    {
      const ShapeImportCall *call = env->calls->pdata[i];

      n_symbols += call->kind < SHAPE_IMPORT_GUARD && call->kind != SHAPE_IMPORT_DUCK_SYMBOL;
      n_guards += call->kind >= SHAPE_IMPORT_GUARD && call->kind != SHAPE_IMPORT_CONSTRAIN_RANGE && !call->is_suppressed;
      n_specialized += call->specializations->len;
    }
  g_print ("%s: compile %s, symbols %u, guards %u, specialized %u", path, env->name ? env->name : "-", n_symbols,
           n_guards, n_specialized);
  if (n_left_out > 0)
    g_print (", left out %u", n_left_out);
  g_print ("\n");
}

static gboolean
write_trace (ShapeImportEnv *env,
             const char     *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = open_output (path, &error);
  guint n_left_out = 0;

  if (stream != NULL && shape_import_env_write (env, stream, &n_left_out, &error) &&
      g_output_stream_close (stream, NULL, &error))
    {
      tell (env, path, n_left_out);
      return TRUE;
    }
  shape_tool_complain ("%s: %s", path, error->message);
  return FALSE;
}

/* Environments in which nothing was made are of no use to anyone. */
static void
drop_empty (ShapeImport *import)
{
  for (guint i = import->envs->len; i-- > 0;)
    if (((ShapeImportEnv *) import->envs->pdata[i])->calls->len == 0)
      g_ptr_array_remove_index (import->envs, i);
}

static int
import_logs (const char *path,
             const char *output)
{
  g_autoptr (ShapeImport) import = shape_import_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!shape_tool_add_files (files, path, log_endings))
    return SHAPE_TOOL_BAD_INPUT;
  for (guint i = 0; i < files->len; i++)
    if (!read_file (import, files->pdata[i]))
      return SHAPE_TOOL_BAD_INPUT;
  drop_empty (import);
  if (import->n_unknown > 0)
    shape_tool_complain ("%s: lines that were not understood: %u, the first is %u", path, import->n_unknown,
                         import->first_unknown);
  if (import->envs->len == 0)
    {
      shape_tool_complain ("%s: no symbol is made there: it needs the log of TORCH_LOGS=\"+dynamic\" or TORCH_TRACE=DIR",
                           path);
      return SHAPE_TOOL_BAD_INPUT;
    }
  for (guint i = 0; i < import->envs->len; i++)
    {
      g_autofree char *name = name_output (output, i, import->envs->len);

      if (!write_trace (import->envs->pdata[i], name))
        return SHAPE_TOOL_BAD_INPUT;
    }
  return SHAPE_TOOL_FINE;
}

int
shape_tool_import (int    argc,
                   char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write; packed if it ends with .gz", "TRACE" },
    G_OPTION_ENTRY_NULL,
  };
  const ShapeToolUsage usage = {
    .verb = "import",
    .parameters = "LOG|DIR",
    .summary = "Makes a trace from what PyTorch logged: the text of TORCH_LOGS=\"+dynamic\", or the folder that\n"
               "TORCH_TRACE names. Of several environments each gets a trace, with its number in the name.\n"
               "A log tells of symbols, guards, asserts and specializations only, so that such a trace is lossy;\n"
               "`shaperec verify` tells what can't be checked.",
    .description = "Examples:\n"
                   "  TORCH_LOGS=\"+dynamic\" python model.py 2> model.log\n"
                   "  shaperec import model.log -o model.jsonl.gz\n"
                   "  shaperec import /tmp/torch_trace -o model.jsonl.gz",
    .options = options,
    .min_args = 1,
    .max_args = 1,
  };
  g_auto (GStrv) args = NULL;

  if (!shape_tool_parse (&usage, argc, argv, &args))
    return SHAPE_TOOL_USAGE;
  if (output == NULL)
    {
      shape_tool_complain ("import: -o TRACE is missing\nTry `shaperec import --help`.");
      return SHAPE_TOOL_USAGE;
    }
  return import_logs (args[0], output);
}
