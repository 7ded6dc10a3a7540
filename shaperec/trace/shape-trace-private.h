/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-json-private.h"
#include "shape-trace.h"
#include "../env/shape-env-private.h"
#include "../record/shape-event-kind-private.h"

G_BEGIN_DECLS

/* A part of a line's text. */
typedef struct
{
  const char *text; /* NULL: there is none */
  gsize       n_bytes;
} ShapeSlice;

static inline void
shape_slice_open (ShapeSlice  self,
                  ShapeJson  *json)
{
  shape_json_init (json, self.text, self.n_bytes);
}

/* A line as it was read. Lines of events with the same text are the same ShapeTraceLine:
 * nothing that a trace defines is defined twice, so the same text means the same. */
typedef struct
{
  ShapeSlice       text;
  guint64          hash;
  gboolean         is_event;
  gboolean         has_result; /* or raised */
  ShapeEventRecord record;
  ShapeSlice       effects;
} ShapeTraceLine;

struct _ShapeTrace
{
  GObject           parent_instance;

  ShapeExprPool    *pool;
  ShapeArena       *arena;    /* what lines and events point to */

  char             *name;     /* of `meta`, or NULL */
  char             *producer; /* or NULL */
  GStrv             unchecked; /* what a lossy trace does not tell, or NULL */
  ShapeEnvConfig    config;

  GArray           *lines;    /* const ShapeTraceLine *, by line number - 1; NULL for a blank one */
  GArray           *events;   /* guint: the line of each event */
  gboolean          has_effects;
  guint             state_line; /* 0: there is none */
  guint             guards_line;
  ShapeSlice        state;
  ShapeSlice        guards;
  const ShapeTrackedFakes *guards_fakes; /* the inputs of the guards; NULL: unknown */
  gboolean          is_complete;
  guint64           n_bytes;

  /* What was defined. */
  GHashTable       *symbols;  /* name -> node */
  GHashTable       *exprs;    /* id -> node */
  GHashTable       *sources;  /* id -> ShapeSource, owned */
  GHashTable       *contexts; /* id -> ShapeSymbolicContext, owned */
  GHashTable       *fakes;    /* id -> ShapeTrackedFakes */
  GHashTable       *texts;    /* text of a large expression -> node */
};

#define shape_trace_line(trace, number) \
  (g_array_index ((trace)->lines, const ShapeTraceLine *, (number) - 1))
#define shape_trace_event_line(trace, i) g_array_index ((trace)->events, guint, (i))

static inline const ShapeTraceLine *
shape_trace_event (ShapeTrace *self,
                   guint       i)
{
  return shape_trace_line (self, shape_trace_event_line (self, i));
}

/* What reads a trace: where it stands, and the first thing that is wrong. */
typedef struct
{
  ShapeTrace *trace;
  guint       line;
  GArray     *stack; /* ShapeValue: items of the lists being read */
  GError     *error;
} ShapeTraceReader;

/* Sets the error "line N: …", unless there is one. Always FALSE. */
gboolean shape_trace_fail               (ShapeTraceReader *self,
                                         const char       *format,
                                         ...) G_GNUC_PRINTF (2, 3);
/* The same for what @json found wrong. */
gboolean shape_trace_fail_json          (ShapeTraceReader *self,
                                         const ShapeJson  *json);

/* Moves out what was wrong. */
void     shape_trace_take_error         (ShapeTraceReader *self,
                                         GError          **error);

/* The parts of a line (shape-trace-value.c). Each reads one value from @json; @what names it in messages. */
gboolean shape_trace_read_expr          (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         ShapeNode       **node);
ShapeNode *shape_trace_parse_expr       (ShapeTraceReader *self,
                                         const char       *text,
                                         gsize             len,
                                         const char       *what);
gboolean shape_trace_read_value         (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         ShapeValue       *value);
gboolean shape_trace_read_text          (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         const char      **text);
gboolean shape_trace_read_bool          (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         gboolean         *value);
gboolean shape_trace_read_integer       (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         gint64           *value);
gboolean shape_trace_read_id            (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         GHashTable       *table,
                                         gpointer         *thing);
gboolean shape_trace_read_constraint    (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         ShapeConstraint  *constraint);
gboolean shape_trace_read_arg           (ShapeTraceReader   *self,
                                         ShapeJson          *json,
                                         const ShapeArgInfo *info,
                                         ShapeValue         *value);
/* The items on the stack from @base on become a list in the arena of @self. */
void     shape_trace_pop_list           (ShapeTraceReader *self,
                                         guint             base,
                                         ShapeValue       *value);

/* An event (shape-trace-event.c) and a definition (shape-trace-define.c). The kind is what @json reads next; after it
 * the members come from @members, to the end of the line. Both may be the same reader. */
gboolean shape_trace_read_event         (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         ShapeJson        *members,
                                         ShapeTraceLine   *line);
gboolean shape_trace_read_definition    (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         ShapeJson        *members);

/* The fakes of an id. */
gboolean shape_trace_read_fakes         (ShapeTraceReader         *self,
                                         ShapeJson                *json,
                                         const ShapeTrackedFakes **fakes);

/* Fails unless @json has come to the end of a line that is a JSON object. */
gboolean shape_trace_finish_line        (ShapeTraceReader *self,
                                         ShapeJson        *json);

/* A field of the state (shape-trace-state.c). */
gboolean shape_trace_read_state_item    (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         ShapeStateForm    form,
                                         ShapeValue       *value);
gboolean shape_trace_read_state         (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         ShapeStateField   field,
                                         ShapeValue       *value);
/* The keys of a field, as a list. */
gboolean shape_trace_read_state_keys    (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         ShapeStateField   field,
                                         ShapeValue       *value);
/* Changes of fields (shape-trace-changes.c). */
gboolean shape_trace_read_changes       (ShapeTraceReader *self,
                                         ShapeJson        *json,
                                         const char       *what,
                                         ShapeValue       *value);

G_END_DECLS
