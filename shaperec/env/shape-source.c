/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-source-private.h"

#include "shape-names-private.h"

/**
 * ShapeSource:
 *
 * Where a value of the program comes from: an argument, an attribute of one, a
 * dimension of a tensor, … The reference's `Source` classes.
 *
 * An environment tells inputs apart by the names of their sources, and spells
 * guards with them. A source is immutable.
 */

G_DEFINE_ENUM_TYPE (ShapeTensorProperty, shape_tensor_property,
                    G_DEFINE_ENUM_VALUE (SHAPE_TENSOR_PROPERTY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SHAPE_TENSOR_PROPERTY_SIZE, "size"),
                    G_DEFINE_ENUM_VALUE (SHAPE_TENSOR_PROPERTY_STRIDE, "stride"),
                    G_DEFINE_ENUM_VALUE (SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET, "storage-offset"))

G_DEFINE_BOXED_TYPE (ShapeSource, shape_source, shape_source_ref, shape_source_unref)

static const char *const property_names[] = {
  [SHAPE_TENSOR_PROPERTY_NONE] = "",
  [SHAPE_TENSOR_PROPERTY_SIZE] = "size",
  [SHAPE_TENSOR_PROPERTY_STRIDE] = "stride",
  [SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET] = "storage_offset",
};

const char *
shape_tensor_property_get_name (ShapeTensorProperty property)
{
  return property_names[property];
}

gboolean
shape_tensor_property_from_name (const char          *name,
                                 gsize                len,
                                 ShapeTensorProperty *property)
{
  int place = shape_find_name (property_names, G_N_ELEMENTS (property_names), name, len);

  if (place > SHAPE_TENSOR_PROPERTY_NONE)
    *property = (ShapeTensorProperty) place;
  return place > SHAPE_TENSOR_PROPERTY_NONE;
}

/* @class_name is interned. The caller writes the name. */
static ShapeSource *
new_source (const char  *class_name,
            gsize        n_bytes,
            ShapeSource *base,
            gboolean     ephemeral)
{
  ShapeSource *self = g_malloc (sizeof *self + n_bytes + 1);

  *self = (ShapeSource) {
    .class_name = class_name,
    .n_bytes = n_bytes,
    .base = base ? shape_source_ref (base) : NULL,
    .ephemeral = ephemeral || (base != NULL && base->ephemeral),
    .index = -1,
  };
  g_ref_count_init (&self->ref_count);
  return self;
}

/**
 * shape_source_new:
 * @class_name: the name of its class in the reference, such as `LocalSource`
 * @name: how a guard spells the value, such as `L['x']`
 * @base: (nullable): the source that the value is a part of
 * @ephemeral: whether the value is gone when guards are evaluated
 *
 * Makes a source. It is ephemeral too where its base is.
 *
 * Returns: (transfer full): a new source
 */
