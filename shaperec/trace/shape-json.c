/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-json-private.h"

#include <string.h>

void
shape_json_init (ShapeJson  *self,
                 const char *text,
                 gsize       n_bytes)
{
  *self = (ShapeJson) { .start = text, .at = text, .end = text + n_bytes };
}

void
shape_json_clear (ShapeJson *self)
{
  if (self->unescaped != NULL)
    g_string_free (g_steal_pointer (&self->unescaped), TRUE);
}

ShapeJsonKind
shape_json_fail (ShapeJson  *self,
                 const char *message)
{
  if (self->error == NULL)
    self->error = message;
  self->kind = SHAPE_JSON_ERROR;
  return SHAPE_JSON_ERROR;
}

static inline void
skip_spaces (ShapeJson *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\t' || *self->at == '\r' || *self->at == '\n'))
    self->at++;
}

/* The next byte that is no white space; NUL at the end. Machines write no spaces. */
static inline char
peek (ShapeJson *self)
{
  if (G_LIKELY (self->at < self->end && *self->at > ' '))
    return *self->at;
  skip_spaces (self);
  return self->at < self->end ? *self->at : '\0';
}

/* Strings */

#define EACH_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* Non-zero where one of eight bytes ends the plain run of a string: a quote, a
 * backslash, a control character or a byte that is not ASCII. The usual bit trick
 * (Mycroft, 1987); carries only disturb bytes behind a hit. */
static inline guint64
find_special (guint64 word)
{
  guint64 quote = word ^ EACH_BYTE ('"');
  guint64 backslash = word ^ EACH_BYTE ('\\');

  return ((quote - EACH_BYTE (1)) | (backslash - EACH_BYTE (1)) | (word - EACH_BYTE (0x20)) | word) & EACH_BYTE (0x80);
}

/* The first special byte in [at, end). */
static inline const char *
skip_plain (const char *at,
            const char *end)
{
  while (end - at >= 8)
    {
      guint64 word, special;

      memcpy (&word, at, sizeof word);
      special = find_special (GUINT64_FROM_LE (word));
      if (special != 0)
        return at + __builtin_ctzll (special) / 8;
      at += 8;
    }
  while (at < end && *at != '"' && *at != '\\' && (guint8) *at >= 0x20 && (guint8) *at < 0x80)
    at++;
  return at;
}

