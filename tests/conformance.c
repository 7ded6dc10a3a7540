/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conformance.h"

#include <glib/gprintf.h>
#include <locale.h>
#include <string.h>

/* conformance [--failures N] [--known FILE] PATH…
 *
 * Reads files of cases (folders are searched) and prints one JSON object: for every
 * kind of case and every corpus group, how many were checked and how many are equal
 * to the reference's answer. Exit status: 0 where all are equal but the cases that
 * --known lists, which differ; else 1; 3 where a file cannot be read. */

typedef struct
{
  guint64 checked;
  guint64 equal;
  guint   shown; /* failures printed */
} Tally;

struct _Report
{
  GTree      *kinds;  /* name -> Tally */
  GTree      *groups;
  GHashTable *known;  /* the names of cases that are known to differ */
  GPtrArray  *surprises;
  int         max_failures;
};

static const struct
{
  gboolean (*accepts) (const char *first_line);
  gboolean (*run)     (GDataInputStream *lines,
                       const char       *first_line,
                       const char       *path,
                       const char       *group,
                       Report           *report,
                       GError          **error);
} formats[] = {
  { conformance_expr_accepts, conformance_expr_run },
  { conformance_trace_accepts, conformance_trace_run },
  { conformance_compare_accepts, conformance_compare_run },
};

static Tally *
get_tally (GTree      *tallies,
           const char *name)
{
  Tally *tally = g_tree_lookup (tallies, name);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_tree_insert (tallies, g_strdup (name), tally);
    }
  return tally;
}

static void
show_failure (const char *kind,
              const char *name,
              const char *input,
              const char *expected,
              const char *got)
{
  g_fprintf (stderr, "%s %s\n  input    %s\n  expected %s\n  got      %s\n", kind, name, input, expected, got);
}

void
report_case (Report     *self,
             const char *group,
             const char *kind,
             const char *name,
             const char *input,
             const char *expected,
             const char *got)
{
  gboolean equal = g_strcmp0 (expected, got) == 0;
  gboolean known = g_hash_table_contains (self->known, name);
  Tally *by_kind = get_tally (self->kinds, kind);
  Tally *by_group = get_tally (self->groups, group);

  by_kind->checked++;
  by_group->checked++;
  by_kind->equal += equal;
  by_group->equal += equal;
  if (!equal && (int) by_kind->shown < self->max_failures)
    {
      by_kind->shown++;
      show_failure (kind, name, input, expected, got);
    }
  if (equal == known)
    g_ptr_array_add (self->surprises, g_strdup_printf ("%s %s", name, equal ? "is listed as known, but is equal" : "differs"));
}

void
report_count (Report     *self,
              const char *group,
              const char *kind,
              guint64     checked,
              guint64     equal)
{
  g_autofree char *of_group = g_strdup_printf ("%s %s", group, kind);
  Tally *tallies[] = { get_tally (self->kinds, kind), get_tally (self->groups, of_group) };

  for (gsize i = 0; i < G_N_ELEMENTS (tallies); i++)
    {
      tallies[i]->checked += checked;
      tallies[i]->equal += equal;
    }
}

/* The name of the folder that @path lies in. */
static char *
get_group (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);

  return g_path_get_basename (folder);
}

static GDataInputStream *
open_lines (const char *path,
            GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = (GInputStream *) g_file_read (file, NULL, error);

  if (stream == NULL)
    return NULL;
  if (g_str_has_suffix (path, ".gz"))
    {
      g_autoptr (GConverter) gunzip = (GConverter *) g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
      g_autoptr (GInputStream) packed = g_steal_pointer (&stream);

      stream = g_converter_input_stream_new (packed, gunzip);
    }
  return g_data_input_stream_new (stream);
}

static gboolean
run_file (Report     *report,
          const char *path,
          GError    **error)
{
  g_autoptr (GDataInputStream) lines = open_lines (path, error);
  g_autofree char *group = get_group (path);
  g_autofree char *first_line = NULL;

  if (lines == NULL)
    return FALSE;
  first_line = g_data_input_stream_read_line (lines, NULL, NULL, error);
  if (first_line == NULL)
    return error == NULL || *error == NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].accepts (first_line))
      return formats[i].run (lines, first_line, path, group, report, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no file of cases");
  return FALSE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Adds the files of cases under @path to @files, in order. */
static void
find_files (const char *path,
            GPtrArray  *files)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    {
      g_ptr_array_add (files, g_strdup (path));
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (g_file_test (names->pdata[i], G_FILE_TEST_IS_DIR) || g_str_has_suffix (names->pdata[i], ".jsonl.gz") ||
        g_str_has_suffix (names->pdata[i], ".jsonl"))
      find_files (names->pdata[i], files);
}

/* Each line of the file: a name, and behind it why the case differs. */
static gboolean
read_known (GHashTable *known,
            const char *path,
            GError    **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      g_hash_table_add (known, g_strndup (lines[i], strcspn (lines[i], " \t")));
  return TRUE;
}

static gboolean
print_tally (gpointer key,
             gpointer value,
             gpointer data)
{
  const char **separator = data;
  const Tally *tally = value;

  g_print ("%s\n    \"%s\": {\"checked\": %" G_GUINT64_FORMAT ", \"equal\": %" G_GUINT64_FORMAT "}",
           *separator, (const char *) key, tally->checked, tally->equal);
  *separator = ",";
  return FALSE;
}

static void
print_tallies (const char *name,
               GTree      *tallies)
{
  const char *separator = "";

  g_print ("  \"%s\": {", name);
  g_tree_foreach (tallies, print_tally, &separator);
  g_print ("\n  },\n");
}

static void
print_report (const Report *self)
{
  g_print ("{\n");
  print_tallies ("kinds", self->kinds);
  print_tallies ("groups", self->groups);
  g_print ("  \"unexpected\": %u\n}\n", self->surprises->len);
  for (guint i = 0; i < MIN (self->surprises->len, (guint) self->max_failures); i++)
    g_fprintf (stderr, "%s\n", (const char *) self->surprises->pdata[i]);
}

static gboolean
run_paths (Report      *report,
           char *const *paths)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    find_files (paths[i], files);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!run_file (report, files->pdata[i], &error))
        {
          g_fprintf (stderr, "%s: %s\n", (const char *) files->pdata[i], error->message);
          return FALSE;
        }
    }
  return TRUE;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

int
main (int   argc,
      char *argv[])
{
  Report report = { .max_failures = 5 };
  g_autofree char *known_path = NULL;
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry options[] = {
    { "failures", 0, 0, G_OPTION_ARG_INT, &report.max_failures, "Show the first N failures of each kind", "N" },
    { "known", 0, 0, G_OPTION_ARG_FILENAME, &known_path, "The cases that are known to differ", "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PATH…");
  int status;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  report.kinds = g_tree_new_full (compare_keys, NULL, g_free, g_free);
  report.groups = g_tree_new_full (compare_keys, NULL, g_free, g_free);
  report.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  report.surprises = g_ptr_array_new_with_free_func (g_free);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (known_path != NULL && !read_known (report.known, known_path, &error)))
    {
      g_fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  if (run_paths (&report, paths))
    status = report.surprises->len > 0 ? 1 : 0;
  else
    status = 3;
  print_report (&report);
  g_tree_unref (report.kinds);
  g_tree_unref (report.groups);
  g_hash_table_unref (report.known);
  g_ptr_array_unref (report.surprises);
  return status;
}
