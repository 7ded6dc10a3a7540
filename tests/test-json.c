/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/trace/shape-json-private.h"

#include <string.h>

/* Writes a text again as it was read: names and strings in <>, numbers as they are. */
static void
echo (ShapeJson *json,
      GString   *out)
{
  switch (shape_json_next (json))
    {
    case SHAPE_JSON_ERROR:
      break;
    case SHAPE_JSON_NULL:
    case SHAPE_JSON_FALSE:
    case SHAPE_JSON_TRUE:
      g_string_append_c (out, "ENFT"[json->kind]);
      break;
    case SHAPE_JSON_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, json->integer);
      break;
    case SHAPE_JSON_BIG:
      g_string_append_printf (out, "big %.*s", (int) json->n_bytes, json->text);
      break;
    case SHAPE_JSON_FLOAT:
      g_string_append_printf (out, "%g", json->real);
      break;
    case SHAPE_JSON_STRING:
      g_string_append_printf (out, "<%.*s>", (int) json->n_bytes, json->text);
      break;
    case SHAPE_JSON_LIST:
      g_string_append_c (out, '[');
      while (shape_json_next_item (json))
        {
          echo (json, out);
          g_string_append_c (out, ';');
        }
      g_string_append_c (out, ']');
      break;
    case SHAPE_JSON_OBJECT:
      g_string_append_c (out, '{');
      while (shape_json_next_member (json))
        {
          g_string_append_printf (out, "<%.*s>=", (int) json->n_bytes, json->text);
          echo (json, out);
          g_string_append_c (out, ';');
        }
      g_string_append_c (out, '}');
      break;
    }
}

static const struct
{
  const char *desc;
  const char *text;
  const char *expected; /* NULL: refused */
} texts[] = {
  { "words", "[null,false,true]", "[N;F;T;]" },
  { "white space", " [ 1 ,\t2\r\n] ", "[1;2;]" },
  { "an empty list", "[]", "[]" },
  { "an empty object", "{}", "{}" },
  { "members", "{\"a\":1,\"b\":{\"c\":[]}}", "{<a>=1;<b>={<c>=[];};}" },
  { "lists in lists", "[[1],[],[[2],3]]", "[[1;];[];[[2;];3;];]" },
  { "integers", "[0,-0,7,-12,9223372036854775807,-9223372036854775807]",
    "[0;0;7;-12;9223372036854775807;-9223372036854775807;]" },
  { "integers that do not fit", "[9223372036854775808,-9223372036854775809,123456789012345678901234567890]",
    "[big 9223372036854775808;big -9223372036854775809;big 123456789012345678901234567890;]" },
  { "floats", "[0.5,-1e3,1E-2,2.5e+1]", "[0.5;-1000;0.01;25;]" },
  { "a string longer than a word", "\"abcdefghijklmnopqrstuvwxyz\"", "<abcdefghijklmnopqrstuvwxyz>" },
  { "escapes", "\"a\\\"b\\\\c\\/d\\n\"", "<a\"b\\c/d\n>" },
  { "an escape behind a long run", "\"0123456789012345\\t\"", "<0123456789012345\t>" },
  { "a code point", "\"\\u00e9\\u20AC\"", "<é€>" },
  { "a pair of surrogates", "\"\\ud83d\\ude00\"", "<😀>" },
  { "letters that are not ASCII", "\"é€😀\"", "<é€😀>" },
  { "an escape in a name", "{\"a\\tb\":1}", "{<a\tb>=1;}" },
  { "nothing", "", NULL },
  { "spaces only", "  ", NULL },
  { "two values", "1 2", NULL },
  { "a comma too many", "[1,]", NULL },
  { "a comma too few", "[1 2]", NULL },
  { "a comma first", "[,1]", NULL },
  { "a name without quotes", "{a:1}", NULL },
  { "a name without a value", "{\"a\"}", NULL },
  { "a value without a colon", "{\"a\" 1}", NULL },
  { "a list that does not end", "[1", NULL },
  { "an object that does not end", "{\"a\":1", NULL },
  { "the wrong bracket", "[1}", NULL },
  { "a string that does not end", "\"abc", NULL },
  { "a backslash at the end", "\"abc\\", NULL },
  { "a control character", "\"a\001b\"", NULL },
  { "a newline in a string", "\"a\nb\"", NULL },
  { "an unknown escape", "\"\\x\"", NULL },
  { "a short code point", "\"\\u12\"", NULL },
  { "half a pair", "\"\\ud83d\"", NULL },
  { "the other half", "\"\\ude00\"", NULL },
  { "two first halves", "\"\\ud83d\\ud83d\"", NULL },
  { "a zero byte, escaped", "\"\\u0000\"", NULL },
  { "no UTF-8", "\"\xc3(\"", NULL },
  { "an overlong form", "\"\xc0\xaf\"", NULL },
  { "a leading zero", "01", NULL },
  { "a plus sign", "+1", NULL },
  { "a point without digits", "1.", NULL },
  { "a point first", ".5", NULL },
  { "an exponent without digits", "1e", NULL },
  { "a minus alone", "-", NULL },
  { "an infinity", "Infinity", NULL },
  { "no number", "NaN", NULL },
  { "half a word", "nul", NULL },
  { "a word in capitals", "True", NULL },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      /* A copy of the very length, so that a checker sees a byte too far. */
      gsize n = strlen (texts[i].text);
      g_autofree char *copy = n > 0 ? g_memdup2 (texts[i].text, n) : g_malloc (1);
      g_autoptr (GString) out = g_string_new (NULL);
      g_auto (ShapeJson) json = { 0 };

      g_test_message ("%s", texts[i].desc);
      shape_json_init (&json, copy, n);
      echo (&json, out);
      if (texts[i].expected == NULL)
        g_assert_false (shape_json_at_end (&json));
      else
        {
          g_assert_true (shape_json_at_end (&json));
          g_assert_cmpstr (out->str, ==, texts[i].expected);
        }
    }
}

