/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <stdlib.h>

#include <shaperec/shaperec.h>

/* Times shape_guards_check (). Standard input has a guard a line, then an empty line, then `SOURCE=VALUE` lines for
 * its integers. Prints nanoseconds a guard, best of several runs. */

#define RUNS  7
#define CALLS 2000

static gint64 *
read_values (GHashTable  *values,
             ShapeGuards *set,
             gsize       *n_values)
{
  const char *const *names = shape_guards_get_integers (set);
  gint64 *integers;

  *n_values = g_strv_length ((char **) names);
  integers = g_new0 (gint64, *n_values + 1);
  for (gsize i = 0; i < *n_values; i++)
    integers[i] = g_ascii_strtoll (g_hash_table_lookup (values, names[i]), NULL, 10);
  return integers;
}

static void
read_input (GPtrArray  *guards,
            GHashTable *values)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize i;
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  g_io_channel_read_to_end (input, &text, NULL, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_ptr_array_add (guards, g_strdup (lines[i]));
  g_ptr_array_add (guards, NULL);
  for (; lines[i] != NULL; i++)
    {
      char *equals = g_strrstr (lines[i], "=");

      if (equals != NULL)
        g_hash_table_insert (values, g_strndup (lines[i], equals - lines[i]), g_strdup (equals + 1));
    }
}

int
main (void)
{
  g_autoptr (GPtrArray) guards = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (ShapeGuards) set = NULL;
  g_autofree gint64 *integers = NULL;
  gint64 best = G_MAXINT64;
  gsize n_values;

  read_input (guards, values);
  set = shape_guards_compile ((const char *const *) guards->pdata, NULL, &error);
  if (set == NULL)
    g_error ("%s", error->message);
  integers = read_values (values, set, &n_values);
  if (!shape_guards_check (set, integers, n_values, NULL, 0, NULL, &error))
    g_error ("the guards do not hold");

  for (guint run = 0; run < RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      for (guint call = 0; call < CALLS; call++)
        shape_guards_check (set, integers, n_values, NULL, 0, NULL, NULL);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  printf ("%.3f\n", best * 1000.0 / CALLS / shape_guards_get_n_guards (set));
  return 0;
}
