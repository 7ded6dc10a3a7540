/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-graph-private.h"

G_BEGIN_DECLS

/* Added to an operation: its truth is checked and needs no register. Alone: the truth in register A is checked. */
#define SHAPE_GUARD_CHECK SHAPE_GUARD_N_OPS
#define SHAPE_GUARD_END   (2 * SHAPE_GUARD_N_OPS)

/* A guard set as straight code over a frame of registers, for the common case that all guards
 * hold: it stops at the first surprise, a check that fails or a result that does not fit, and leaves the
 * question what that means to shape_guard_graph_evaluate (). */
typedef struct
{
  guint16 op; /* a ShapeGuardOp, or SHAPE_GUARD_CHECK + one */
  guint16 to;
  guint16 a;
  guint16 b;
} ShapeGuardInstruction;

typedef struct
{
  ShapeGuardInstruction *code;
  guint                  n_code;    /* without the SHAPE_GUARD_END that follows */
  ShapeGuardValue       *constants; /* the frame's first registers; integer and float inputs follow */
  guint                  n_constants;
  guint                  n_integers;
  guint                  n_floats;
  guint                  n_registers;
} ShapeGuardProgram;

gboolean shape_guard_program_init  (ShapeGuardProgram       *self,
                                    ShapeGuardGraph         *graph,
                                    const ShapeGuardNodeId  *roots,
                                    guint                    n_roots,
                                    GError                 **error);
void     shape_guard_program_clear (ShapeGuardProgram       *self);
gboolean shape_guard_program_run   (const ShapeGuardProgram *self,
                                    const gint64            *integers,
                                    const double            *floats);
guint   *shape_guard_order_checks  (ShapeGuardGraph         *graph,
                                    const ShapeGuardNodeId  *roots,
                                    guint                    n_roots,
                                    guint                   *n_checks);

G_END_DECLS