/* What is passed over is held to the same grammar, alone and within other values. */
static void
test_skip (void)
{
  static const char *const frames[][2] = { { "", "" }, { "[", "]" }, { "[0,", "]" }, { "{\"a\":", ",\"b\":[1]}" } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (frames); j++)
      {
        g_autofree char *text = g_strconcat (frames[j][0], texts[i].text, frames[j][1], NULL);
        gsize n = strlen (text);
        g_autofree char *copy = n > 0 ? g_memdup2 (text, n) : g_malloc (1);
        g_auto (ShapeJson) read = { 0 }, passed = { 0 };
        g_autoptr (GString) out = g_string_new (NULL);

        g_test_message ("%s, in %s%s", texts[i].desc, frames[j][0], frames[j][1]);
        shape_json_init (&read, copy, n);
        echo (&read, out);
        shape_json_init (&passed, copy, n);
        shape_json_skip (&passed);
        g_assert_cmpint (shape_json_at_end (&passed), ==, shape_json_at_end (&read));
        g_assert_cmpstr (passed.error, ==, read.error);
        g_assert_true (passed.at == read.at);
      }
}

/* The reader stops at its limit, whatever it is asked. */
static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint depth = SHAPE_JSON_MAX_DEPTH; depth <= SHAPE_JSON_MAX_DEPTH + 1; depth++)
    {
      g_auto (ShapeJson) json = { 0 };

      g_string_truncate (text, 0);
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      shape_json_init (&json, text->str, text->len);
      g_assert_cmpint (shape_json_skip (&json), ==, depth <= SHAPE_JSON_MAX_DEPTH);
    }
}

static void
test_slice (void)
{
  const char *text = "{\"a\": [1, {\"b\": 2}] , \"c\":3}";
  g_auto (ShapeJson) json = { 0 };
  const char *slice;
  gsize n;

  shape_json_init (&json, text, strlen (text));
  g_assert_cmpint (shape_json_next (&json), ==, SHAPE_JSON_OBJECT);
  g_assert_true (shape_json_next_member (&json));
  g_assert_true (shape_json_slice (&json, &slice, &n));
  g_assert_cmpmem (slice, n, "[1, {\"b\": 2}]", 13);
  g_assert_true (shape_json_next_member (&json));
  g_assert_true (shape_json_is (&json, "c"));
  g_assert_true (shape_json_skip (&json));
  g_assert_false (shape_json_next_member (&json));
  g_assert_true (shape_json_at_end (&json));
}

/* After a failure nothing more is read. */
static void
test_failure_sticks (void)
{
  g_auto (ShapeJson) json = { 0 };

  shape_json_init (&json, "[1,?,2]", 7);
  g_assert_cmpint (shape_json_next (&json), ==, SHAPE_JSON_LIST);
  g_assert_true (shape_json_next_item (&json));
  g_assert_cmpint (shape_json_next (&json), ==, SHAPE_JSON_INTEGER);
  g_assert_true (shape_json_next_item (&json));
  g_assert_cmpint (shape_json_next (&json), ==, SHAPE_JSON_ERROR);
  g_assert_false (shape_json_next_item (&json));
  g_assert_cmpint (shape_json_next (&json), ==, SHAPE_JSON_ERROR);
  g_assert_nonnull (json.error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/json/texts", test_texts);
  g_test_add_func ("/shaperec/json/skip", test_skip);
  g_test_add_func ("/shaperec/json/depth", test_depth);
  g_test_add_func ("/shaperec/json/slice", test_slice);
  g_test_add_func ("/shaperec/json/failure-sticks", test_failure_sticks);
  return g_test_run ();
}
