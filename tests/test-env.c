/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <shaperec/shaperec.h>

#include "shaperec/env/shape-env-cache-private.h"
#include "shaperec/env/shape-map-private.h"
#include "shaperec/expr/shape-expr-pool-private.h"

/* Making symbols: what they are called, what is known of them at first. */

static ShapeSource *
new_tensor (const char *name)
{
  g_autofree char *spelling = g_strdup_printf ("L['%s']", name);

  return shape_source_new ("LocalSource", spelling, NULL, FALSE);
}

static char *
sym_text (ShapeSymNode *node)
{
  return shape_sym_node_to_string (node);
}

static char *
list_text (GPtrArray *nodes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *one = sym_text (nodes->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", one);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *desc;
  gint64      sizes[3];
  gint64      strides[3];
  gsize       n_dims;
  const char *expected_sizes;
  const char *expected_strides;
} TensorCase;

static const TensorCase tensor_cases[] = {
  { "contiguous", { 3, 4 }, { 4, 1 }, 2, "s77, s27", "s27, 1" },
  { "equal sizes share a symbol", { 5, 5 }, { 5, 1 }, 2, "s77, s77", "s77, 1" },
  { "transposed", { 3, 4 }, { 1, 3 }, 2, "s77, s27", "1, s77" },
  { "0 and 1 stay numbers", { 1, 0, 4 }, { 4, 4, 1 }, 3, "1, 0, s53", "s53, s53, 1" },
  { "three dimensions", { 2, 3, 4 }, { 12, 4, 1 }, 3, "s77, s27, s53", "s27*s53, s53, 1" },
  { "no dimensions", { 0 }, { 0 }, 0, "", "" },
};

static void
test_tensors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tensor_cases); i++)
    {
      const TensorCase *c = &tensor_cases[i];
      g_autoptr (ShapeEnv) env = shape_env_new ();
      g_autoptr (ShapeSource) source = new_tensor ("x");
      g_autoptr (GPtrArray) sizes = NULL;
      g_autoptr (GPtrArray) strides = NULL;
      g_autoptr (ShapeSymNode) offset = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *size_text = NULL;
      g_autofree char *stride_text = NULL;

      g_test_message ("%s", c->desc);
      shape_env_create_symbolic_sizes_strides_storage_offset (env, c->sizes, c->strides, c->n_dims, 0,
                                                              source, NULL, &sizes, &strides, &offset,
                                                              &error);
      g_assert_no_error (error);
      size_text = list_text (sizes);
      stride_text = list_text (strides);
      g_assert_cmpstr (size_text, ==, c->expected_sizes);
      g_assert_cmpstr (stride_text, ==, c->expected_strides);
    }
}

static void
assert_field (ShapeEnv   *env,
              const char *field,
              const char *expected)
{
  g_autofree char *text = shape_env_format_field (env, field);

  g_assert_cmpstr (text, ==, expected);
}

/* A tensor has as many dimensions as a trace says: they have no room on the stack. */
static void
test_many_dimensions (void)
{
  const gsize n = 250000;
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (ShapeSource) source = new_tensor ("x");
  g_autofree gint64 *ones = g_new (gint64, n);
  g_autoptr (GPtrArray) sizes = NULL;
  g_autoptr (GPtrArray) strides = NULL;
  g_autoptr (ShapeSymNode) offset = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    ones[i] = 1;
  shape_env_create_symbolic_sizes_strides_storage_offset (env, ones, ones, n, 0, source, NULL, &sizes, &strides, &offset,
                                                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sizes->len, ==, n);
  g_assert_cmpuint (strides->len, ==, n);
}

static void
test_symbol (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (ShapeSource) source = new_tensor ("n");
  g_autoptr (ShapeExpr) symbol = NULL;
  g_autoptr (ShapeExpr) wrong = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  symbol = shape_env_create_symbol (env, 7, source, SHAPE_DIM_DUCK, &error);
  g_assert_no_error (error);
  text = shape_expr_to_string (symbol);
  g_assert_cmpstr (text, ==, "s86");
  assert_field (env, "var_to_range", "{s86: VR[2, int_oo]}");
  assert_field (env, "backed_var_to_val", "{s86: 7}");
  assert_field (env, "val_to_var", "{7: s86}");
  assert_field (env, "nothing", NULL);

  wrong = shape_env_create_symbol (env, -1, source, SHAPE_DIM_DUCK, &error);
  g_assert_null (wrong);
  g_assert_error (error, SHAPE_ERROR, SHAPE_ERROR_ASSERTION);
  g_assert_cmpstr (error->message, ==, "positive set for negative value: -1");
}

