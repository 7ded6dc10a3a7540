/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-printer-private.h"

#include <string.h>

static void
append_control (GString *out,
                char     byte)
{
  static const char letters[] = { ['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r' };

  if ((gsize) byte < sizeof letters && letters[(gsize) byte] != '\0')
    g_string_append_printf (out, "\\%c", letters[(gsize) byte]);
  else
    g_string_append_printf (out, "\\x%02x", (guint) byte);
}

void
shape_guard_append_repr (GString    *out,
                         const char *text)
{
  char quote = strchr (text, '\'') != NULL && strchr (text, '"') == NULL ? '"' : '\'';

  g_string_append_c (out, quote);
  for (; *text != '\0'; text++)
    {
      if (*text == quote || *text == '\\')
        g_string_append_c (out, '\\');
      if (g_ascii_iscntrl (*text))
        append_control (out, *text);
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, quote);
}
