/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <flint/fmpz.h>
#include <flint/fmpq.h>

#include "shape-facts-private.h"
#include "shape-op-private.h"

G_BEGIN_DECLS

/* A node is what a ShapeExpr is inside the library: a bare pointer, borrowed,
 * that lives as long as its pool. Nodes are interned: two are structurally equal
 * if and only if they are the same pointer.
 *
 * Failure: a constructor that cannot answer (a division by zero, a budget that
 * is used up) sets the pool's error and returns the pool's error node. Every
 * constructor that gets the error node returns it, so code in between need not
 * look; whoever stands at the edge asks shape_pool_check() once. */

/* Some parts of a node, in order of creation; shared between nodes. Lives as long as the pool. */
typedef struct
{
  guint      n;
  ShapeNode *nodes[];
} ShapeNodeSet;

/* A Float that is no double; see shape-float-private.h. */
typedef struct _ShapeWideFloat ShapeWideFloat;

/* What is looked at most stands last, beside the arguments. */
struct _ShapeExpr
{
  double         weight; /* how many nodes the tree has, a Float counting half: the first key of `ordered` */
  ShapeFacts     facts;
  guint32        asked_facts;   /* what the operation was asked for itself */
  guint32        unknown_facts; /* the answer is MAYBE, for good */
  guint64        kinds;  /* SHAPE_KIND_BIT of every node in the tree */
  ShapeExprPool *pool;
  const ShapeNodeSet *free_symbols; /* NULL until asked for */
  guint32        hash;
  guint32        id;     /* counts up within the pool; for tables, never for an order that shows */
  guint32        height; /* 0 for an atom */
  guint16        op;
  guint16        flags;  /* ShapeNodeFlags */
  guint32        n_args;
  union
  {
    ShapeNode *args[1]; /* n_args of them */
    fmpz       integer[1];
    fmpq       rational[1];
    struct
    {
      double                 real;
      const ShapeWideFloat  *wide; /* NULL: the double is all there is */
    };
    struct
    {
      const char *name;       /* interned in the pool */
      ShapeFacts  given;      /* the assumptions it was made with */
    } symbol;
    struct
    {
      gint64 value;
      gint64 coeff;
    } singleton;
  };
};

typedef enum
{
  SHAPE_NODE_ASKING = 1 << 0, /* an assumption is being worked out: break cycles */
  SHAPE_NODE_POLYNOMIAL = 1 << 1, /* it is a polynomial in its free symbols */
  SHAPE_NODE_NO_POLYNOMIAL = 1 << 2,
  SHAPE_NODE_DECIDED = 1 << 3, /* a relation that was built: it holds, fails, or stays */
  SHAPE_NODE_HOLDS = 1 << 4,
  SHAPE_NODE_FAILS = 1 << 5,
} ShapeNodeFlags;

/* Room for @n nodes, on the stack where they are few: how many a trace has is for it to say.
 * @heap is the address of a variable with g_autofree. */
#define SHAPE_FEW_NODES 64
#define SHAPE_NEW_NODES(n, heap) \
  ((n) <= SHAPE_FEW_NODES ? g_newa (ShapeNode *, (n) + 1) : (*(heap) = g_new (ShapeNode *, (n) + 1)))

/* Raw construction: interned as it stands, no evaluation; only the arguments of
 * Add, Mul, And, Or, Max and Min are put into canonical order. */
ShapeNode *shape_node_intern       (ShapeExprPool    *pool,
                                    ShapeOp           op,
                                    ShapeNode *const *args,
                                    guint             n_args);

/* The same for arguments that are in order already. */
ShapeNode *shape_node_intern_sorted (ShapeExprPool    *pool,
                                     ShapeOp           op,
                                     ShapeNode *const *args,
                                     guint             n_args);

/* Evaluating construction through the table of operations. */
ShapeNode *shape_node_build        (ShapeExprPool    *pool,
                                    ShapeOp           op,
                                    ShapeNode *const *args,
                                    guint             n_args);
ShapeNode *shape_node_build1       (ShapeOp           op,
                                    ShapeNode        *a);
