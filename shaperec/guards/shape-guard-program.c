/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-program-private.h"

#include <string.h>

#include "../shape-error.h"

#define UNPLACED G_MAXUINT

/* So many checks are put in order by what they do. A set that fails is found out a batch later at most, and in a
 * set that holds long rows of like instructions are faster than the cheapest order. */
#define BATCH 128

typedef struct
{
  ShapeGuardGraph   *graph;
  ShapeGuardProgram *program;
  GArray            *code;
  GArray            *order;     /* node ids in the order of computing */
  guint             *place;     /* the register of each node, or UNPLACED */
  guint             *uses;      /* how many instructions still read it */
  guint             *level;     /* how many instructions stand above each other below a node; a leaf has 0 */
  GArray            *free;      /* registers to use again */
} Builder;

static void
builder_init (Builder           *self,
              ShapeGuardGraph   *graph,
              ShapeGuardProgram *program)
{
  guint n_nodes = graph->nodes->len;

  *self = (Builder) {
    .graph = graph,
    .program = program,
    .code = g_array_new (FALSE, FALSE, sizeof (ShapeGuardInstruction)),
    .order = g_array_new (FALSE, FALSE, sizeof (ShapeGuardNodeId)),
    .place = g_new0 (guint, n_nodes + 1),
    .uses = g_new0 (guint, n_nodes + 1),
    .level = g_new0 (guint, n_nodes + 1),
    .free = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
}

static void
builder_clear (Builder *self)
{
  g_array_unref (self->code);
  g_array_unref (self->order);
  g_free (self->place);
  g_free (self->uses);
  g_free (self->level);
  g_array_unref (self->free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

/* An instruction to be. */
typedef struct
{
  guint            level;
  guint            op;
  guint            rank; /* keeps the order of equals */
  ShapeGuardNodeId id;
} Step;

/* Counting */

/* Appends the nodes below @root that are not yet computed, arguments first, and counts who reads whom. */
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
      guint n_args = shape_guard_node_is_leaf (node) ? 0 : shape_guard_ops[node->op].n_args, i;

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
        {
          self->uses[node->args[i]]++;
          self->level[id] = MAX (self->level[id], self->level[node->args[i]] + 1);
        }
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

  if (--self->uses[id] == 0 && !shape_guard_node_is_leaf (shape_guard_graph_get (self->graph, id)))
    g_array_append_val (self->free, place);
  return place;
}

/* Code */

static void
emit (Builder    *self,
      const Step *step)
{
  ShapeGuardNode *node = shape_guard_graph_get (self->graph, step->id);
  ShapeGuardInstruction instruction = { .op = step->op };

  if (step->op == SHAPE_GUARD_CHECK)
    instruction.a = instruction.b = read_register (self, step->id);
  else
    {
      instruction.a = read_register (self, node->args[0]);
      instruction.b = shape_guard_ops[node->op].n_args == 2 ? read_register (self, node->args[1]) : instruction.a;
    }
  if (step->op < SHAPE_GUARD_CHECK)
    instruction.to = self->place[step->id] = take_register (self);
  g_array_append_val (self->code, instruction);
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const Step *left = a, *right = b;

  if (left->level != right->level)
    return left->level < right->level ? -1 : 1;
  if (left->op != right->op)
    return left->op < right->op ? -1 : 1;
  return left->rank < right->rank ? -1 : left->rank > right->rank;
}

static void
add_step (GArray           *steps,
          guint             level,
          guint             op,
          ShapeGuardNodeId  id)
{
  Step step = { level, op, steps->len, id };

  g_array_append_val (steps, step);
}

/* What the checks of a batch need and none before needed, the scheduled nodes from @first to @end, and the checks.
 * A condition is computed by the instruction that checks it, unless others read it too. */
static void
emit_batch (Builder                *self,
            guint                   first,
            guint                   end,
            const ShapeGuardNodeId *checks,
            guint                   n_checks)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));

  for (guint i = 0; i < n_checks; i++)
    {
      guint op = shape_guard_graph_get (self->graph, checks[i])->op;

      if (self->place[checks[i]] == UNPLACED && self->uses[checks[i]] == 1)
        {
          add_step (steps, G_MAXUINT, SHAPE_GUARD_CHECK + op, checks[i]);
          self->level[checks[i]] = G_MAXUINT;
        }
      else
        add_step (steps, G_MAXUINT, SHAPE_GUARD_CHECK, checks[i]);
    }
  for (guint i = first; i < end; i++)
    {
      ShapeGuardNodeId id = g_array_index (self->order, ShapeGuardNodeId, i);

      if (self->level[id] != G_MAXUINT)
        add_step (steps, self->level[id], shape_guard_graph_get (self->graph, id)->op, id);
    }
  g_array_sort (steps, compare_steps);
  for (guint i = 0; i < steps->len; i++)
    emit (self, &g_array_index (steps, Step, i));
}

static void
build (Builder                *self,
       const ShapeGuardNodeId *checks,
       guint                   n_checks)
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
  for (guint i = 0, first = 0; i < n_checks; i += BATCH)
    {
      guint n = MIN (BATCH, n_checks - i);

      emit_batch (self, first, ends[i + n - 1], checks + i, n);
      first = ends[i + n - 1];
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
  const ShapeGuardInstruction end = { .op = SHAPE_GUARD_END };
  g_auto (Builder) builder;

  *self = (ShapeGuardProgram) { 0 };
  builder_init (&builder, graph, self);
  build (&builder, checks, n_checks);
  if (self->n_registers > G_MAXUINT16)
    {
      g_set_error_literal (error, SHAPE_ERROR, SHAPE_ERROR_LIMIT, "these guards need more than 65535 registers");
      shape_guard_program_clear (self);
      return FALSE;
    }
  self->n_code = builder.code->len;
  g_array_append_val (builder.code, end);
  self->code = (ShapeGuardInstruction *) (gpointer) g_array_steal (builder.code, NULL);
  return TRUE;
}

void
shape_guard_program_clear (ShapeGuardProgram *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->constants, g_free);
}

/* Running */

/* Like instructions stand in rows: what to do is chosen once for a row. */
#define COMPUTE_CASE(name, type, n_args) \
  case SHAPE_GUARD_OP_##name: \
    for (; at->op == SHAPE_GUARD_OP_##name; at++) \
      if (G_UNLIKELY (shape_guard_##name (frame[at->a], frame[at->b], &frame[at->to]) != SHAPE_GUARD_OK)) \
        return FALSE; \
    break;

#define CHECK_CASE(name, type, n_args) \
  case SHAPE_GUARD_CHECK + SHAPE_GUARD_OP_##name: \
    for (; at->op == SHAPE_GUARD_CHECK + SHAPE_GUARD_OP_##name; at++) \
      if (G_UNLIKELY (shape_guard_##name (frame[at->a], frame[at->b], &truth) != SHAPE_GUARD_OK || !truth.i)) \
        return FALSE; \
    break;

static gboolean
run_code (const ShapeGuardInstruction *at,
          ShapeGuardValue             *frame)
{
  ShapeGuardValue truth;

  while (TRUE)
    switch (at->op)
      {
      SHAPE_GUARD_OPS (COMPUTE_CASE)
      SHAPE_GUARD_OPS (CHECK_CASE)
      case SHAPE_GUARD_CHECK:
        if (!frame[at++->a].i)
          return FALSE;
        break;
      default:
        return TRUE;
      }
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
  return run_code (self->code, frame);
}
