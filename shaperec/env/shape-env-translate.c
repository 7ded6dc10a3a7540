/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-env-verbs-private.h"

#include "shape-env-cache-private.h"

/* Translation validation tells a solver of each replacement, in its language, which has no words for some
 * operations. Here is no solver, but the calls fail all the same. */

static const char *const unhandled[SHAPE_N_OPS] = {
  [SHAPE_OP_BITWISE_XOR] = "bitwise_xor",
  [SHAPE_OP_MODULAR_INDEXING] = "modular_indexing",
  [SHAPE_OP_WHERE] = "where",
  [SHAPE_OP_TRUNC_TO_FLOAT] = "trunc",
  [SHAPE_OP_ROUND_DECIMAL] = "round_decimal",
  [SHAPE_OP_IDENTITY] = "identity",
  [SHAPE_OP_IS_NON_OVERLAPPING_AND_DENSE] = "is_non_overlapping_and_dense_indicator",
  [SHAPE_OP_OPAQUE_SQRT] = "sqrt",
  [SHAPE_OP_OPAQUE_COS] = "cos",
  [SHAPE_OP_OPAQUE_COSH] = "cosh",
  [SHAPE_OP_OPAQUE_SIN] = "sin",
  [SHAPE_OP_OPAQUE_SINH] = "sinh",
  [SHAPE_OP_OPAQUE_TAN] = "tan",
  [SHAPE_OP_OPAQUE_TANH] = "tanh",
  [SHAPE_OP_OPAQUE_ASIN] = "asin",
  [SHAPE_OP_OPAQUE_ACOS] = "acos",
  [SHAPE_OP_OPAQUE_ATAN] = "atan",
  [SHAPE_OP_OPAQUE_EXP] = "exp",
  [SHAPE_OP_OPAQUE_LOG] = "log",
  [SHAPE_OP_OPAQUE_ASINH] = "asinh",
  [SHAPE_OP_OPAQUE_LOG2] = "log2",
};

static const char *
get_unhandled (ShapeNode *node)
{
  if (SHAPE_IS (node, POW) && shape_node_is_ratio (node->args[1], 1, 2))
    return "sqrt";
  return unhandled[node->op];
}

/* The first one in the order of evaluation, arguments before what is made of them; or NULL. */
static const char *
find_unhandled (ShapeNode      *node,
                ShapeNodeCache *seen)
{
  const char *name = NULL;
  ShapeNode *known;

  if (SHAPE_IS_ATOM (node) || shape_node_cache_get (seen, node, &known))
    return NULL;
  shape_node_cache_set (seen, node, node);
  for (guint i = 0; name == NULL && i < node->n_args; i++)
    name = find_unhandled (node->args[i], seen);

  return name != NULL ? name : get_unhandled (node);
}

void
shape_env_translate (ShapeEnv  *self,
                     ShapeNode *expr)
{
  ShapeNodeCache seen = { 0 };
  const char *name;

  if (!self->config.translation_validation)
    return;
  name = find_unhandled (expr, &seen);
  shape_node_cache_clear_memory (&seen);
  if (name != NULL)
    shape_pool_fail (self->pool, SHAPE_ERROR_ATTRIBUTE, "unhandled operator: %s", name);
}
