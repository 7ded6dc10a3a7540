/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Hashes for tables in memory: multiply and mix, a word at a time (the idea of wyhash). */

#define SHAPE_HASH_FACTOR G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static inline guint64
shape_hash_word (guint64 hash,
                 guint64 word)
{
  hash = (hash ^ word) * SHAPE_HASH_FACTOR;
  return hash ^ (hash >> 32);
}

static inline guint64
shape_hash_text (guint64     hash,
                 const char *text)
{
  guint64 word;

  memcpy (&word, text, sizeof word);
  return shape_hash_word (hash, word);
}

/* Without the mixing: the low bits of the product know only those of the text. */
static inline guint64
shape_hash_step (guint64     hash,
                 const char *text)
{
  guint64 word;

  memcpy (&word, text, sizeof word);
  return (hash ^ word) * SHAPE_HASH_FACTOR;
}

/* In two chains that the processor follows at once, and mixed at last. The last bytes are taken again where they
 * fill no word. */
static inline guint64
shape_hash_bytes (const char *text,
                  gsize       n_bytes)
{
  guint64 a = n_bytes * SHAPE_HASH_FACTOR, b = SHAPE_HASH_FACTOR;
  const char *end = text + n_bytes;
  char last[8] = { 0 };

  if (n_bytes < 8)
    {
      memcpy (last, text, n_bytes);
      return shape_hash_word (shape_hash_text (a, last), 0);
    }
  for (; end - text >= 16; text += 16)
    {
      a = shape_hash_step (a, text);
      b = shape_hash_step (b, text + 8);
    }
  if (end - text >= 8)
    a = shape_hash_step (a, text);
  b = shape_hash_step (b, end - 8);
  a = shape_hash_word (a ^ (a >> 32), b ^ (b >> 32));
  return shape_hash_word (a, b >> 32);
}

G_END_DECLS