ShapeNode *shape_node_build2       (ShapeOp           op,
                                    ShapeNode        *a,
                                    ShapeNode        *b);
ShapeNode *shape_node_build3       (ShapeOp           op,
                                    ShapeNode        *a,
                                    ShapeNode        *b,
                                    ShapeNode        *c);

/* Atoms */
ShapeNode *shape_node_integer      (ShapeExprPool    *pool,
                                    gint64            value);
ShapeNode *shape_node_fmpz         (ShapeExprPool    *pool,
                                    const fmpz_t      value);
ShapeNode *shape_node_fmpq         (ShapeExprPool    *pool,
                                    const fmpq_t      value); /* an Integer where the denominator is 1 */
ShapeNode *shape_node_ratio        (ShapeExprPool    *pool,
                                    gint64            numerator,
                                    gint64            denominator); /* not 0 */
ShapeNode *shape_node_float        (ShapeExprPool    *pool,
                                    double            value); /* inf and nan become oo, -oo, nan */
ShapeNode *shape_node_symbol       (ShapeExprPool    *pool,
                                    const char       *name,
                                    ShapeFacts        given);
ShapeNode *shape_node_symbol_int   (ShapeExprPool    *pool,
                                    const char       *name,
                                    gboolean          positive);
ShapeNode *shape_node_singleton    (ShapeExprPool    *pool,
                                    gint64            value,
                                    gint64            coeff);
ShapeNode *shape_node_constant     (ShapeExprPool    *pool,
                                    ShapeOp           op);  /* int_oo, oo, nan, zoo, I, pi, True, False */
ShapeNode *shape_node_bool         (ShapeExprPool    *pool,
                                    gboolean          value);

/* Arithmetic and relations, evaluated. All operands are of one pool. */
ShapeNode *shape_node_add          (ShapeNode *a, ShapeNode *b);
ShapeNode *shape_node_sub          (ShapeNode *a, ShapeNode *b);
ShapeNode *shape_node_mul          (ShapeNode *a, ShapeNode *b);
ShapeNode *shape_node_div          (ShapeNode *a, ShapeNode *b); /* a * b**-1 */
ShapeNode *shape_node_neg          (ShapeNode *a);
ShapeNode *shape_node_pow          (ShapeNode *a, ShapeNode *b);
ShapeNode *shape_node_not          (ShapeNode *a);
#define shape_node_eq(a, b) shape_node_build2 (SHAPE_OP_EQ, (a), (b))
#define shape_node_ne(a, b) shape_node_build2 (SHAPE_OP_NE, (a), (b))
#define shape_node_lt(a, b) shape_node_build2 (SHAPE_OP_LT, (a), (b))
#define shape_node_le(a, b) shape_node_build2 (SHAPE_OP_LE, (a), (b))
#define shape_node_gt(a, b) shape_node_build2 (SHAPE_OP_GT, (a), (b))
#define shape_node_ge(a, b) shape_node_build2 (SHAPE_OP_GE, (a), (b))

/* Looking at nodes */
#define SHAPE_IS(node, kind)        ((node)->op == SHAPE_OP_##kind)
#define SHAPE_HAS_FLAG(node, flag)  ((shape_ops[(node)->op].flags & SHAPE_OP_FLAG_##flag) != 0)
#define SHAPE_IS_ATOM(node)         ((node)->op <= SHAPE_OP_ERROR)
#define SHAPE_IS_NUMBER(node)       ((node)->op <= SHAPE_OP_NAN)      /* is_Number */
#define SHAPE_IS_INT_OO(node)       (SHAPE_IS (node, INT_INFINITY) || SHAPE_IS (node, NEGATIVE_INT_INFINITY)) /* int_oo or -int_oo */
#define SHAPE_IS_OO(node)           (SHAPE_IS (node, INFINITY) || SHAPE_IS (node, NEGATIVE_INFINITY)) /* oo or -oo */
#define SHAPE_IS_TRUTH_VALUE(node)  (SHAPE_IS (node, TRUE) || SHAPE_IS (node, FALSE))
#define SHAPE_IS_ARITHMETIC(node)   ((node)->op >= SHAPE_OP_ADD && (node)->op <= SHAPE_OP_POW) /* a sum, a product or a power */
#define SHAPE_IS_CONNECTIVE(node)   (SHAPE_IS (node, AND) || SHAPE_IS (node, OR))
#define SHAPE_IS_RELATIONAL(node)   ((node)->op >= SHAPE_OP_EQ && (node)->op <= SHAPE_OP_GE)
#define SHAPE_IS_BITWISE(node)      ((node)->op >= SHAPE_OP_BITWISE_AND && (node)->op <= SHAPE_OP_BITWISE_XOR)
#define SHAPE_IS_BOOLEAN(node)      SHAPE_HAS_FLAG (node, BOOLEAN)
#define SHAPE_IS_RATIONAL(node)     (SHAPE_IS (node, INTEGER) || SHAPE_IS (node, RATIONAL)) /* is_Rational */
#define shape_node_lhs(node)        ((node)->args[0])
#define shape_node_rhs(node)        ((node)->args[1])

