/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include <string.h>

static gboolean
has_ending (const char        *name,
            const char *const *endings)
{
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;
  return FALSE;
}

/* 2.jsonl before 10.jsonl. */
static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *first = g_utf8_collate_key_for_filename (*(char *const *) a, -1);
  g_autofree char *second = g_utf8_collate_key_for_filename (*(char *const *) b, -1);

  return strcmp (first, second);
}

static GPtrArray *
list_folder (const char        *path,
             const char *const *endings,
             GError           **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (has_ending (name, endings))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return g_steal_pointer (&files);
}

gboolean
shape_tool_add_files (GPtrArray         *files,
                      const char        *path,
                      const char *const *endings)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_ptr_array_add (files, g_strdup (path));
      return TRUE;
    }
  found = list_folder (path, endings, &error);
  if (found == NULL)
    shape_tool_complain ("%s: %s", path, error->message);
  else if (found->len == 0)
    shape_tool_complain ("%s: there is no file in it that ends in %s", path, endings[0]);
  if (found == NULL || found->len == 0)
    return FALSE;
  g_ptr_array_extend_and_steal (files, g_steal_pointer (&found));
  return TRUE;
}
