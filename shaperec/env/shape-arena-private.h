/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A counted bump allocator: what an environment or a trace says (argument
 * blocks, texts, results) lives here and is freed at once. Whoever keeps a
 * pointer into an arena of somebody else keeps a reference on that arena. */
typedef struct _ShapeArena ShapeArena;

ShapeArena *shape_arena_new    (void);
/* The same for what is kept long: at most a quarter of it is unused, where the other, which
 * asks the system less often, may be half empty. */
ShapeArena *shape_arena_new_tight (void);
ShapeArena *shape_arena_ref    (ShapeArena *self);
void        shape_arena_unref  (ShapeArena *self);

/* Zeroed and aligned to 8 bytes. */
gpointer    shape_arena_alloc  (ShapeArena *self,
                                gsize       size);
/* A copy that ends in a NUL. */
const char *shape_arena_text   (ShapeArena *self,
                                const char *text,
                                gsize       len);
/* The same, but equal texts give the same pointer. */
const char *shape_arena_intern (ShapeArena *self,
                                const char *text,
                                gsize       len);
const char *shape_arena_intern_string (ShapeArena *self,
                                       const char *text);

gsize       shape_arena_get_size (ShapeArena *self); /* bytes taken from the system */

#define shape_arena_new_array(self, type, n) \
  ((type *) shape_arena_alloc ((self), sizeof (type) * (gsize) (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeArena, shape_arena_unref)

G_END_DECLS