/* Where a number stands in front of a term: its first factor, or the term itself. */
#define SHAPE_HEAD_OF(term)         (SHAPE_IS ((term), MUL) ? (term)->args[0] : (term))

gboolean   shape_node_is_int       (ShapeNode *node, gint64 value); /* the Integer @value */
gboolean   shape_node_is_ratio     (ShapeNode *node, gint64 numerator, gulong denominator); /* the Rational so written, in lowest terms */
gboolean   shape_node_get_int64    (ShapeNode *node, gint64 *value); /* FALSE where no Integer, or too big */
gboolean   shape_node_is_infinite  (ShapeNode *node); /* is_infinite() of torch.utils._sympy.numbers: any of the four infinities */

gboolean   shape_node_is_zero_number (ShapeNode *node); /* 0 or 0.0 */

/* Integer 1 or 0 where @node has no leading number: SymPy's as_coeff_Mul / as_coeff_Add. */
ShapeNode *shape_node_as_coeff_mul (ShapeNode *node, ShapeNode **rest);
ShapeNode *shape_node_as_coeff_add (ShapeNode *node, ShapeNode **rest);

/* SymPy's as_base_exp: the base is @node itself, to the power of 1, where it is no Pow; (1/q)**e is q**-e. */
ShapeNode *shape_node_as_base_exp  (ShapeNode *node, ShapeNode **exponent);

/* The terms of @node seen as an @op (Add.make_args): its arguments where it is one, else itself. */
ShapeNode *const *shape_node_make_args (ShapeNode **node, ShapeOp op, guint *n_args);

typedef gboolean (*ShapeNodeTest) (ShapeNode *node);

const ShapeNodeSet *shape_node_set_new      (ShapeNode *only);
gboolean            shape_node_set_includes (const ShapeNodeSet *a, const ShapeNodeSet *b);

/* The union of what @get gives for each argument of @node. */
typedef const ShapeNodeSet *(*ShapeNodeSetGetter) (ShapeNode *arg, gconstpointer data);
const ShapeNodeSet *shape_node_set_of_args  (ShapeNode *node, ShapeNodeSetGetter get, gconstpointer data);

const ShapeNodeSet *shape_node_free_symbols (ShapeNode *node);
gboolean   shape_node_has_symbol   (ShapeNode *node, ShapeNode *symbol);
gboolean   shape_node_has          (ShapeNode *node, ShapeNode *part); /* Basic.has, for a part that is a node */
gboolean   shape_node_has_op       (ShapeNode *node, ShapeOp op);
gboolean   shape_node_has_arg      (ShapeNode *node, ShapeNode *arg); /* itself, and not in a part */
gboolean   shape_node_is_noncommutative (ShapeNode *factor); /* is_commutative is not True, of no sum or product */
gboolean   shape_node_has_noncommutative_arg (ShapeNode *node); /* or its sums and products have one */

/* There are a few more kinds than bits: the last, seldom seen, share one. */
#define SHAPE_SHARED_KIND  63
#define SHAPE_KIND_BIT(op) (G_GUINT64_CONSTANT (1) << MIN ((op), SHAPE_SHARED_KIND))
#define SHAPE_BITWISE_KINDS \
  (SHAPE_KIND_BIT (SHAPE_OP_BITWISE_AND) | SHAPE_KIND_BIT (SHAPE_OP_BITWISE_OR) | SHAPE_KIND_BIT (SHAPE_OP_BITWISE_XOR))
