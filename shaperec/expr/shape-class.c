/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-class-private.h"

#include "shape-expr-pool-private.h"

#define NUMBERS "sympy.core.numbers"
#define INFINITIES "torch.utils._sympy.numbers"
#define RELATIONS "sympy.core.relational"
#define LOGIC "sympy.logic.boolalg"

/* Those with a name of their own, or one that Python prints with its module. A function is printed by its name alone. */
static const struct
{
  const char *name; /* NULL: as in the table of operations */
  const char *module;
} classes[SHAPE_N_OPS] = {
  [SHAPE_OP_INTEGER] = { NULL, NUMBERS },
  [SHAPE_OP_RATIONAL] = { NULL, NUMBERS },
  [SHAPE_OP_FLOAT] = { NULL, NUMBERS },
  [SHAPE_OP_INT_INFINITY] = { "IntInfinity", INFINITIES },
  [SHAPE_OP_NEGATIVE_INT_INFINITY] = { "NegativeIntInfinity", INFINITIES },
  [SHAPE_OP_INFINITY] = { "Infinity", NUMBERS },
  [SHAPE_OP_NEGATIVE_INFINITY] = { "NegativeInfinity", NUMBERS },
  [SHAPE_OP_NAN] = { "NaN", NUMBERS },
  [SHAPE_OP_COMPLEX_INFINITY] = { "ComplexInfinity", NUMBERS },
  [SHAPE_OP_IMAGINARY_UNIT] = { "ImaginaryUnit", NUMBERS },
  [SHAPE_OP_PI] = { "Pi", NUMBERS },
  [SHAPE_OP_SINGLETON_INT] = { NULL, "torch.utils._sympy.singleton_int" },
  [SHAPE_OP_SYMBOL] = { NULL, "sympy.core.symbol" },
  [SHAPE_OP_TRUE] = { "BooleanTrue", LOGIC },
  [SHAPE_OP_FALSE] = { "BooleanFalse", LOGIC },
  [SHAPE_OP_ADD] = { NULL, "sympy.core.add" },
  [SHAPE_OP_MUL] = { NULL, "sympy.core.mul" },
  [SHAPE_OP_POW] = { NULL, "sympy.core.power" },
  [SHAPE_OP_EQ] = { "Equality", RELATIONS },
  [SHAPE_OP_NE] = { "Unequality", RELATIONS },
  [SHAPE_OP_LT] = { "StrictLessThan", RELATIONS },
  [SHAPE_OP_LE] = { "LessThan", RELATIONS },
  [SHAPE_OP_GT] = { "StrictGreaterThan", RELATIONS },
  [SHAPE_OP_GE] = { "GreaterThan", RELATIONS },
};

/* The numbers that have a class each. */
static const char *
get_number_class (ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;

  if (node == pool->zero)
    return "Zero";
  if (node == pool->one)
    return "One";
  if (node == pool->minus_one)
    return "NegativeOne";
  return shape_node_is_ratio (node, 1, 2) ? "Half" : NULL;
}

const char *
shape_node_get_class_name (ShapeNode *node)
{
  const char *name = SHAPE_IS_RATIONAL (node) ? get_number_class (node) : classes[node->op].name;

  return name != NULL ? name : shape_ops[node->op].name;
}

char *
shape_node_describe_class (ShapeNode *node)
{
  const char *name = shape_node_get_class_name (node), *module = classes[node->op].module;

  return module != NULL ? g_strdup_printf ("<class '%s.%s'>", module, name) : g_strdup (name);
}

ShapeNode *
shape_node_fail_minus (ShapeNode  *a,
                       ShapeNode  *b,
                       const char *class_of_b)
{
  if (SHAPE_IS_TRUTH_VALUE (a) || SHAPE_IS_TRUTH_VALUE (b))
    return shape_pool_fail (a->pool, SHAPE_ERROR_TYPE, "BooleanAtom not allowed in this context.");
  return shape_pool_fail (a->pool, SHAPE_ERROR_TYPE, "unsupported operand type(s) for -: '%s' and '%s'",
                          shape_node_get_class_name (a), class_of_b);
}
