/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../env/shape-map-private.h"
#include "../env/shape-source-private.h"
#include "../expr/shape-node-private.h"

G_BEGIN_DECLS

/* Sources in order, a few of them without memory of their own. All zero is an empty list. */
typedef struct
{
  guint         n;
  guint         n_alloc; /* of @many */
  ShapeSource **many;    /* NULL while there are few */
  ShapeSource  *few[3];
} ShapeSourceList;

void     shape_source_list_clear   (ShapeSourceList       *self); /* not the sources */
void     shape_source_list_add     (ShapeSourceList       *self,
                                    ShapeSource           *source);
/* Is one of them a size of a tensor? */
gboolean shape_source_list_has_dim (const ShapeSourceList *self);

static inline ShapeSource *const *
shape_source_list_get (const ShapeSourceList *self)
{
  return self->many != NULL ? self->many : self->few;
}

/* The symbols that the inputs of a guard set brought, and where each was met, borrowed. The first
 * source spells the symbol. */
typedef struct _ShapeSourceBlock ShapeSourceBlock;

typedef struct
{
  ShapeMap          lists;  /* symbol -> ShapeSourceList */
  ShapeSourceBlock *blocks; /* where the lists are */
} ShapeSymbolSources;

void             shape_symbol_sources_clear (ShapeSymbolSources *self);

/* The list of @symbol, which it has from now on (the reference's defaultdict). */
ShapeSourceList *shape_symbol_sources_get   (ShapeSymbolSources *self,
                                             ShapeNode          *symbol);

static inline guint
shape_symbol_sources_n (const ShapeSymbolSources *self)
{
  return self->lists.n;
}

static inline ShapeNode *
shape_symbol_sources_symbol (const ShapeSymbolSources *self,
                             guint                     i)
{
  return self->lists.entries[i].key;
}

static inline const ShapeSourceList *
shape_symbol_sources_list (const ShapeSymbolSources *self,
                           guint                     i)
{
  return self->lists.entries[i].value;
}

/* What spells @symbol, or NULL. */
static inline ShapeSource *
shape_symbol_sources_first (const ShapeSymbolSources *self,
                            ShapeNode                *symbol)
{
  const ShapeSourceList *list = shape_map_get (&self->lists, symbol);

  return list != NULL && list->n > 0 ? shape_source_list_get (list)[0] : NULL;
}

static inline gboolean
shape_source_is_dim (ShapeSource *source)
{
  return source->property == SHAPE_TENSOR_PROPERTY_SIZE;
}

G_END_DECLS
