/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-graph-private.h"

#include <string.h>

static guint
hash_node (gconstpointer key)
{
  const ShapeGuardNode *node = key;

  return ((node->op * 31u + node->type) * 0x9e3779b1u ^ node->args[0]) * 0x85ebca6bu ^ node->args[1];
}

static gboolean
equal_nodes (gconstpointer a,
             gconstpointer b)
{
  const ShapeGuardNode *left = a, *right = b;

  return left->op == right->op && left->type == right->type &&
         left->args[0] == right->args[0] && left->args[1] == right->args[1];
}

void
shape_guard_graph_init (ShapeGuardGraph *self)
{
  self->nodes = g_array_new (FALSE, FALSE, sizeof (ShapeGuardNode));
  self->inputs = g_array_new (FALSE, FALSE, sizeof (ShapeGuardInput));
  self->n_slots[0] = self->n_slots[1] = 0;
  self->by_value = g_hash_table_new_full (hash_node, equal_nodes, g_free, NULL);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

void
shape_guard_graph_clear (ShapeGuardGraph *self)
{
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_value);
  for (guint i = 0; i < self->inputs->len; i++)
    g_free (g_array_index (self->inputs, ShapeGuardInput, i).name);
  g_array_unref (self->inputs);
  g_array_unref (self->nodes);
}

/* The node of that value: the one there is, or a new one. */
static ShapeGuardNodeId
intern (ShapeGuardGraph      *self,
        const ShapeGuardNode *node)
{
  gpointer found = g_hash_table_lookup (self->by_value, node);

  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  g_array_append_val (self->nodes, *node);
  g_hash_table_insert (self->by_value, g_memdup2 (node, sizeof *node), GUINT_TO_POINTER (self->nodes->len));
  return self->nodes->len - 1;
}

static ShapeGuardNodeId
constant (ShapeGuardGraph *self,
          ShapeGuardType   type,
          ShapeGuardValue  value)
{
  ShapeGuardNode node = { SHAPE_GUARD_OP_CONSTANT, type, { 0, 0 } };

  memcpy (node.args, &value, sizeof value);
  return intern (self, &node);
}

ShapeGuardNodeId
shape_guard_graph_integer (ShapeGuardGraph *self,
                           gint64           value)
{
  return constant (self, SHAPE_GUARD_INTEGER, (ShapeGuardValue) { .i = value });
}

ShapeGuardNodeId
shape_guard_graph_boolean (ShapeGuardGraph *self,
                           gboolean         value)
{
  return constant (self, SHAPE_GUARD_BOOLEAN, (ShapeGuardValue) { .i = value });
}

ShapeGuardNodeId
shape_guard_graph_float (ShapeGuardGraph *self,
                         double           value)
{
  return constant (self, SHAPE_GUARD_FLOAT, (ShapeGuardValue) { .d = value });
}

/* An input keeps the type of its first mention. */
ShapeGuardNodeId
shape_guard_graph_input (ShapeGuardGraph *self,
                         const char      *name,
                         ShapeGuardType   type)
{
  gpointer found = g_hash_table_lookup (self->by_name, name);
  ShapeGuardInput input;
  ShapeGuardNode node;
  ShapeGuardNodeId id;

  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  input = (ShapeGuardInput) { g_strdup (name), type, self->n_slots[type]++ };
  node = (ShapeGuardNode) { SHAPE_GUARD_OP_INPUT, type, { self->inputs->len, 0 } };
  g_array_append_val (self->inputs, input);
  id = intern (self, &node);
  g_hash_table_insert (self->by_name, input.name, GUINT_TO_POINTER (id + 1));
  return id;
}

ShapeGuardValue
shape_guard_node_get_constant (const ShapeGuardNode *node)
{
  ShapeGuardValue value;

  memcpy (&value, node->args, sizeof value);
  return value;
}

static gboolean
get_constant (ShapeGuardGraph  *self,
              ShapeGuardNodeId  id,
              ShapeGuardValue  *value)
{
  ShapeGuardNode *node = shape_guard_graph_get (self, id);

  if (node->op != SHAPE_GUARD_OP_CONSTANT)
    return FALSE;
  *value = shape_guard_node_get_constant (node);
  return TRUE;
}

/* Folds constants, where the result is one. */
ShapeGuardNodeId
shape_guard_graph_apply (ShapeGuardGraph  *self,
                         ShapeGuardOp      op,
                         ShapeGuardNodeId  a,
                         ShapeGuardNodeId  b)
{
  const ShapeGuardOpInfo *info = &shape_guard_ops[op];
  ShapeGuardNode node = { op, info->type, { a, info->n_args == 2 ? b : a } };
  ShapeGuardValue left, right, result;

  if (get_constant (self, node.args[0], &left) && get_constant (self, node.args[1], &right) &&
      info->function (left, right, &result) == SHAPE_GUARD_OK)
    return constant (self, info->type, result);
  return intern (self, &node);
}

/* `and` and `or` look at their second argument only where the first leaves it open. */
static int
evaluate_junction (ShapeGuardNode        *node,
                   const ShapeGuardValue *values,
                   const guint8          *statuses,
                   ShapeGuardValue       *out)
{
  ShapeGuardNodeId left = node->args[0], right = node->args[1];

  if (statuses[left] != SHAPE_GUARD_OK)
    return statuses[left];
  if (values[left].i == (node->op == SHAPE_GUARD_OP_either))
    {
      *out = values[left];
      return SHAPE_GUARD_OK;
    }
  *out = values[right];
  return statuses[right];
}

static int
evaluate_operation (ShapeGuardNode        *node,
                    const ShapeGuardValue *values,
                    const guint8          *statuses,
                    ShapeGuardValue       *out)
{
  ShapeGuardNodeId left = node->args[0], right = node->args[1];

  if (statuses[left] != SHAPE_GUARD_OK)
    return statuses[left];
  if (statuses[right] != SHAPE_GUARD_OK)
    return statuses[right];
  return shape_guard_ops[node->op].function (values[left], values[right], out);
}

static ShapeGuardValue
read_leaf (ShapeGuardGraph *self,
           ShapeGuardNode  *node,
           const gint64    *integers,
           const double    *floats)
{
  ShapeGuardInput *input;

  if (node->op == SHAPE_GUARD_OP_CONSTANT)
    return shape_guard_node_get_constant (node);
  input = &g_array_index (self->inputs, ShapeGuardInput, node->args[0]);
  if (input->type == SHAPE_GUARD_FLOAT)
    return (ShapeGuardValue) { .d = floats[input->slot] };
  return (ShapeGuardValue) { .i = integers[input->slot] };
}

/* The value of each node, and whether it has one: exactly what Python would find, guard by guard. */
void
shape_guard_graph_evaluate (ShapeGuardGraph *self,
                            const gint64    *integers,
                            const double    *floats,
                            ShapeGuardValue *values,
                            guint8          *statuses)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      ShapeGuardNode *node = shape_guard_graph_get (self, i);

      statuses[i] = SHAPE_GUARD_OK;
      values[i].i = 0;
      if (shape_guard_node_is_leaf (node))
        values[i] = read_leaf (self, node, integers, floats);
      else if (node->op == SHAPE_GUARD_OP_both || node->op == SHAPE_GUARD_OP_either)
        statuses[i] = evaluate_junction (node, values, statuses, &values[i]);
      else
        statuses[i] = evaluate_operation (node, values, statuses, &values[i]);
    }
}