static void
test_names_do_not_clash (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ShapeSource) source = new_tensor ("n");
      g_autoptr (ShapeExpr) symbol = shape_env_create_symbol (env, 7, source, SHAPE_DIM_DYNAMIC, NULL);
      g_autofree char *text = shape_expr_to_string (symbol);
      g_autofree char *expected = g_strdup_printf ("s%u", 86 + i);

      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_unbacked (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (ShapeSymNode) integer = shape_env_create_unbacked_symint (env);
  g_autoptr (ShapeSymNode) real = shape_env_create_unbacked_symfloat (env);
  g_autoptr (ShapeSymNode) truth = shape_env_create_unbacked_symbool (env);
  g_autofree char *integer_text = sym_text (integer);
  g_autofree char *real_text = sym_text (real);
  g_autofree char *truth_text = sym_text (truth);

  g_assert_cmpstr (integer_text, ==, "u0");
  g_assert_cmpstr (real_text, ==, "zuf0");
  g_assert_cmpstr (truth_text, ==, "Eq(u1, 1)");
  g_assert_null (shape_sym_node_get_hint (integer));
  assert_field (env, "var_to_range", "{u0: VR[-int_oo, int_oo], u1: VR[0, 1], zuf0: VR[-oo, oo]}");
  assert_field (env, "unbacked_symint_counter", "2");
  assert_field (env, "unbacked_symfloat_counter", "1");
}

static void
test_ignored_symbols (void)
{
  g_autoptr (ShapeEnv) env = shape_env_new ();
  g_autoptr (ShapeSymNode) ignored = NULL;
  g_autoptr (ShapeSymNode) kept = NULL;

  g_assert_false (shape_env_ignore_fresh_unbacked_symbols_set (env, TRUE));
  ignored = shape_env_create_unbacked_symint (env);
  g_assert_true (shape_env_ignore_fresh_unbacked_symbols_set (env, FALSE));
  kept = shape_env_create_unbacked_symint (env);
  assert_field (env, "pending_fresh_unbacked_symbols", "[u1]");
}

static void
test_settings (void)
{
  g_autoptr (ShapeEnv) env = g_object_new (SHAPE_TYPE_ENV,
                                           "specialize-zero-one", FALSE,
                                           "duck-shape", FALSE,
                                           NULL);
  g_autoptr (ShapeSource) source = new_tensor ("n");
  g_autoptr (ShapeExpr) symbol = shape_env_create_symbol (env, 1, source, SHAPE_DIM_DUCK, NULL);
  gboolean duck_shape = TRUE;

  g_object_get (env, "duck-shape", &duck_shape, NULL);
  g_assert_false (duck_shape);
  assert_field (env, "var_to_range", "{s86: VR[0, int_oo]}");
  assert_field (env, "val_to_var", "{}");
}

static void
test_map (void)
{
  ShapeMap map = { NULL, 0, 0, NULL, 0 };

  for (gsize i = 0; i < 1000; i++)
    g_assert_true (shape_map_put (&map, GSIZE_TO_POINTER (i * 16), GSIZE_TO_POINTER (i)));
  g_assert_false (shape_map_put (&map, GSIZE_TO_POINTER (160), GSIZE_TO_POINTER (7)));
  g_assert_cmpuint (map.n, ==, 1000);
  g_assert_cmpuint (GPOINTER_TO_SIZE (shape_map_get (&map, GSIZE_TO_POINTER (160))), ==, 7);
  g_assert_true (map.entries[10].key == GSIZE_TO_POINTER (160));

  g_assert_true (shape_map_remove (&map, GSIZE_TO_POINTER (0)));
  g_assert_false (shape_map_remove (&map, GSIZE_TO_POINTER (0)));
  g_assert_false (shape_map_has (&map, GSIZE_TO_POINTER (0)));
  for (gsize i = 1; i < 1000; i++)
    g_assert_cmpuint (shape_map_find (&map, GSIZE_TO_POINTER (i * 16)), ==, i - 1);

  shape_map_clear (&map);
  g_assert_false (shape_map_has (&map, NULL));
}

/* Answers are there until all are forgotten, however many they are. */
static void
test_cache (void)
{
  g_autoptr (ShapeExprPool) pool = shape_expr_pool_new ();
  ShapeNode *nodes[500], *answer;
  ShapeNodeCache cache = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    nodes[i] = shape_node_integer (pool, i + 1);
  for (guint round = 1; round < 4; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (nodes) / round; i++)
        {
          g_assert_false (shape_node_cache_get (&cache, nodes[i], &answer));
          shape_node_cache_set (&cache, nodes[i], nodes[0]);
          shape_node_cache_set (&cache, nodes[i], i % 7 == 0 ? NULL : nodes[round]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (nodes) / round; i++)
        {
          g_assert_true (shape_node_cache_get (&cache, nodes[i], &answer));
          g_assert_true (answer == (i % 7 == 0 ? NULL : nodes[round]));
        }
      shape_node_cache_forget (&cache);
    }
  g_assert_false (shape_node_cache_get (&cache, nodes[0], &answer));
  shape_node_cache_clear_memory (&cache);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shaperec/env/map", test_map);
  g_test_add_func ("/shaperec/env/cache", test_cache);
  g_test_add_func ("/shaperec/env/tensors", test_tensors);
  g_test_add_func ("/shaperec/env/many-dimensions", test_many_dimensions);
  g_test_add_func ("/shaperec/env/symbol", test_symbol);
  g_test_add_func ("/shaperec/env/names-do-not-clash", test_names_do_not_clash);
  g_test_add_func ("/shaperec/env/unbacked", test_unbacked);
  g_test_add_func ("/shaperec/env/ignored-symbols", test_ignored_symbols);
  g_test_add_func ("/shaperec/env/settings", test_settings);

  return g_test_run ();
}
