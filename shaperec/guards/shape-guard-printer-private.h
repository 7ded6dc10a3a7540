/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-language.h"
#include "shape-symbol-sources-private.h"
#include "../env/shape-env-private.h"
#include "../expr/shape-print-private.h"

G_BEGIN_DECLS

/* The text of a float. */
typedef struct
{
  ShapeNode *node;
  guint      n_bytes;
  char       text[28];
} ShapeFloatText;

/* A printer of guards: symbols are spelled by their sources (ShapeGuardPythonPrinter,
 * _ShapeGuardCppPrinter). */
typedef struct
{
  ShapeGuardLanguage        language;
  const ShapeSymbolSources *sources;
  ShapeEnv                 *env;
  ShapeSpelling             spelling;
  GString                   out; /* a guard at a time; here, so that only its text is allocated */

  ShapeFloatText            floats[4]; /* inputs have the same few again and again */

  /* What @out still has, if it is `SOURCE == EXPR`; the source is NULL otherwise. */
  ShapeSource              *last_source;
  ShapeNode                *last_expr;
  gsize                     n_last;

  /* C++ has an identifier for each source. */
  GHashTable               *names;   /* ShapeSource -> char * */
  GHashTable               *taken;   /* the same texts, a set */
  GPtrArray                *ordered; /* ShapeSource, borrowed from `names` */
} ShapeGuardPrinter;

/* A text as Python's repr() quotes it, all letters but control characters as they are. */
void               shape_guard_append_repr          (GString                  *out,
                                                     const char               *text);

/* Both arguments are borrowed, and may change while the printer lives. */
void               shape_guard_printer_init         (ShapeGuardPrinter        *self,
                                                     ShapeGuardLanguage        language,
                                                     const ShapeSymbolSources *sources,
                                                     ShapeEnv                 *env);
/* Of one that is all zero too. */
void               shape_guard_printer_clear        (ShapeGuardPrinter        *self);

/* How a guard names what comes from @source; borrowed. */
const char        *shape_guard_printer_spell_source (ShapeGuardPrinter        *self,
                                                     ShapeSource              *source);

/* The text of @expr, or NULL with the pool's error set. */
char              *shape_guard_printer_print        (ShapeGuardPrinter        *self,
                                                     ShapeNode                *expr);

/* `SOURCE == EXPR`, likewise. */
char              *shape_guard_printer_print_equal  (ShapeGuardPrinter        *self,
                                                     ShapeSource              *source,
                                                     ShapeNode                *expr);

/* `LOWER <= SYMBOL and SYMBOL <= UPPER` as it stands, not evaluated, likewise. One of the ends may be NULL. */
char              *shape_guard_printer_print_bounds (ShapeGuardPrinter        *self,
                                                     ShapeNode                *lower,
                                                     ShapeNode                *symbol,
                                                     ShapeNode                *upper);

/* `FUNCTION(SOURCE)` */
char              *shape_guard_printer_print_call   (ShapeGuardPrinter        *self,
                                                     const char               *function,
                                                     ShapeSource              *source);

/* The names that C++ gave to sources: ShapeSource -> char *. The sources are appended to
 * @ordered, owned, as they were asked for. */
GHashTable        *shape_guard_printer_copy_names   (ShapeGuardPrinter        *self,
                                                     GPtrArray                *ordered);

G_END_DECLS