#define SHAPE_RELATIONAL_KINDS \
  (SHAPE_KIND_BIT (SHAPE_OP_EQ) | SHAPE_KIND_BIT (SHAPE_OP_NE) | SHAPE_KIND_BIT (SHAPE_OP_LT) | \
   SHAPE_KIND_BIT (SHAPE_OP_LE) | SHAPE_KIND_BIT (SHAPE_OP_GT) | SHAPE_KIND_BIT (SHAPE_OP_GE))
#define SHAPE_INT_INFINITY_KINDS \
  (SHAPE_KIND_BIT (SHAPE_OP_INT_INFINITY) | SHAPE_KIND_BIT (SHAPE_OP_NEGATIVE_INT_INFINITY))

/* Whether any node of these kinds may be in the tree: a quick way out of a search. */
static inline gboolean
shape_node_may_have_kinds (const ShapeNode *node,
                           guint64          kinds)
{
  return (node->kinds & kinds) != 0;
}

/* The same for what may not commute: a Where, a nested integer, the bits of a truth value. */
static inline gboolean
shape_node_may_not_commute (const ShapeNode *node)
{
  return shape_node_may_have_kinds (node, SHAPE_KIND_BIT (SHAPE_OP_WHERE) | SHAPE_KIND_BIT (SHAPE_OP_SINGLETON_INT))
         || (shape_node_may_have_kinds (node, SHAPE_BITWISE_KINDS)
             && shape_node_may_have_kinds (node, SHAPE_RELATIONAL_KINDS | SHAPE_KIND_BIT (SHAPE_OP_TRUE)
                                                   | SHAPE_KIND_BIT (SHAPE_OP_FALSE)));
}

/* Trees of these alone are exact: nothing in them is rounded, infinite, or depends on an
 * order of factors, so that what is added and taken away again leaves no trace. */
#define SHAPE_EXACT_KINDS \
  (SHAPE_KIND_BIT (SHAPE_OP_INTEGER) | SHAPE_KIND_BIT (SHAPE_OP_RATIONAL) | SHAPE_KIND_BIT (SHAPE_OP_SYMBOL) | \
   SHAPE_KIND_BIT (SHAPE_OP_ADD) | SHAPE_KIND_BIT (SHAPE_OP_MUL) | SHAPE_KIND_BIT (SHAPE_OP_FLOOR_DIV) | \
   SHAPE_KIND_BIT (SHAPE_OP_CLEAN_DIV) | SHAPE_KIND_BIT (SHAPE_OP_MOD) | SHAPE_KIND_BIT (SHAPE_OP_PYTHON_MOD) | \
   SHAPE_KIND_BIT (SHAPE_OP_MAX) | SHAPE_KIND_BIT (SHAPE_OP_MIN))

static inline gboolean
shape_node_is_exact (const ShapeNode *node)
{
  return (node->kinds & ~SHAPE_EXACT_KINDS) == 0;
}

gboolean   shape_node_is_number    (ShapeNode *node); /* SymPy's is_number: no symbols, and of numbers only */

/* Order. compare is Basic.compare; ordered_compare is that of `ordered` (the smaller tree
 * first, then by key); key_compare is that of default_sort_key alone. */
int        shape_node_compare         (ShapeNode *a, ShapeNode *b);
int        shape_node_ordered_compare (ShapeNode *a, ShapeNode *b);
int        shape_node_key_compare     (ShapeNode *a, ShapeNode *b);
void       shape_nodes_sort           (ShapeNode **nodes, guint n); /* by compare */
void       shape_nodes_sort_ordered   (ShapeNode **nodes, guint n);
void       shape_nodes_sort_by_key    (ShapeNode **nodes, guint n);

/* The terms of an Add and the factors of a Mul in the order in which they are printed:
 * as_ordered_terms, as_ordered_factors. Any other node is its own only part. */
