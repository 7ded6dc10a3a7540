/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Verbs whose real ones are not there yet. */

#include "shape-event-kind-private.h"

#define STUB(name)                                                                        \
  gboolean                                                                                \
  shape_run_##name (ShapeEnv             *env,                                            \
                    const ShapeEventArgs *args,                                           \
                    ShapeValue           *result,                                         \
                    GError              **error)                                          \
  {                                                                                       \
    (void) env;                                                                           \
    (void) args;                                                                          \
    (void) result;                                                                        \
    g_set_error (error, SHAPE_ERROR, SHAPE_ERROR_NOT_IMPLEMENTED, "%s is not there", #name); \
    return FALSE;                                                                         \
  }

STUB (create_symbolic_sizes_strides_storage_offset)
STUB (create_symbol)
STUB (create_unspecified_symbol)
STUB (create_unspecified_symint_and_symbol)
STUB (create_symintnode)
STUB (create_symfloatnode)
STUB (create_unbacked_symint)
STUB (create_unbacked_symfloat)
STUB (create_unbacked_symbool)
STUB (eliminate_unbacked)
STUB (rename_unbacked_to)
STUB (set_real_tensor_prop_unbacked_vals)
STUB (record_exclusion_constraint)
STUB (create_fx_call_function)
STUB (suppress_guards_enter)
STUB (suppress_guards_exit)
STUB (ignore_fresh_unbacked_symbols_set)
STUB (freeze)
STUB (freeze_runtime_asserts)