ShapeSource *
shape_source_new (const char  *class_name,
                  const char  *name,
                  ShapeSource *base,
                  gboolean     ephemeral)
{
  ShapeSource *self;
  gsize n_bytes;

  g_return_val_if_fail (class_name != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  n_bytes = strlen (name);
  self = new_source (g_intern_string (class_name), n_bytes, base, ephemeral);
  memcpy (self->name, name, n_bytes + 1);
  return self;
}

/* What is asked of a tensor: `.size()[12]`. */
typedef struct
{
  char  text[32];
  gsize n_bytes;
} PropertyText;

/* As `%d` would, which costs more than all else about a source. */
static void
write_index (PropertyText *self,
             int           index)
{
  guint rest = index < 0 ? 0u - (guint) index : (guint) index;
  char digits[10];
  guint n = 0;

  if (index < 0)
    self->text[self->n_bytes++] = '-';
  do
    digits[n++] = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  while (n > 0)
    self->text[self->n_bytes++] = digits[--n];
}

static void
write_property (PropertyText       *self,
                ShapeTensorProperty property,
                int                 index)
{
  static const char *const methods[] = { "", ".size()[", ".stride()[", ".storage_offset()" };

  self->n_bytes = strlen (methods[property]);
  memcpy (self->text, methods[property], self->n_bytes);
  if (property == SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET)
    return;
  write_index (self, index);
  self->text[self->n_bytes++] = ']';
}

/**
 * shape_source_new_tensor_property: (constructor)
 * @base: the source of a tensor
 * @property: what of the tensor
 * @index: the dimension; ignored for a storage offset
 *
 * Makes the source of a size, a stride or the storage offset of a tensor
 * (`TensorPropertySource`).
 *
 * Returns: (transfer full): a new source
 */
ShapeSource *
shape_source_new_tensor_property (ShapeSource        *base,
                                  ShapeTensorProperty property,
                                  int                 index)
{
  static const char *class_name;
  PropertyText end;
  ShapeSource *self;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (property > SHAPE_TENSOR_PROPERTY_NONE && property <= SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET, NULL);

  if (g_once_init_enter (&class_name))
    g_once_init_leave (&class_name, g_intern_static_string ("TensorPropertySource"));
  write_property (&end, property, index);
  self = new_source (class_name, base->n_bytes + end.n_bytes, base, FALSE);
  memcpy (self->name, base->name, base->n_bytes);
  memcpy (self->name + base->n_bytes, end.text, end.n_bytes);
  self->name[self->n_bytes] = '\0';
  self->property = property;
  if (property != SHAPE_TENSOR_PROPERTY_STORAGE_OFFSET)
    self->index = index;
  return self;
}

/**
 * shape_source_ref:
 * @self: a source
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
ShapeSource *
shape_source_ref (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * shape_source_unref:
 * @self: (transfer full): a source
 *
 * Drops a reference; the last one frees the source.
 */
void
shape_source_unref (ShapeSource *self)
{
  g_return_if_fail (self != NULL);

  /* A loop, since a chain of bases can be long. */
  while (self != NULL && g_ref_count_dec (&self->ref_count))
    {
      ShapeSource *base = self->base;

      g_clear_pointer (&self->numbers, g_hash_table_unref);
      g_free (self);
      self = base;
    }
}

gboolean
shape_source_get_number (ShapeSource *self,
                         guint       *number)
{
  ShapeSource *base = self->base;
  gpointer found = NULL;
  gboolean is_known = self->numbers != NULL && g_hash_table_lookup_extended (self->numbers, "", NULL, &found);

  if (!is_known && base != NULL && base->numbers != NULL && g_str_has_prefix (self->name, base->name))
    is_known = g_hash_table_lookup_extended (base->numbers, self->name + base->n_bytes, NULL, &found);
  *number = GPOINTER_TO_UINT (found);
  return is_known;
}

/**
 * shape_source_get_class_name:
 * @self: a source
 *
 * Gets the name of its class in the reference.
 *
 * Returns: (transfer none): the class name
 */
const char *
shape_source_get_class_name (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->class_name;
}

/**
 * shape_source_get_name:
 * @self: a source
 *
 * Gets how a guard spells the value (`Source.name`).
 *
 * Returns: (transfer none): the name
 */
const char *
shape_source_get_name (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * shape_source_get_base:
 * @self: a source
 *
 * Gets the source that the value is a part of.
 *
 * Returns: (transfer none) (nullable): the base
 */
ShapeSource *
shape_source_get_base (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base;
}

/**
 * shape_source_get_ephemeral:
 * @self: a source
 *
 * Tells whether the value is gone when guards are evaluated (`Source.is_ephemeral`).
 *
 * Returns: whether @self is ephemeral
 */
gboolean
shape_source_get_ephemeral (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->ephemeral;
}

/**
 * shape_source_get_property:
 * @self: a source
 *
 * Gets what the source takes from a tensor.
 *
 * Returns: the property, or %SHAPE_TENSOR_PROPERTY_NONE
 */
ShapeTensorProperty
shape_source_get_property (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, SHAPE_TENSOR_PROPERTY_NONE);

  return self->property;
}

/**
 * shape_source_get_index:
 * @self: a source
 *
 * Gets the dimension of a size or stride.
 *
 * Returns: the dimension, or -1
 */
int
shape_source_get_index (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->index;
}

/**
 * shape_source_equal:
 * @a: a source
 * @b: a source
 *
 * Tells whether two sources mean the same: same class, name and base.
 *
 * Returns: whether they are equal
 */
gboolean
shape_source_equal (ShapeSource *a,
                    ShapeSource *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  for (; a != b; a = a->base, b = b->base)
    if (a == NULL || b == NULL || a->class_name != b->class_name || a->n_bytes != b->n_bytes
        || memcmp (a->name, b->name, a->n_bytes) != 0)
      return FALSE;
  return TRUE;
}

/**
 * shape_source_hash:
 * @self: a source
 *
 * Gets a number that is the same for sources that are equal.
 *
 * Returns: the hash
 */
guint
shape_source_hash (ShapeSource *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_str_hash (self->name);
}

static guint
hash_key (gconstpointer key)
{
  return shape_source_hash ((ShapeSource *) key);
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  return shape_source_equal ((ShapeSource *) a, (ShapeSource *) b);
}

GHashTable *
shape_source_table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (hash_key, equal_keys, (GDestroyNotify) shape_source_unref, free_value);
}
