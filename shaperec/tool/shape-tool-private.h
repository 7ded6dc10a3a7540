/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../shaperec.h"

G_BEGIN_DECLS

typedef enum
{
  SHAPE_TOOL_FINE      = 0,
  SHAPE_TOOL_DIFFERS   = 1,
  SHAPE_TOOL_USAGE     = 2,
  SHAPE_TOOL_BAD_INPUT = 3,
} ShapeToolStatus;

/* A verb of the command. @argv[0] is the verb itself. */
typedef struct
{
  const char *name;
  const char *summary;
  int       (*run) (int    argc,
                    char **argv);
} ShapeToolVerb;

int         shape_tool_replay       (int argc, char **argv);
int         shape_tool_verify       (int argc, char **argv);
int         shape_tool_compare      (int argc, char **argv);
int         shape_tool_events       (int argc, char **argv);
int         shape_tool_guards       (int argc, char **argv);
int         shape_tool_check        (int argc, char **argv);
int         shape_tool_import       (int argc, char **argv);

/* Parses the options of a verb. Returns FALSE after it told what is wrong: the verb
 * then ends with SHAPE_TOOL_USAGE. @args is what is left, between @min and @max of them. */
typedef struct
{
  const char         *verb;
  const char         *parameters;  /* TRACE… */
  const char         *summary;
  const char         *description; /* with examples */
  const GOptionEntry *options;     /* or NULL */
  guint               min_args;
  guint               max_args;
} ShapeToolUsage;

gboolean    shape_tool_parse        (const ShapeToolUsage *usage,
                                     int                   argc,
                                     char                **argv,
                                     GStrv                *args);

/* What a process does once, whatever its traces, for those who time them: so it is with PyTorch,
 * whose classes are there when it was imported. */
void        shape_tool_make_classes (void);

/* Reads a trace; tells what is wrong where it cannot. The expressions come from @pool, if given. */
ShapeTrace *shape_tool_open         (const char      *path,
                                     ShapeTraceFlags  flags,
                                     ShapeExprPool   *pool);

/* Tells what is wrong with the number of events that `--until` gives, and how many events of @trace
 * that is: the first @until, or all for 0. */
gboolean    shape_tool_check_until  (const char      *verb,
                                     gint             until);
guint       shape_tool_count_until  (ShapeTrace      *trace,
                                     gint             until);

/* Adds a file, or those of a folder that end in one of @endings, in the order of their numbers and
 * names; tells what is wrong where there is none. */
gboolean    shape_tool_add_files    (GPtrArray         *files,
                                     const char        *path,
                                     const char *const *endings);

void        shape_tool_complain     (const char *format,
                                     ...) G_GNUC_PRINTF (1, 2);

/* A line on a terminal that tells how far a long work is, once it takes more than a second. */
typedef struct
{
  gint64   start;
  gint64   last;
  gboolean is_shown;
} ShapeToolProgress;

void        shape_tool_progress_begin (ShapeToolProgress *self);
void        shape_tool_progress_step  (ShapeToolProgress *self,
                                       guint              done,
                                       guint              all,
                                       const char        *what);
void        shape_tool_progress_end   (ShapeToolProgress *self);

G_END_DECLS
