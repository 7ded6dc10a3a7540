/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-program-private.h"

#include <string.h>

#include "../shape-error.h"

#define UNPLACED G_MAXUINT

typedef struct
{
  ShapeGuardGraph   *graph;
  ShapeGuardProgram *program;
  GArray            *code;
  GArray            *order;     /* node ids in the order of computing */
  guint             *place;     /* the register of each node, or UNPLACED */
  guint             *uses;      /* how many instructions still read it */
  GArray            *free;      /* registers to use again */
} Builder;

/* Counting */

static gboolean
is_leaf (const ShapeGuardNode *node)
{
  return node->op == SHAPE_GUARD_OP_CONSTANT || node->op == SHAPE_GUARD_OP_INPUT;
}

/* Appends the nodes below ROOT that are not yet computed, arguments first, and counts who reads whom. */
static void
schedule (Builder          *self,
          ShapeGuardNodeId  root,
          GArray           *open)
{
  g_array_append_val (open, root);
  while (open->len > 0)
    {
      ShapeGuardNodeId id = g_array_index (open, ShapeGuardNodeId, open->len - 1);
      ShapeGuardNode *node = shape_guard_graph_get (self->graph, id);
      guint n_args = is_leaf (node) ? 0 : shape_guard_ops[node->op].n_args, i;

      for (i = 0; i < n_args && self->place[node->args[i]] != 0; i++)
        ;
      if (i < n_args)
        {
          g_array_append_val (open, node->args[i]);
          continue;
        }
      g_array_set_size (open, open->len - 1);
      if (self->place[id] != 0)
        continue;
      self->place[id] = UNPLACED;
      if (n_args > 0)
        g_array_append_val (self->order, id);
      for (i = 0; i < n_args; i++)
        self->uses[node->args[i]]++;
    }
}

/* Registers */

/* Constants and inputs have their registers from the start. */
static void
place_leaves (Builder *self)
{
  ShapeGuardGraph *graph = self->graph;
  ShapeGuardProgram *program = self->program;
  g_autoptr (GArray) constants = g_array_new (FALSE, FALSE, sizeof (ShapeGuardValue));

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      ShapeGuardNode *node = shape_guard_graph_get (graph, i);

      if (node->op == SHAPE_GUARD_OP_CONSTANT && self->place[i] != 0)
        {
          ShapeGuardValue value = shape_guard_node_get_constant (node);

          self->place[i] = constants->len;
          g_array_append_val (constants, value);
        }
    }
  program->n_constants = constants->len;
  program->constants = (ShapeGuardValue *) g_array_free (g_steal_pointer (&constants), FALSE);
  program->n_integers = graph->n_slots[SHAPE_GUARD_INTEGER];
  program->n_floats = graph->n_slots[SHAPE_GUARD_FLOAT];
  program->n_registers = program->n_constants + program->n_integers + program->n_floats;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      ShapeGuardNode *node = shape_guard_graph_get (graph, i);

      if (node->op == SHAPE_GUARD_OP_INPUT)
        self->place[i] = program->n_constants + (node->type == SHAPE_GUARD_FLOAT ? program->n_integers : 0) +
                         g_array_index (graph->inputs, ShapeGuardInput, node->args[0]).slot;
    }
}

static guint
take_register (Builder *self)
{
  guint last;

  if (self->free->len == 0)
    return self->program->n_registers++;
  last = g_array_index (self->free, guint, self->free->len - 1);
  g_array_set_size (self->free, self->free->len - 1);
  return last;
}

/* Reads a value; after the last reading its register is free. */
static guint
read_register (Builder          *self,
               ShapeGuardNodeId  id)
{
  guint place = self->place[id];

  if (--self->uses[id] == 0 && !is_leaf (shape_guard_graph_get (self->graph, id)))
    g_array_append_val (self->free, place);
  return place;
}

/* Code */

static void
emit (Builder          *self,
      guint             op,
      ShapeGuardNodeId  id,
      gboolean          check)
{
  ShapeGuardNode *node = shape_guard_graph_get (self->graph, id);
  ShapeGuardInstruction instruction = { .op = op };

  instruction.a = read_register (self, node->args[0]);
  instruction.b = shape_guard_ops[node->op].n_args == 2 ? read_register (self, node->args[1]) : instruction.a;
  if (!check)
    instruction.to = self->place[id] = take_register (self);
  g_array_append_val (self->code, instruction);
}

