/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guards-private.h"

#include <gio/gio.h>
#include <string.h>

#include "shape-guard-resource.h"

/* Writes a guard set as C that needs nothing but the C library: the arithmetic as we use it ourselves,
 * the program as straight code, and the pass in order for the case that something fails. */

#define ARITHMETIC "/org/shaperec/guards/shape-guard-arithmetic.h"

static void
append_arithmetic (GString *out)
{
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (shape_guard_get_resource (), ARITHMETIC, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize n_bytes;
  const char *text = g_bytes_get_data (bytes, &n_bytes);

  g_string_append_len (out, text, n_bytes);
}

/* A text that may stand in a comment. */
static void
append_comment (GString    *out,
                const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r", ' ');
  g_auto (GStrv) parts = g_strsplit (line, "*/", -1);
  g_autofree char *safe = g_strjoinv ("* /", parts);

  g_string_append (out, safe);
}

static void
append_names (GString           *out,
              const char        *array,
              const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_string_append_printf (out, " *   %s[%u]  ", array, i);
      append_comment (out, names[i]);
      g_string_append_c (out, '\n');
    }
}

/* The prototype, with what a caller must know. */
static void
append_declaration (GString     *out,
                    ShapeGuards *self,
                    const char  *function_name)
{
  g_string_append_printf (out, "/* Checks %u guards on these values:\n *\n", self->n_guards);
  append_names (out, "integers", self->names[SHAPE_GUARD_INTEGER]);
  append_names (out, "floats", self->names[SHAPE_GUARD_FLOAT]);
  g_string_append_printf (out,
                          " *\n"
                          " * Returns -1 if all hold, else the first that does not, from 0. *STATUS, which may be NULL, then tells\n"
                          " * why: 0 it is false, 1 a number does not fit, 2 division by zero, 3 no such value. */\n"
                          "int %s (const int64_t *integers, const double *floats, int *status);\n",
                          function_name);
}

/* A constant by its bits: no decimal can round it. */
static void
append_constant (GString         *out,
                 ShapeGuardValue  value)
{
  if (value.i == G_MININT64)
    g_string_append (out, "{ INT64_MIN }");
  else
    g_string_append_printf (out, "{ INT64_C (%" G_GINT64_FORMAT ") }", value.i);
}

static void
append_instruction (GString                     *out,
                    const ShapeGuardInstruction *at)
{
  if (at->op == SHAPE_GUARD_CHECK)
    g_string_append_printf (out, "  if (!r[%u].i)\n", at->a);
  else if (at->op > SHAPE_GUARD_CHECK)
    g_string_append_printf (out, "  if (shape_guard_%s (r[%u], r[%u], &truth) || !truth.i)\n",
                            shape_guard_ops[at->op - SHAPE_GUARD_CHECK].name, at->a, at->b);
  else
    g_string_append_printf (out, "  if (shape_guard_%s (r[%u], r[%u], &r[%u]))\n",
                            shape_guard_ops[at->op].name, at->a, at->b, at->to);
  g_string_append (out, "    return 0;\n");
}

/* The straight code, best check first. */
static void
append_program (GString                 *out,
                const ShapeGuardProgram *program)
{
  guint next = program->n_constants;

  g_string_append_printf (out,
                          "\nstatic int\n"
                          "all_hold (const int64_t *integers, const double *floats)\n"
                          "{\n"
                          "  ShapeGuardValue r[%u] = {", program->n_registers + 1);
  for (guint i = 0; i < program->n_constants; i++)
    {
      g_string_append (out, i == 0 ? " " : ", ");
      append_constant (out, program->constants[i]);
    }
  g_string_append_printf (out,
                          "%s };\n"
                          "  ShapeGuardValue truth;\n\n"
                          "  (void) integers;\n  (void) floats;\n  (void) r;\n  (void) truth;\n",
                          program->n_constants == 0 ? " { 0 }" : "");
  for (guint i = 0; i < program->n_integers; i++)
    g_string_append_printf (out, "  r[%u].i = integers[%u];\n", next++, i);
  for (guint i = 0; i < program->n_floats; i++)
    g_string_append_printf (out, "  r[%u].d = floats[%u];\n", next++, i);
  for (guint i = 0; i < program->n_code; i++)
    append_instruction (out, &program->code[i]);
  g_string_append (out, "  return 1;\n}\n");
}

