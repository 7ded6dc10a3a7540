/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-trace-private.h"

G_BEGIN_DECLS

/* What a definition consists of: its members are read one by one into a draft. */
typedef struct
{
  ShapeTraceReader     *reader;
  gint64                id;   /* -1: it has none */
  const char           *name;
  const char           *class_name;

  ShapeNode            *expr;
  ShapeFacts            facts;
  gboolean              has_facts;

  ShapeSource          *base;
  gboolean              ephemeral;
  ShapeTensorProperty   property;
  gint64                index;
  GHashTable           *numbers;   /* owned */

  ShapeSymbolicContext *context;   /* the one being made; owned */
  ShapeTrackedFakes    *fakes;
} ShapeTraceDraft;

/* A member of a definition: reads what comes next, the value of the member @what. */
typedef struct
{
  const char *name;
  gboolean  (*read) (ShapeTraceDraft *draft,
                     ShapeJson       *json,
                     const char      *what);
} ShapeTraceMember;

/* Members of several kinds of definition. */
gboolean shape_trace_draft_read_id        (ShapeTraceDraft *draft,
                                           ShapeJson       *json,
                                           const char      *what);
gboolean shape_trace_draft_read_class     (ShapeTraceDraft *draft,
                                           ShapeJson       *json,
                                           const char      *what);

/* The number of items of the list that comes next; it is not passed over. */
gboolean shape_trace_draft_count_items    (ShapeTraceDraft *draft,
                                           ShapeJson       *json,
                                           const char      *what,
                                           guint           *n);

/* Puts @thing under its id. Nothing is defined twice. */
gboolean shape_trace_draft_define         (ShapeTraceDraft *draft,
                                           GHashTable      *table,
                                           gpointer         thing);

/* Those of a symbolic context, and what is done when all are read. */
#define SHAPE_TRACE_N_CONTEXT_MEMBERS 15

extern const ShapeTraceMember shape_trace_context_members[SHAPE_TRACE_N_CONTEXT_MEMBERS];
gboolean shape_trace_draft_finish_context (ShapeTraceDraft *draft);

G_END_DECLS
