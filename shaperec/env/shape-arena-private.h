/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A bump allocator: what an environment or a trace says (argument blocks, texts,
 * results) lives here as long as its owner, and is freed at once. */
typedef struct _ShapeArena ShapeArena;

ShapeArena *shape_arena_new           (void);
/* The same for what is kept long: at most a quarter of it is unused, where the other, which
 * asks the system less often, may be half empty. */
ShapeArena *shape_arena_new_tight     (void);
void        shape_arena_free          (ShapeArena *self);

/* Zeroed and aligned to 8 bytes. */
gpointer    shape_arena_alloc         (ShapeArena *self,
                                       gsize       size);
/* A copy that ends in a NUL. */
const char *shape_arena_text          (ShapeArena *self,
                                       const char *text,
                                       gsize       len);
/* The same, but equal texts give the same pointer. */
const char *shape_arena_intern        (ShapeArena *self,
                                       const char *text,
                                       gsize       len);
const char *shape_arena_intern_string (ShapeArena *self,
                                       const char *text);

#define shape_arena_new_array(self, type, n) \
  ((type *) shape_arena_alloc ((self), sizeof (type) * (gsize) (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeArena, shape_arena_free)

G_END_DECLS