static void
append_leaf (GString         *out,
             ShapeGuardGraph *graph,
             guint            id)
{
  ShapeGuardNode *node = shape_guard_graph_get (graph, id);
  ShapeGuardInput *input;

  if (node->op == SHAPE_GUARD_OP_CONSTANT)
    {
      g_string_append_printf (out, "  v[%u] = (ShapeGuardValue) ", id);
      append_constant (out, shape_guard_node_get_constant (node));
      g_string_append (out, ";\n");
      return;
    }
  input = &g_array_index (graph->inputs, ShapeGuardInput, node->args[0]);
  if (input->type == SHAPE_GUARD_FLOAT)
    g_string_append_printf (out, "  v[%u].d = floats[%u];\n", id, input->slot);
  else
    g_string_append_printf (out, "  v[%u].i = integers[%u];\n", id, input->slot);
}

/* The same three cases as in shape_guard_graph_evaluate (). */
static void
append_node (GString         *out,
             ShapeGuardGraph *graph,
             guint            id)
{
  ShapeGuardNode *node = shape_guard_graph_get (graph, id);
  guint a = node->args[0], b = node->args[1];

  if (shape_guard_node_is_leaf (node))
    append_leaf (out, graph, id);
  else if (node->op == SHAPE_GUARD_OP_both || node->op == SHAPE_GUARD_OP_either)
    g_string_append_printf (out,
                            "  v[%u] = s[%u] == 0 && v[%u].i == %d ? v[%u] : v[%u];\n"
                            "  s[%u] = s[%u] != 0 ? s[%u] : v[%u].i == %d ? 0 : s[%u];\n",
                            id, a, a, node->op == SHAPE_GUARD_OP_either, a, b,
                            id, a, a, a, node->op == SHAPE_GUARD_OP_either, b);
  else
    g_string_append_printf (out, "  s[%u] = s[%u] ? s[%u] : s[%u] ? s[%u] : shape_guard_%s (v[%u], v[%u], &v[%u]);\n",
                            id, a, a, b, b, shape_guard_ops[node->op].name, a, b, id);
}

/* The pass in order, which names the guard. */
static void
append_search (GString     *out,
               ShapeGuards *self)
{
  guint n_nodes = self->graph.nodes->len;

  g_string_append (out, "\nstatic const int roots[] = { ");
  for (guint i = 0; i < self->n_guards; i++)
    g_string_append_printf (out, "%u, ", self->roots[i]);
  g_string_append_printf (out,
                          "-1 };\n\n"
                          "static int\n"
                          "find_failure (const int64_t *integers, const double *floats, int *status)\n"
                          "{\n"
                          "  ShapeGuardValue v[%u] = { { 0 } };\n"
                          "  int s[%u] = { 0 };\n\n"
                          "  (void) integers;\n  (void) floats;\n", n_nodes + 1, n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    append_node (out, &self->graph, i);
  g_string_append (out,
                   "  for (int i = 0; roots[i] >= 0; i++)\n"
                   "    if (s[roots[i]] != 0 || !v[roots[i]].i)\n"
                   "      {\n"
                   "        if (status)\n"
                   "          *status = s[roots[i]];\n"
                   "        return i;\n"
                   "      }\n"
                   "  return -1;\n"
                   "}\n");
}

static gboolean
is_identifier (const char *text)
{
  return (g_ascii_isalpha (*text) || *text == '_') &&
         text[strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_")] == '\0';
}

/**
 * shape_guards_to_c:
 * @self: a set of guards
 * @function_name: the function's name, a C identifier
 * @header: (out) (optional) (transfer full): the text of its header
 *
 * Writes the set as one C function that needs the C library alone (`-lm`), for hosts that
 * link nothing. It answers as [method@Guards.check] does. The header's comment says which
 * value is which source.
 *
 * Returns: (transfer full): the text of its source; it stands alone, so a host may include it as well
 */
char *
shape_guards_to_c (ShapeGuards  *self,
                   const char   *function_name,
                   char        **header)
{
  GString *out, *declaration;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (function_name != NULL && is_identifier (function_name), NULL);

  out = g_string_new (NULL);
  append_arithmetic (out);
  append_program (out, &self->program);
  append_search (out, self);
  g_string_append_c (out, '\n');
  append_declaration (out, self, function_name);
  g_string_append_printf (out,
                          "\nint\n%s (const int64_t *integers, const double *floats, int *status)\n"
                          "{\n"
                          "  return all_hold (integers, floats) ? -1 : find_failure (integers, floats, status);\n"
                          "}\n",
                          function_name);
  if (header == NULL)
    return g_string_free (out, FALSE);

  declaration = g_string_new ("#pragma once\n\n#include <stdint.h>\n\n");
  append_declaration (declaration, self, function_name);
  *header = g_string_free (declaration, FALSE);
  return g_string_free (out, FALSE);
}
