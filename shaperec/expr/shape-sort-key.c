/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-expr-pool-private.h"

#include "shape-class-private.h"

#include <string.h>

/* The second order of SymPy: that of default_sort_key. A key has four parts: the
 * class, the arguments, the exponent and the coefficient. A number in front of a
 * product, and the exponent of a power, are taken off and compared last. */

typedef struct
{
  guint       group; /* numbers, atoms, arithmetic, functions, the rest */
  guint       place;
  const char *class_name;
  ShapeNode  *body;     /* what remains without coefficient and exponent */
  ShapeNode  *exponent; /* NULL: that of a Number, which sorts before any other */
  ShapeNode  *coeff;
  gboolean    is_number;
} Key;

static guint
get_group (ShapeNode *body)
{
  if (SHAPE_IS_NUMBER (body))
    return 1;
  if (SHAPE_IS_ATOM (body))
    return SHAPE_IS_TRUTH_VALUE (body) ? 5 : 2;
  if (SHAPE_IS_ARITHMETIC (body))
    return 3;
  return SHAPE_HAS_FLAG (body, FUNCTION) ? 4 : 5;
}

/* Within the group. Of functions the two that take any number of arguments come first. */
static guint
get_place (ShapeNode *body)
{
  if (SHAPE_IS_ARITHMETIC (body))
    return SHAPE_IS (body, MUL) ? 0 : SHAPE_IS (body, ADD) ? 1 : 2;
  return SHAPE_HAS_FLAG (body, FUNCTION) && !SHAPE_IS (body, IDENTITY) && !SHAPE_IS (body, IS_NON_OVERLAPPING_AND_DENSE);
}

static void
key_init (Key       *key,
          ShapeNode *node)
{
  ShapeExprPool *pool = node->pool;

  key->is_number = SHAPE_IS_NUMBER (node);
  key->body = node;
  key->exponent = key->is_number ? NULL : pool->one;
  key->coeff = key->is_number ? node : pool->one;
  if (SHAPE_IS (node, MUL))
    key->coeff = shape_node_as_coeff_mul (node, &key->body);
  if (SHAPE_IS (key->body, POW))
    key->body = shape_node_as_base_exp (key->body, &key->exponent);
  key->group = get_group (key->body);
  key->place = get_place (key->body);
  key->class_name = SHAPE_IS_NUMBER (key->body) ? "Number" : shape_node_get_class_name (key->body);
}

static int
compare_classes (const Key *a,
                 const Key *b)
{
  if (a->group != b->group)
    return a->group < b->group ? -1 : 1;
  if (a->place != b->place)
    return a->place < b->place ? -1 : 1;
  return strcmp (a->class_name, b->class_name);
}

/* An atom that is not a Number counts as having one argument: its text. A number may
 * be the base of a power, and is taken so too. */
static guint
count_parts (const Key *key)
{
  if (key->is_number || SHAPE_IS_TRUTH_VALUE (key->body))
    return 0;
  return SHAPE_IS_ATOM (key->body) ? 1 : key->body->n_args;
}

static int
compare_texts (ShapeNode *a,
               ShapeNode *b)
{
  g_autofree char *text_a = NULL, *text_b = NULL;

  if (SHAPE_IS (a, SYMBOL) && SHAPE_IS (b, SYMBOL))
    return strcmp (a->symbol.name, b->symbol.name);
  text_a = shape_node_to_sympy_str (a);
  text_b = shape_node_to_sympy_str (b);
  return g_strcmp0 (text_a, text_b);
}

static ShapeNode *const *
get_parts (ShapeNode **body,
           guint      *n)
{
  if (SHAPE_IS (*body, ADD))
    return shape_node_ordered_terms (body, n);
  if (SHAPE_IS (*body, MUL))
    return shape_node_ordered_factors (body, n);
  *n = (*body)->n_args;
  return (*body)->args;
}

static int
compare_parts (Key *a,
               Key *b)
{
  guint n_a = count_parts (a), n_b = count_parts (b);
  ShapeNode *const *parts_a, *const *parts_b;

  if (n_a != n_b)
    return n_a < n_b ? -1 : 1;
  if (n_a == 0 || a->body == b->body)
    return 0;
  if (SHAPE_IS_ATOM (a->body))
    return compare_texts (a->body, b->body);
  parts_a = get_parts (&a->body, &n_a);
  parts_b = get_parts (&b->body, &n_b);
  for (guint i = 0; i < n_a; i++)
    {
      int c = shape_node_key_compare (parts_a[i], parts_b[i]);

      if (c != 0)
        return c;
    }
  return 0;
}

static int
compare_coeffs (ShapeNode *a,
                ShapeNode *b)
{
  if (a == b || SHAPE_IS (a, NAN) || SHAPE_IS (b, NAN))
    return 0;
  return shape_number_compare (a, b);
}

int
shape_node_key_compare (ShapeNode *a,
                        ShapeNode *b)
{
  Key key_a, key_b;
  int c;

  if (a == b || !shape_pool_step (a->pool))
    return 0;
  key_init (&key_a, a);
  key_init (&key_b, b);
  c = compare_classes (&key_a, &key_b);
  if (c == 0)
    c = compare_parts (&key_a, &key_b);
  if (c != 0)
    return c;
  if (key_a.exponent != key_b.exponent)
    {
      if (key_a.exponent == NULL || key_b.exponent == NULL)
        return key_a.exponent == NULL ? -1 : 1;
      c = shape_node_key_compare (key_a.exponent, key_b.exponent);
      if (c != 0)
        return c;
    }
  return compare_coeffs (key_a.coeff, key_b.coeff);
}

int
shape_node_ordered_compare (ShapeNode *a,
                            ShapeNode *b)
{
  if (a == b)
    return 0;
  if (a->weight != b->weight)
    return a->weight < b->weight ? -1 : 1;
  return shape_node_key_compare (a, b);
}
