/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conformance-json.h"

#include <gio/gio.h>
#include <string.h>

static Json *read_value (const char **at);

static void
skip_spaces (const char **at)
{
  *at += strspn (*at, " \t\r\n");
}

static gboolean
accept (const char **at,
        const char  *text)
{
  skip_spaces (at);
  if (!g_str_has_prefix (*at, text))
    return FALSE;
  *at += strlen (text);
  return TRUE;
}

static Json *
new_value (JsonKind kind)
{
  Json *self = g_new0 (Json, 1);

  self->kind = kind;
  return self;
}

static void
read_escape (const char **at,
             GString     *out)
{
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  const char *letter = strchr (letters, **at);

  if (**at == 'u')
    {
      g_autofree char *digits = g_strndup (*at + 1, 4);

      g_string_append_unichar (out, (gunichar) g_ascii_strtoull (digits, NULL, 16));
      *at += strlen (digits);
    }
  else
    g_string_append_c (out, letter && **at ? meanings[letter - letters] : **at);
  *at += **at != '\0';
}

/* The string behind an opening quote. */
static char *
read_string (const char **at)
{
  GString *out = g_string_new (NULL);

  while (**at != '"' && **at != '\0')
    {
      if (**at == '\\' && *++*at != '\0')
        read_escape (at, out);
      else if (**at != '\0')
        g_string_append_c (out, *(*at)++);
    }
  if (!accept (at, "\""))
    return g_string_free (out, TRUE);
  return g_string_free (out, FALSE);
}

/* The members of a list or object up to @closing; NULL where they are malformed. */
static Json *
read_items (const char **at,
            Json        *self,
            const char  *closing)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_free);
  if (accept (at, closing))
    return self;
  do
    {
      Json *item = NULL;
      char *name = NULL;

      if (self->kind == JSON_LIST || (accept (at, "\"") && (name = read_string (at)) && accept (at, ":")))
        item = read_value (at);
      if (name != NULL)
        g_ptr_array_add (self->names, name);
      if (item == NULL)
        return json_free (self), NULL;
      g_ptr_array_add (self->items, item);
    }
  while (accept (at, ","));
  if (!accept (at, closing))
    return json_free (self), NULL;
  return self;
}

static Json *
read_value (const char **at)
{
  gsize n;
  Json *self;

  if (accept (at, "null"))
    return new_value (JSON_NULL);
  if (accept (at, "true"))
    return new_value (JSON_TRUE);
  if (accept (at, "false"))
    return new_value (JSON_FALSE);
  if (accept (at, "["))
    return read_items (at, new_value (JSON_LIST), "]");
  if (accept (at, "{"))
    return read_items (at, new_value (JSON_OBJECT), "}");
  if (accept (at, "\""))
    {
      self = new_value (JSON_STRING);
      self->text = read_string (at);
      return self->text ? self : (json_free (self), NULL);
    }
  n = strspn (*at, "+-.0123456789eE");
  if (n == 0)
    return NULL;
  self = new_value (JSON_NUMBER);
  self->text = g_strndup (*at, n);
  *at += n;
  return self;
}

Json *
json_read (const char *text,
           GError    **error)
{
  const char *at = text;
  Json *self = read_value (&at);

  skip_spaces (&at);
  if (self != NULL && *at == '\0')
    return self;
  g_clear_pointer (&self, json_free);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "malformed JSON at column %u",
               (guint) (at - text + 1));
  return NULL;
}

void
json_free (Json *self)
{
  g_free (self->text);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

const Json *
json_get (const Json *self,
          const char *name)
{
  guint i;

  if (self->kind == JSON_OBJECT && g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, &i))
    return self->items->pdata[i];
  return NULL;
}

const char *
json_get_string (const Json *self,
                 const char *name)
{
  const Json *value = json_get (self, name);

  return value && value->kind == JSON_STRING ? value->text : NULL;
}
