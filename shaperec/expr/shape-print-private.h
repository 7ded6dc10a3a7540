/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-expr-pool-private.h"

#include <string.h>

G_BEGIN_DECLS

/* An expression that shares its parts can be exponentially larger as text. */
#define SHAPE_MAX_TEXT (16u * 1024 * 1024)

/* A printer is a table with a rule for each operation. The three languages differ in
 * their tables; what their rules have in common stands in shape-printer.c. */

typedef struct _ShapePrinter   ShapePrinter;
typedef struct _ShapePrintRule ShapePrintRule;

struct _ShapePrintRule
{
  void      (*print) (ShapePrinter         *self,
                      ShapeNode            *node,
                      const ShapePrintRule *rule);
  const char *text;  /* a word, the name of a function, what stands between operands */
  int         level; /* operands that bind no tighter are put in parentheses; 0: the node's own */
};

/* How symbols are spelled, where it is not by their own names: the text for @symbol, or
 * NULL with the pool's error set. Such a printer is one for guards, and writes floats as
 * Python does. */
typedef struct
{
  const char *(*spell) (ShapeNode *symbol,
                        gpointer   data);
  gpointer    data;
} ShapeSpelling;

struct _ShapePrinter
{
  const char           *class_name; /* in the reference */
  const ShapeSpelling  *spelling;   /* NULL: symbols by their names */
  const ShapePrintRule *rules;      /* SHAPE_N_OPS of them; an empty one prints a call */
  ShapeExprPool        *pool;
  GString              *out;
  guint                 depth;      /* of the node that is being printed; 1 for the whole */
};

/* How tight a node binds. Two numbers of SymPy's table stand between others: what it
 * writes as `Atom - 0.5` is SHAPE_PRECEDENCE_OPERATOR. */
enum
{
  SHAPE_PRECEDENCE_IDENTITY   = 10,
  SHAPE_PRECEDENCE_OR         = 20,
  SHAPE_PRECEDENCE_AND        = 30,
  SHAPE_PRECEDENCE_RELATIONAL = 35,
  SHAPE_PRECEDENCE_BIT_OR     = 36,
  SHAPE_PRECEDENCE_BIT_XOR    = 37,
  SHAPE_PRECEDENCE_BIT_AND    = 38,
  SHAPE_PRECEDENCE_ADD        = 40,
  SHAPE_PRECEDENCE_MUL        = 50,
  SHAPE_PRECEDENCE_POW        = 60,
  SHAPE_PRECEDENCE_FUNCTION   = 70,
  SHAPE_PRECEDENCE_NOT        = 100,
  SHAPE_PRECEDENCE_OPERATOR   = 999,
  SHAPE_PRECEDENCE_ATOM       = 1000,
};

int   shape_node_precedence      (ShapeNode *node);

/* As g_string_append_len() and g_string_append_c() do, at once where there is room. */
static inline void
shape_text_add (GString    *self,
                const char *text,
                gsize       n_bytes)
{
  if (G_UNLIKELY (n_bytes >= self->allocated_len - self->len))
    {
      g_string_append_len (self, text, (gssize) n_bytes);
      return;
    }
  memcpy (self->str + self->len, text, n_bytes);
  self->len += n_bytes;
  self->str[self->len] = '\0';
}

static inline void
shape_text_add_char (GString *self,
                     char     c)
{
  shape_text_add (self, &c, 1);
}

/* Appends the text of @node; FALSE with the pool's error set. */
gboolean shape_printer_append    (const ShapePrintRule *rules,
                                  const char           *class_name,
                                  const ShapeSpelling  *spelling, /* or NULL */
                                  ShapeNode            *node,
                                  GString              *out);
/* The text of @node, or NULL with the pool's error set. */
char *shape_printer_run          (const ShapePrintRule *rules,
                                  const char           *class_name,
                                  ShapeNode            *node);
gboolean shape_node_append_python (ShapeNode            *node,
                                   const ShapeSpelling  *spelling,
                                   GString              *out);
gboolean shape_node_append_cpp   (ShapeNode            *node,
                                  const ShapeSpelling  *spelling,
                                  GString              *out);
void  shape_printer_print        (ShapePrinter         *self,
                                  ShapeNode            *node);
void  shape_printer_parenthesize (ShapePrinter         *self,
                                  ShapeNode            *node,
                                  int                   level);
void  shape_printer_join         (ShapePrinter         *self,
                                  ShapeNode *const     *nodes,
                                  guint                 n,
                                  const char           *separator,
                                  int                   level);
void  shape_printer_power        (ShapePrinter         *self,
                                  ShapeNode            *base,
                                  gint64                exponent); /* base*base*…, exponent > 0 */

/* Where the reference makes a list of so many factors. */
void  shape_printer_fail_overflow (ShapePrinter        *self);

/* Rules of all printers. */
#define SHAPE_DECLARE_RULE(name) \
  void shape_rule_##name (ShapePrinter *self, ShapeNode *node, const ShapePrintRule *rule);
SHAPE_DECLARE_RULE (word)         /* text */
SHAPE_DECLARE_RULE (call)         /* text(a, b), or the reference's class name */
SHAPE_DECLARE_RULE (empty_call)   /* text() */
SHAPE_DECLARE_RULE (infix)        /* a text b */
SHAPE_DECLARE_RULE (factors)      /* a text b, what may not commute last */
SHAPE_DECLARE_RULE (infix_group)  /* (a text b) */
SHAPE_DECLARE_RULE (argument)     /* a */
SHAPE_DECLARE_RULE (conjunction)  /* a text b, bounds by -oo first */
SHAPE_DECLARE_RULE (not)          /* not (a) */
SHAPE_DECLARE_RULE (integer)
SHAPE_DECLARE_RULE (rational)     /* p/q */
SHAPE_DECLARE_RULE (float17)      /* 17 digits, as all printers of the reference but SymPy's */
SHAPE_DECLARE_RULE (symbol)
SHAPE_DECLARE_RULE (singleton)
SHAPE_DECLARE_RULE (unsupported)  /* NotImplementedError */
#undef SHAPE_DECLARE_RULE

void  shape_print_fail_too_long  (ShapeExprPool        *pool);

/* A double as Python's repr() writes it: the shortest decimal that reads back. */
void  shape_print_double         (double                value,
                                  GString              *out);
/* A Float as mpmath writes it, and SymPy with it: a double at so many digits, any other at
 * as many as it has. */
void  shape_print_decimal        (ShapeNode            *number,
                                  guint                 n_digits_of_double,
                                  gboolean              strip_zeros,
                                  GString              *out);
void  shape_print_fmpz           (const fmpz_t          value,
                                  GString              *out);

G_END_DECLS
