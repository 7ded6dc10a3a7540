/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-op-private.h"

G_BEGIN_DECLS

/* What a guard set computes: a graph of operations on machine numbers in which the same
 * subexpression is one node. A node comes after its arguments, so one pass in order evaluates all. */
typedef guint32 ShapeGuardNodeId;

/* A constant keeps its bits in the place of its arguments. */
typedef struct
{
  guint8           op;
  guint8           type;
  ShapeGuardNodeId args[2];
} ShapeGuardNode;

typedef struct
{
  char          *name;
  ShapeGuardType type;
  guint          slot; /* its place among the inputs of its type */
} ShapeGuardInput;

typedef struct
{
  GArray     *nodes;    /* ShapeGuardNode */
  GArray     *inputs;   /* ShapeGuardInput */
  guint       n_slots[2]; /* integer and float inputs */
  GHashTable *by_value; /* ShapeGuardNode → its id + 1 */
  GHashTable *by_name;  /* name → node id of the input + 1 */
} ShapeGuardGraph;

void              shape_guard_graph_init     (ShapeGuardGraph  *self);
void              shape_guard_graph_clear    (ShapeGuardGraph  *self);
ShapeGuardNodeId  shape_guard_graph_integer  (ShapeGuardGraph  *self,
                                              gint64            value);
ShapeGuardNodeId  shape_guard_graph_boolean  (ShapeGuardGraph  *self,
                                              gboolean          value);
ShapeGuardNodeId  shape_guard_graph_float    (ShapeGuardGraph  *self,
                                              double            value);
ShapeGuardNodeId  shape_guard_graph_input    (ShapeGuardGraph  *self,
                                              const char       *name,
                                              ShapeGuardType    type);
ShapeGuardNodeId  shape_guard_graph_apply    (ShapeGuardGraph  *self,
                                              ShapeGuardOp      op,
                                              ShapeGuardNodeId  a,
                                              ShapeGuardNodeId  b);
ShapeGuardValue   shape_guard_node_get_constant (const ShapeGuardNode *node);
void              shape_guard_graph_evaluate (ShapeGuardGraph  *self,
                                              const gint64     *integers,
                                              const double     *floats,
                                              ShapeGuardValue  *values,
                                              guint8           *statuses);

/* A constant or an input, which is not computed. */
static inline gboolean
shape_guard_node_is_leaf (const ShapeGuardNode *self)
{
  return self->op == SHAPE_GUARD_OP_CONSTANT || self->op == SHAPE_GUARD_OP_INPUT;
}

static inline ShapeGuardNode *
shape_guard_graph_get (ShapeGuardGraph  *self,
                       ShapeGuardNodeId  id)
{
  return &g_array_index (self->nodes, ShapeGuardNode, id);
}

static inline ShapeGuardType
shape_guard_graph_type (ShapeGuardGraph  *self,
                        ShapeGuardNodeId  id)
{
  return shape_guard_graph_get (self, id)->type;
}

G_END_DECLS
