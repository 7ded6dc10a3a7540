/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-source-private.h"
#include "shape-symbolic-context-private.h"
#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

/* A value that crosses the door of an environment: an argument or a result.
 * Plain data: texts, items and nodes are borrowed from an arena or the pool. */
typedef enum
{
  SHAPE_VALUE_NONE,
  SHAPE_VALUE_BOOL,       /* integer: 0 or 1 */
  SHAPE_VALUE_INT,        /* integer */
  SHAPE_VALUE_BIG_INT,    /* node: an Integer that fits no gint64 */
  SHAPE_VALUE_FLOAT,      /* real */
  SHAPE_VALUE_TEXT,       /* text */
  SHAPE_VALUE_SYM_INT,    /* node, hint, fx_node */
  SHAPE_VALUE_SYM_FLOAT,
  SHAPE_VALUE_SYM_BOOL,
  SHAPE_VALUE_NESTED_INT, /* node: a SingletonInt */
  SHAPE_VALUE_EXPR,       /* node: a bare expression */
  SHAPE_VALUE_TENSOR,     /* items[0], dtype */
  SHAPE_VALUE_FX_NODE,    /* text (the name, or NULL), is_fresh */
  SHAPE_VALUE_LIST,       /* items, n_items */
  SHAPE_VALUE_SIZES,      /* items[0] sizes, [1] strides (lists), [2] storage offset */
  SHAPE_VALUE_MAP,        /* items: key, value, key, value, …; n_items counts both */
  SHAPE_VALUE_SOURCE,     /* source */
  SHAPE_VALUE_CONTEXT,    /* context */
  SHAPE_VALUE_CONSTRAINT, /* constraint */
  SHAPE_VALUE_DIM,        /* integer: a ShapeDimDynamic */
  SHAPE_N_VALUE_KINDS
} ShapeValueKind;

struct _ShapeValue
{
  guint8  kind;      /* ShapeValueKind */
  guint8  hint_kind; /* of a symbolic value: NONE, BOOL, INT, BIG_INT, FLOAT or NESTED_INT */
  guint8  is_fresh;  /* of an FX node: it was made by this call */
  guint32 n_items;
  union
  {
    gint64                  integer;
    double                  real;
    const char             *text;
    ShapeNode              *node;
    const ShapeValue       *items;
    ShapeSource            *source;
    ShapeSymbolicContext   *context;
    const ShapeConstraint  *constraint;
  };
  union
  {
    gint64     integer;
    double     real;
    ShapeNode *node;
  } hint;
  union
  {
    const char *fx_node; /* of a symbolic value: its FX node's name, or NULL */
    const char *dtype;   /* of a tensor */
  };
};

#define SHAPE_VALUE_IS_SYMBOLIC(value) \
  ((value)->kind >= SHAPE_VALUE_SYM_INT && (value)->kind <= SHAPE_VALUE_SYM_BOOL)

static inline ShapeValue
shape_value_none (void)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_NONE };
}

static inline ShapeValue
shape_value_bool (gboolean value)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_BOOL, .integer = value != FALSE };
}

static inline ShapeValue
shape_value_int (gint64 value)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_INT, .integer = value };
}

static inline ShapeValue
shape_value_float (double value)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_FLOAT, .real = value };
}

static inline ShapeValue
shape_value_text (const char *text)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_TEXT, .text = text };
}

static inline ShapeValue
shape_value_expr (ShapeNode *node)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_EXPR, .node = node };
}

static inline ShapeValue
shape_value_expr_or_none (ShapeNode *node)
{
  return node != NULL ? shape_value_expr (node) : shape_value_none ();
}

static inline ShapeValue
shape_value_list (const ShapeValue *items,
                  guint             n_items)
{
  return (ShapeValue) { .kind = SHAPE_VALUE_LIST, .n_items = n_items, .items = items };
}

/* INT where @node is a small Integer, else BIG_INT, FLOAT, BOOL or NESTED_INT; EXPR for all other nodes. */
ShapeValue shape_value_from_number (ShapeNode        *node);
/* The number as a node; NULL where @self is no number or truth value. */
ShapeNode *shape_value_to_number   (const ShapeValue *self,
                                    ShapeExprPool    *pool);
/* The expression that stands for the value: of a symbolic value its own; NULL where there is none. */
ShapeNode *shape_value_to_node     (const ShapeValue *self,
                                    ShapeExprPool    *pool);

/* The hint of a symbolic value as a value, and back. */
ShapeValue shape_value_get_hint    (const ShapeValue *self);
void       shape_value_set_hint    (ShapeValue       *self,
                                    const ShapeValue *hint);

/* Structural, with nodes of the same pool. Python's 1 == True == 1.0 is not applied. */
gboolean   shape_value_equal       (const ShapeValue *a,
                                    const ShapeValue *b);
/* As the trace format writes it; a source by its name. For messages and tests. */
void       shape_value_print       (const ShapeValue *self,
                                    GString          *out);
/* As Python prints what a hint can be: a number, a truth value, or None. */
void       shape_value_print_python (const ShapeValue *self,
                                     GString          *out);
/* A JSON string. */
void       shape_value_print_text  (const char       *text,
                                    GString          *out);

G_END_DECLS
