/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-state-private.h"

#include "../shape-name-table-private.h"

#include <string.h>

#define SCALAR(name, form)        { (name), SHAPE_STATE_IS_SCALAR, SHAPE_STATE_FORM_NONE, SHAPE_STATE_FORM_##form, 0 }
#define LIST(name, form)          { (name), SHAPE_STATE_IS_LIST, SHAPE_STATE_FORM_NONE, SHAPE_STATE_FORM_##form, 0 }
#define SET(name, form, flags)    { (name), SHAPE_STATE_IS_SET, SHAPE_STATE_FORM_NONE, SHAPE_STATE_FORM_##form, (flags) }
#define MAP(name, key, form)      { (name), SHAPE_STATE_IS_MAP, SHAPE_STATE_FORM_##key, SHAPE_STATE_FORM_##form, 0 }
#define PAIRS(name, key, form, flags) \
  { (name), SHAPE_STATE_IS_MAP, SHAPE_STATE_FORM_##key, SHAPE_STATE_FORM_##form, SHAPE_STATE_FLAG_PAIRS | (flags) }

const ShapeStateInfo shape_state_infos[SHAPE_N_STATE_FIELDS] = {
  [SHAPE_STATE_GUARDS] = LIST ("guards", GUARD),
  [SHAPE_STATE_REPLACEMENTS] = MAP ("replacements", EXPR, EXPR),
  [SHAPE_STATE_VAR_TO_RANGE] = MAP ("var_to_range", EXPR, RANGE),
  [SHAPE_STATE_DEFERRED_RUNTIME_ASSERTS] = MAP ("deferred_runtime_asserts", EXPR, ASSERTS),
  [SHAPE_STATE_BACKED_VAR_TO_VAL] = MAP ("backed_var_to_val", EXPR, EXPR),
  [SHAPE_STATE_REAL_TENSOR_PROP_UNBACKED_VALS] = MAP ("real_tensor_prop_unbacked_vals", EXPR, EXPR),
  [SHAPE_STATE_VAR_TO_HINT_OVERRIDE] = MAP ("var_to_hint_override", EXPR, INT),
  [SHAPE_STATE_DIVISIBLE] = SET ("divisible", EXPR, 0),
  [SHAPE_STATE_SIZE_LIKE] = SET ("size_like", EXPR, 0),
  [SHAPE_STATE_UNBACKED_INPUTS] = LIST ("unbacked_inputs", EXPR),
  [SHAPE_STATE_VAL_TO_VAR] = PAIRS ("val_to_var", VALUE, EXPR, 0),
  [SHAPE_STATE_SOURCE_TO_VAR] = MAP ("source_to_var", TEXT, EXPR),
  [SHAPE_STATE_VAR_TO_SOURCES] = MAP ("var_to_sources", EXPR, TEXTS),
  [SHAPE_STATE_UNBACKED_RENAMINGS] = MAP ("unbacked_renamings", EXPR, EXPR),
  [SHAPE_STATE_EXCLUSION_CONSTRAINTS] = LIST ("exclusion_constraints", PAIR),
  [SHAPE_STATE_UNIQUE_IDS] = SET ("unique_ids", INT, 0),
  [SHAPE_STATE_UNBACKED_SYMINT_COUNTER] = SCALAR ("unbacked_symint_counter", INT),
  [SHAPE_STATE_UNBACKED_SYMFLOAT_COUNTER] = SCALAR ("unbacked_symfloat_counter", INT),
  [SHAPE_STATE_NUM_DEFERRED_RUNTIME_ASSERTS] = SCALAR ("num_deferred_runtime_asserts", INT),
  [SHAPE_STATE_FROZEN] = SCALAR ("frozen", BOOL),
  [SHAPE_STATE_RUNTIME_ASSERTS_FROZEN] = SCALAR ("runtime_asserts_frozen", BOOL),
  [SHAPE_STATE_PENDING_FRESH_UNBACKED_SYMBOLS] = LIST ("pending_fresh_unbacked_symbols", EXPR),
  [SHAPE_STATE_SYMBOL_GUARD_COUNTER] = MAP ("symbol_guard_counter", EXPR, INT),
  [SHAPE_STATE_AXIOMS] = PAIRS ("axioms", EXPR, EXPR, SHAPE_STATE_FLAG_FINAL),
  [SHAPE_STATE_UNBACKED_ALLOC_ORDER] = MAP ("unbacked_alloc_order", EXPR, INT),
  [SHAPE_STATE_SHAPE_ID_TO_UNBACKED_SYMBOL] = MAP ("shape_id_to_unbacked_symbol", TEXT, EXPR),
  [SHAPE_STATE_SPECIALIZATIONS] = SET ("specializations", VALUE, 0),
  [SHAPE_STATE_NAME_TO_NODE] = SET ("name_to_node", TEXT, SHAPE_STATE_FLAG_FX),
  [SHAPE_STATE_SOURCE_TO_SYMBOL] = SET ("source_to_symbol", TEXT, SHAPE_STATE_FLAG_FX),
};

static ShapeNameTable names = SHAPE_NAME_TABLE_INIT (shape_state_infos, 0);

gboolean
shape_state_field_from_name (const char      *name,
                             gsize            len,
                             ShapeStateField *field)
{
  int found = shape_name_table_find (&names, name, len);

  if (found >= 0)
    *field = (ShapeStateField) found;
  return found >= 0;
}

static int
compare_items (const ShapeValue *a,
               const ShapeValue *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->kind == SHAPE_VALUE_TEXT)
    return strcmp (a->text, b->text);
  /* Nodes and small numbers are one word; the order itself never shows. */
  return a->integer < b->integer ? -1 : a->integer > b->integer;
}

static int
compare_sorted (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  (void) data;
  return compare_items (a, b);
}

/* Whether @a and @b hold the same items, @stride values each, told apart by their first. */
static gboolean
equal_in_any_order (const ShapeValue *a,
                    const ShapeValue *b,
                    guint             stride)
{
  gsize size = sizeof (ShapeValue) * a->n_items;
  g_autofree ShapeValue *left = g_memdup2 (a->items, size);
  g_autofree ShapeValue *right = g_memdup2 (b->items, size);

  g_qsort_with_data (left, (gint) (a->n_items / stride), sizeof (ShapeValue) * stride, compare_sorted, NULL);
  g_qsort_with_data (right, (gint) (a->n_items / stride), sizeof (ShapeValue) * stride, compare_sorted, NULL);
  for (guint i = 0; i < a->n_items; i++)
    if (!shape_value_equal (&left[i], &right[i]))
      return FALSE;
  return TRUE;
}

gboolean
shape_state_equal (ShapeStateField   field,
                   const ShapeValue *a,
                   const ShapeValue *b)
{
  const ShapeStateInfo *info = &shape_state_infos[field];

  if (shape_value_equal (a, b))
    return TRUE;
  if (a->kind != b->kind || a->n_items != b->n_items || a->n_items == 0)
    return FALSE;
  if (info->shape == SHAPE_STATE_IS_SET)
    return equal_in_any_order (a, b, 1);
  if (info->shape == SHAPE_STATE_IS_MAP)
    return equal_in_any_order (a, b, 2);
  return FALSE;
}
