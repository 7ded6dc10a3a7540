/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-import-private.h"
#include "../expr/shape-expr-pool-private.h"
#include "../trace/shape-json-writer-private.h"

G_BEGIN_DECLS

/* The trace of one environment, as far as it is written. */
typedef struct
{
  ShapeImportEnv *env;
  ShapeExprPool  *pool;
  GHashTable     *symbols;  /* name -> ShapeNode */
  GHashTable     *sources;  /* name -> id + 1, the names owned */
  GHashTable     *by_value; /* value -> name of the symbol that duck sizing gives it */
  GString        *lines;
  guint           n_events;
  gboolean        suppresses;
} ShapeImportWriter;

/* A line of the trace: an object, whose members come in between. */
ShapeJsonWriter shape_import_writer_begin_line    (ShapeImportWriter *self);
void            shape_import_writer_end_line      (ShapeImportWriter *self,
                                                   ShapeJsonWriter   *json);

/* @text, or NULL, in the function-call form, as its constructor leaves it; NULL where it can't be read, or is not there. */
char           *shape_import_writer_to_expr       (ShapeImportWriter *self,
                                                   const char        *text);

/* The number of the source of that name, which the trace has from now on. */
guint           shape_import_writer_define_source (ShapeImportWriter *self,
                                                   const char        *name);

/* The inputs of the program, and that they have guards. */
void            shape_import_writer_add_inputs    (ShapeImportWriter *self);

G_END_DECLS
