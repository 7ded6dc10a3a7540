/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shaperec/shaperec.h"

typedef struct
{
  const char *desc;
  ShapeError  code;
  const char *class_name;
} ClassNameCase;

static const ClassNameCase class_name_cases[] = {
  { "an exception of the reference", SHAPE_ERROR_ZERO_DIVISION, "ZeroDivisionError" },
  { "one of its own classes", SHAPE_ERROR_DATA_DEPENDENT, "GuardOnDataDependentSymNode" },
  { "the last of the table", SHAPE_ERROR_RECURSION, "RecursionError" },
  { "an error of this library alone", SHAPE_ERROR_LIMIT, NULL },
  { "no code at all", (ShapeError) 1000, NULL },
};

static void
test_class_name (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (class_name_cases); i++)
    {
      const ClassNameCase *c = &class_name_cases[i];

      g_test_message ("%s", c->desc);
      g_assert_cmpstr (shape_error_get_class_name (c->code), ==, c->class_name);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shaperec/error/class-name", test_class_name);
  return g_test_run ();
}
