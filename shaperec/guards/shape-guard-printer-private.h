/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-language.h"
#include "../env/shape-env-private.h"

G_BEGIN_DECLS

/* The symbols that the inputs of a guard set brought, and where each was met:
 * symbol -> GPtrArray of ShapeSource, borrowed. The first source spells the symbol. */
typedef ShapeMap ShapeSymbolSources;

/* A printer of guards: symbols are spelled by their sources (ShapeGuardPythonPrinter,
 * _ShapeGuardCppPrinter). */
typedef struct _ShapeGuardPrinter ShapeGuardPrinter;

/* Both arguments are borrowed, and may change while the printer lives. */
ShapeGuardPrinter *shape_guard_printer_new          (ShapeGuardLanguage        language,
                                                     const ShapeSymbolSources *sources,
                                                     ShapeEnv                 *env);
void               shape_guard_printer_free         (ShapeGuardPrinter        *self);

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

/* `FUNCTION(SOURCE)` */
char              *shape_guard_printer_print_call   (ShapeGuardPrinter        *self,
                                                     const char               *function,
                                                     ShapeSource              *source);

/* The names that C++ gave to sources: ShapeSource -> char *. The sources are appended to
 * @ordered, owned, as they were asked for. */
GHashTable        *shape_guard_printer_copy_names   (ShapeGuardPrinter        *self,
                                                     GPtrArray                *ordered);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeGuardPrinter, shape_guard_printer_free)

G_END_DECLS