ShapeNode *const *shape_node_ordered_terms   (ShapeNode **node, guint *n);
ShapeNode *const *shape_node_ordered_factors (ShapeNode **node, guint *n);

/* The factors as SymPy keeps them: those that may not commute last. Returns how many do. */
guint             shape_node_copy_factors    (ShapeNode *product, ShapeNode **factors);

/* The map of a substitution: symbol or subexpression -> expression. */
ShapeNode *shape_node_xreplace     (ShapeNode *node, ShapeNode *const *from, ShapeNode *const *to, guint n);
/* SymPy's subs: also parts of sums, products and powers, one pair after the other. */
ShapeNode *shape_node_subs         (ShapeNode *node, ShapeNode *const *from, ShapeNode *const *to, guint n);

/* safe_expand of symbolic_shapes.py; sympy.expand is shape_node_expand_full. */
ShapeNode *shape_node_expand       (ShapeNode *node);
ShapeNode *shape_node_expand_full  (ShapeNode *node);

/* Numbers: exact where both are, as SymPy's Number arithmetic is; operands are SHAPE_IS_NUMBER. */
ShapeNode *shape_number_add        (ShapeNode *a, ShapeNode *b);
ShapeNode *shape_number_mul        (ShapeNode *a, ShapeNode *b);
ShapeNode *shape_number_neg        (ShapeNode *a);
int        shape_number_compare    (ShapeNode *a, ShapeNode *b); /* by value; int_oo < oo; neither may be nan */
int        shape_number_sign       (ShapeNode *a);               /* -1, 0, 1; nan gives 0 */
double     shape_number_to_double  (ShapeNode *a);               /* correctly rounded; infinities and nan as such */
ShapeNode *shape_number_floor_div  (ShapeNode *a, ShapeNode *b); /* Integers */
ShapeNode *shape_number_mod        (ShapeNode *a, ShapeNode *b); /* Python's %: sign of b */
ShapeNode *shape_number_pow        (ShapeNode *a, ShapeNode *b); /* NULL where SymPy leaves the power as it is */
ShapeNode *shape_number_gcd        (ShapeNode *a, ShapeNode *b); /* of SHAPE_IS_RATIONAL: the largest that has both as multiples */
ShapeNode *shape_number_take_root  (ShapeNode *a, ShapeNode **times); /* the least Integer of which @a, 2 or more, is a power */
void       shape_number_get_rational (fmpq_t value, ShapeNode *a); /* of SHAPE_IS_RATIONAL */

/* Whether the number in front of a term or factor is less than 0. */
static inline gboolean
shape_node_has_negative_coeff (ShapeNode *term)
{
  ShapeNode *head = SHAPE_HEAD_OF (term);

  return SHAPE_IS_NUMBER (head) && shape_number_sign (head) < 0;
}

/* Whether a minus sign would be taken out of @node, a sum as well: SymPy's could_extract_minus_sign. */
gboolean   shape_node_has_minus_sign (ShapeNode *node);

/* Text. The function-call form of the trace format. */
void       shape_node_print        (ShapeNode *node, GString *out);
char      *shape_node_to_string    (ShapeNode *node);
char      *shape_node_to_sympy_str (ShapeNode *node); /* SymPy's str(); "…" with the pool's error set */
char      *shape_node_to_python    (ShapeNode *node); /* PythonPrinter; NULL with the pool's error set */
char      *shape_node_to_cpp       (ShapeNode *node); /* CppPrinter; likewise */

/* Reads the function-call form. @lookup resolves symbol names and `#N` (may be NULL);
 * @evaluate builds each call as the constructor would, else it is interned as it stands. */
typedef struct
{
  ShapeNode *(*symbol)     (const char *name, gsize len, gpointer data); /* NULL: unknown */
  ShapeNode *(*definition) (guint64 id, gpointer data);                  /* NULL: unknown */
  gpointer   data;
} ShapeParseScope;

ShapeNode *shape_node_parse        (ShapeExprPool         *pool,
                                    const char            *text,
                                    gsize                  len,
                                    gboolean               evaluate,
                                    const ShapeParseScope *scope,
                                    GError               **error);

G_END_DECLS
