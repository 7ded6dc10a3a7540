/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-tool-private.h"

#include <flint/flint.h>
#include <locale.h>
#include <string.h>

/* The command: finds the verb and runs it. */

static const ShapeToolVerb verbs[] = {
  { "replay", "replay a trace and print what then stands", shape_tool_replay },
  { "verify", "replay traces and hold the answers against those that were recorded", shape_tool_verify },
  { "compare", "tell what two environments differ in", shape_tool_compare },
  { "events", "list the events of a trace", shape_tool_events },
  { "guards", "print the guards that an environment issues", shape_tool_guards },
  { "check", "tell whether the guards hold for given inputs", shape_tool_check },
  { "import", "make traces from PyTorch's logs", shape_tool_import },
};

static void
print_help (void)
{
  g_print ("Usage:\n  shaperec VERB …\n\n"
           "Replays what a PyTorch ShapeEnv recorded, and tells what it did and why.\n\nVerbs:\n");
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-10s%s\n", verbs[i].name, verbs[i].summary);
  g_print ("\nA trace is a file of JSON lines, packed by gzip or not. `shaperec VERB --help` tells more\n"
           "of a verb and gives examples:\n\n"
           "  shaperec replay model.0.jsonl.gz\n"
           "  shaperec verify traces/*.jsonl.gz\n"
           "  shaperec compare model.0.jsonl.gz@100 model.0.jsonl.gz@120\n"
           "  shaperec events model.0.jsonl.gz --kind evaluate_expr\n\n"
           "Exit status: 0 all is well, 1 a difference was found, 2 wrong usage, 3 a file cannot be read.\n");
}

static int
complain_of_verb (const char *name)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", verbs[i].name);
  if (name == NULL)
    shape_tool_complain ("a verb is missing: one of %s\nTry `shaperec --help`.", names->str);
  else
    shape_tool_complain ("unknown verb %s: it is one of %s\nTry `shaperec --help`.", name, names->str);
  return SHAPE_TOOL_USAGE;
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  if (argc < 2)
    return complain_of_verb (NULL);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return SHAPE_TOOL_FINE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("shaperec %s\n", SHAPE_TOOL_VERSION);
      return SHAPE_TOOL_FINE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (argv[1], verbs[i].name) == 0)
      {
        int status = verbs[i].run (argc - 1, argv + 1);

        flint_cleanup (); /* its store of large integers */
        return status;
      }
  return complain_of_verb (argv[1]);
}