static int
read_hex (const char *at,
          const char *end)
{
  int value = 0;

  if (end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* The \u escape at `at`, which is behind the letter; half of a pair is refused. */
static gboolean
read_unicode_escape (ShapeJson *self)
{
  int code = read_hex (self->at, self->end);

  if (code < 0)
    return FALSE;
  self->at += 4;
  if (code >= 0xd800 && code < 0xdc00)
    {
      int low = self->end - self->at >= 6 && self->at[0] == '\\' && self->at[1] == 'u'
                  ? read_hex (self->at + 2, self->end) : -1;

      if (low < 0xdc00 || low > 0xdfff)
        return FALSE;
      self->at += 6;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (code >= 0xdc00 && code < 0xe000)
    return FALSE;
  if (code == 0)
    return FALSE; /* a text of this library ends at a NUL */
  g_string_append_unichar (self->unescaped, (gunichar) code);
  return TRUE;
}

static const char escape_letters[] = "\"\\/bfnrt";

static gboolean
read_escape (ShapeJson *self)
{
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (self->at >= self->end)
    return FALSE;
  if (*self->at == 'u')
    {
      self->at++;
      return read_unicode_escape (self);
    }
  letter = memchr (escape_letters, *self->at, sizeof escape_letters - 1);
  if (letter == NULL)
    return FALSE;
  g_string_append_c (self->unescaped, meanings[letter - escape_letters]);
  self->at++;
  return TRUE;
}

/* The rest of a string from its first escape on; @start is its first byte. */
static gboolean
read_escaped (ShapeJson  *self,
              const char *start)
{
  if (self->unescaped == NULL)
    self->unescaped = g_string_sized_new (256);
  g_string_truncate (self->unescaped, 0);
  for (;;)
    {
      const char *at = self->at;

      while (at < self->end && *at != '"' && *at != '\\' && (guint8) *at >= 0x20)
        at++;
      g_string_append_len (self->unescaped, start, at - start);
      self->at = at;
      if (at == self->end || (guint8) *at < 0x20)
        return FALSE;
      self->at++;
      if (*at == '"')
        break;
      if (!read_escape (self))
        return FALSE;
      start = self->at;
    }
  self->text = self->unescaped->str;
  self->n_bytes = self->unescaped->len;
  return TRUE;
}

/* The string behind an opening quote. */
static gboolean
read_string (ShapeJson *self)
{
  const char *start = self->at;
  const char *at = skip_plain (start, self->end);
  gboolean is_ascii = TRUE;

  while (at < self->end && (guint8) *at >= 0x80)
    {
      is_ascii = FALSE;
      at = skip_plain (at + 1, self->end);
    }
  self->at = at;
  if (at == self->end)
    return shape_json_fail (self, "a string does not end");
  if (*at == '"')
    {
      self->text = start;
      self->n_bytes = (gsize) (at - start);
      self->at++;
    }
  else if (*at != '\\')
    return shape_json_fail (self, "a control character in a string");
  else
    {
      is_ascii = FALSE;
      if (!read_escaped (self, start))
        return shape_json_fail (self, "a malformed string");
    }
  if (!is_ascii && !g_utf8_validate_len (self->text, self->n_bytes, NULL))
    return shape_json_fail (self, "a string is not UTF-8");
  return TRUE;
}

/* Numbers */

static inline const char *
skip_digits (const char *at,
             const char *end)
{
  while (at < end && g_ascii_isdigit (*at))
    at++;
  return at;
}

/* The end of the number at @at by the grammar, or NULL. */
static const char *
scan_number (const char *at,
             const char *end,
             gboolean   *is_float)
{
  const char *digits;

  at += *at == '-';
  digits = at;
  *is_float = FALSE;
  at = skip_digits (at, end);
  if (at == digits || (*digits == '0' && at - digits > 1))
    return NULL;
  if (at < end && *at == '.')
    {
      *is_float = TRUE;
      digits = at + 1;
      at = skip_digits (digits, end);
      if (at == digits)
        return NULL;
    }
  if (at < end && (*at == 'e' || *at == 'E'))
    {
      *is_float = TRUE;
      at++;
      at += at < end && (*at == '-' || *at == '+');
      digits = at;
      at = skip_digits (digits, end);
      if (at == digits)
        return NULL;
    }
  return at;
}

static double
to_double (const char *text,
           gsize       n_bytes)
{
  char buffer[64];
  g_autofree char *large = NULL;
  char *copy = buffer;

  if (n_bytes >= sizeof buffer)
    copy = large = g_malloc (n_bytes + 1);
  memcpy (copy, text, n_bytes);
  copy[n_bytes] = '\0';
  return g_ascii_strtod (copy, NULL);
}

/* FALSE where the digits exceed a gint64. */
static gboolean
to_integer (const char *text,
            gsize       n_bytes,
            gint64     *value)
{
  gboolean negative = *text == '-';
  guint64 sum = 0;

  if (n_bytes > 20)
    return FALSE;
  for (gsize i = negative; i < n_bytes; i++)
    {
      if (sum > G_MAXINT64 / 10)
        return FALSE;
      sum = sum * 10 + (guint64) (text[i] - '0');
    }
  if (sum > (guint64) G_MAXINT64)
    return FALSE;
  *value = negative ? -(gint64) sum : (gint64) sum;
  return TRUE;
}

static ShapeJsonKind
read_number (ShapeJson *self)
{
  gboolean is_float;
  const char *end = scan_number (self->at, self->end, &is_float);

  if (end == NULL)
    return shape_json_fail (self, "a malformed number");
  self->text = self->at;
  self->n_bytes = (gsize) (end - self->at);
  self->at = end;
  if (is_float)
    {
      self->real = to_double (self->text, self->n_bytes);
      self->kind = SHAPE_JSON_FLOAT;
    }
  else
    self->kind = to_integer (self->text, self->n_bytes, &self->integer) ? SHAPE_JSON_INTEGER : SHAPE_JSON_BIG;
  return self->kind;
}

/* Values */

static const char *
scan_word (const char *at,
           const char *end,
           const char *word)
{
  gsize len = strlen (word);

  return (gsize) (end - at) < len || memcmp (at, word, len) != 0 ? NULL : at + len;
}

static ShapeJsonKind
read_word (ShapeJson    *self,
           const char   *word,
           ShapeJsonKind kind)
{
  const char *end = scan_word (self->at, self->end, word);

  if (end == NULL)
    return shape_json_fail (self, "a value is expected");
  self->at = end;
  return self->kind = kind;
}

static ShapeJsonKind
open_container (ShapeJson    *self,
                ShapeJsonKind kind)
{
  if (++self->depth > SHAPE_JSON_MAX_DEPTH)
    return shape_json_fail (self, "it is nested too deeply");
  self->at++;
  self->is_first = TRUE;
  return self->kind = kind;
}

ShapeJsonKind
shape_json_next (ShapeJson *self)
{
  if (self->error != NULL)
    return SHAPE_JSON_ERROR;
  switch (peek (self))
    {
    case '"':
      self->at++;
      return self->kind = read_string (self) ? SHAPE_JSON_STRING : SHAPE_JSON_ERROR;
    case '[':
      return open_container (self, SHAPE_JSON_LIST);
    case '{':
      return open_container (self, SHAPE_JSON_OBJECT);
    case 'n':
      return read_word (self, "null", SHAPE_JSON_NULL);
    case 'f':
      return read_word (self, "false", SHAPE_JSON_FALSE);
    case 't':
      return read_word (self, "true", SHAPE_JSON_TRUE);
    case '-': case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      return read_number (self);
    default:
      return shape_json_fail (self, self->at < self->end ? "a value is expected" : "it ends too early");
    }
}

/* Steps over the comma before the next element, or over @closing: FALSE then. */
static gboolean
next_element (ShapeJson *self,
              char       closing)
{
  char byte;

  if (self->error != NULL)
    return FALSE;
  byte = peek (self);
  if (byte == closing)
    {
      self->at++;
      self->depth--;
      self->is_first = FALSE;
      return FALSE;
    }
  if (self->is_first)
    {
      self->is_first = FALSE;
      return TRUE;
    }
  if (byte != ',')
    return shape_json_fail (self, self->at < self->end ? "a comma or an end is expected" : "it ends too early");
  self->at++;
  return TRUE;
}

gboolean
shape_json_next_item (ShapeJson *self)
{
  return next_element (self, ']');
}

gboolean
shape_json_next_member (ShapeJson *self)
{
  if (!next_element (self, '}'))
    return FALSE;
  if (peek (self) != '"')
    return shape_json_fail (self, "a name is expected");
  self->at++;
  if (!read_string (self))
    return FALSE;
  if (peek (self) != ':')
    return shape_json_fail (self, "a colon is expected");
  self->at++;
  return TRUE;
}

/* Passing over a value: most are plain, without white space, bytes beyond ASCII and numbers of
 * characters. They are passed at one go; NULL for all others, and for what is malformed. */

static const char *pass_value (const char *at, const char *end, guint depth);

static inline const char *
pass_string (const char *at,
             const char *end)
{
  if (at == end || *at != '"')
    return NULL;
  at = skip_plain (at + 1, end);
  while (end - at >= 2 && *at == '\\' && memchr (escape_letters, at[1], sizeof escape_letters - 1) != NULL)
    at = skip_plain (at + 2, end);
  return at < end && *at == '"' ? at + 1 : NULL;
}

static const char *
pass_list (const char *at,
           const char *end,
           guint       depth)
{
  if (at < end && *at == ']')
    return at + 1;
  while ((at = pass_value (at, end, depth)) != NULL && at < end && *at == ',')
    at++;
  return at != NULL && at < end && *at == ']' ? at + 1 : NULL;
}

static const char *
pass_member (const char *at,
             const char *end,
             guint       depth)
{
  at = pass_string (at, end);
  return at != NULL && at < end && *at == ':' ? pass_value (at + 1, end, depth) : NULL;
}

static const char *
pass_object (const char *at,
             const char *end,
             guint       depth)
{
  if (at < end && *at == '}')
    return at + 1;
  while ((at = pass_member (at, end, depth)) != NULL && at < end && *at == ',')
    at++;
  return at != NULL && at < end && *at == '}' ? at + 1 : NULL;
}

/* @depth: how much deeper it may go. */
static const char *
pass_value (const char *at,
            const char *end,
            guint       depth)
{
  gboolean is_float;

  if (at == end)
    return NULL;
  switch (*at)
    {
    case '"':
      return pass_string (at, end);
    case '[':
      return depth > 0 ? pass_list (at + 1, end, depth - 1) : NULL;
    case '{':
      return depth > 0 ? pass_object (at + 1, end, depth - 1) : NULL;
    case 'n':
      return scan_word (at, end, "null");
    case 'f':
      return scan_word (at, end, "false");
    case 't':
      return scan_word (at, end, "true");
    default:
      return *at == '-' || g_ascii_isdigit (*at) ? scan_number (at, end, &is_float) : NULL;
    }
}

/* The long way. What is inside is not tried at one go again: that would take as often as it is deep. */
static void
skip_slowly (ShapeJson *self)
{
  ShapeJsonKind kind = shape_json_next (self);

  if (kind == SHAPE_JSON_LIST)
    while (shape_json_next_item (self))
      skip_slowly (self);
  else if (kind == SHAPE_JSON_OBJECT)
    while (shape_json_next_member (self))
      skip_slowly (self);
}

gboolean
shape_json_skip (ShapeJson *self)
{
  const char *behind = self->error == NULL ? pass_value (self->at, self->end, SHAPE_JSON_MAX_DEPTH - self->depth) : NULL;

  if (behind == NULL)
    skip_slowly (self);
  else
    {
      self->at = behind;
      self->is_first = FALSE;
    }
  return self->error == NULL;
}

gboolean
shape_json_slice (ShapeJson   *self,
                  const char **text,
                  gsize       *n_bytes)
{
  peek (self);
  *text = self->at;
  if (!shape_json_skip (self))
    return FALSE;
  *n_bytes = (gsize) (self->at - *text);
  return TRUE;
}

gboolean
shape_json_at_end (ShapeJson *self)
{
  return self->error == NULL && peek (self) == '\0' && self->at == self->end;
}