/* The condition itself is computed by the checking instruction, unless others read it too. */
static void
emit_check (Builder          *self,
            ShapeGuardNodeId  id)
{
  ShapeGuardInstruction instruction = { .op = SHAPE_GUARD_CHECK };

  if (self->place[id] == UNPLACED)
    {
      emit (self, SHAPE_GUARD_CHECK + shape_guard_graph_get (self->graph, id)->op, id, TRUE);
      return;
    }
  instruction.a = instruction.b = read_register (self, id);
  g_array_append_val (self->code, instruction);
}

/* What ROOT needs and no check before it needed: the scheduled nodes from FIRST to END. */
static void
emit_below (Builder          *self,
            ShapeGuardNodeId  root,
            guint             first,
            guint             end)
{
  for (guint i = first; i < end; i++)
    {
      ShapeGuardNodeId id = g_array_index (self->order, ShapeGuardNodeId, i);

      if (id != root || self->uses[id] > 1)
        emit (self, shape_guard_graph_get (self->graph, id)->op, id, FALSE);
    }
}

static void
build (Builder     *self,
       const guint *checks,
       guint        n_checks)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (ShapeGuardNodeId));
  g_autofree guint *ends = g_new (guint, n_checks + 1);

  for (guint i = 0; i < n_checks; i++)
    {
      schedule (self, checks[i], open);
      self->uses[checks[i]]++;
      ends[i] = self->order->len;
    }
  place_leaves (self);
  for (guint i = 0, first = 0; i < n_checks; first = ends[i++])
    {
      emit_below (self, checks[i], first, ends[i]);
      emit_check (self, checks[i]);
    }
}

gboolean
shape_guard_program_init (ShapeGuardProgram       *self,
                          ShapeGuardGraph         *graph,
                          const ShapeGuardNodeId  *roots,
                          guint                    n_roots,
                          GError                 **error)
{
  guint n_checks;
  g_autofree guint *checks = shape_guard_order_checks (graph, roots, n_roots, &n_checks);
  g_autoptr (GArray) code = g_array_new (FALSE, FALSE, sizeof (ShapeGuardInstruction));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (ShapeGuardNodeId));
  g_autoptr (GArray) free_registers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *place = g_new0 (guint, graph->nodes->len + 1);
  g_autofree guint *uses = g_new0 (guint, graph->nodes->len + 1);
  Builder builder = { graph, self, code, order, place, uses, free_registers };

  *self = (ShapeGuardProgram) { 0 };
  build (&builder, checks, n_checks);
  if (self->n_registers > G_MAXUINT16)
    {
      g_set_error_literal (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT, "these guards need more than 65535 registers");
      shape_guard_program_clear (self);
      return FALSE;
    }
  self->n_code = code->len;
  self->code = (ShapeGuardInstruction *) g_array_free (g_steal_pointer (&code), FALSE);
  return TRUE;
}

void
shape_guard_program_clear (ShapeGuardProgram *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->constants, g_free);
}

/* Running */

#define COMPUTE_CASE(name, type, n_args) \
  case SHAPE_GUARD_OP_##name: \
    if (G_UNLIKELY (shape_guard_##name (frame[at->a], frame[at->b], &frame[at->to]) != SHAPE_GUARD_OK)) \
      return FALSE; \
    break;

#define CHECK_CASE(name, type, n_args) \
  case SHAPE_GUARD_CHECK + SHAPE_GUARD_OP_##name: \
    if (G_UNLIKELY (shape_guard_##name (frame[at->a], frame[at->b], &truth) != SHAPE_GUARD_OK || !truth.i)) \
      return FALSE; \
    break;

static gboolean
run_code (const ShapeGuardInstruction *at,
          const ShapeGuardInstruction *end,
          ShapeGuardValue             *frame)
{
  ShapeGuardValue truth;

  for (; at < end; at++)
    switch (at->op)
      {
      SHAPE_GUARD_OPS (COMPUTE_CASE)
      SHAPE_GUARD_OPS (CHECK_CASE)
      case SHAPE_GUARD_CHECK:
        if (!frame[at->a].i)
          return FALSE;
        break;
      default:
        g_assert_not_reached ();
      }
  return TRUE;
}

/* Whether all guards surely hold. */
gboolean
shape_guard_program_run (const ShapeGuardProgram *self,
                         const gint64            *integers,
                         const double            *floats)
{
  ShapeGuardValue *frame = g_newa (ShapeGuardValue, self->n_registers + 1);

  if (self->n_constants > 0)
    memcpy (frame, self->constants, self->n_constants * sizeof *frame);
  if (self->n_integers > 0)
    memcpy (frame + self->n_constants, integers, self->n_integers * sizeof *frame);
  if (self->n_floats > 0)
    memcpy (frame + self->n_constants + self->n_integers, floats, self->n_floats * sizeof *frame);
  return run_code (self->code, self->code + self->n_code, frame);
}
