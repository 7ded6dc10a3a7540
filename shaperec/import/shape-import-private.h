/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "../env/shape-source.h"

G_BEGIN_DECLS

/* Traces from what PyTorch logs: the text of TORCH_LOGS="+dynamic" and the structured log that
 * TORCH_TRACE writes. A log tells of the calls that made a symbol, a guard or an assert, and of no
 * other, so that a trace made from it is lossy: it says so in its header. */

typedef enum
{
  SHAPE_IMPORT_SYMBOL,
  SHAPE_IMPORT_DUCK_SYMBOL,
  SHAPE_IMPORT_UNBACKED_INT,
  SHAPE_IMPORT_UNBACKED_FLOAT,
  SHAPE_IMPORT_UNBACKED_BOOL,
  SHAPE_IMPORT_GUARD,
  SHAPE_IMPORT_RUNTIME_ASSERT,
  SHAPE_IMPORT_CONSTRAIN_RANGE,
} ShapeImportKind;

/* A symbol that turned out to be a number. */
typedef struct
{
  char *symbol;
  char *value;
  char *reason;
  GStrv sources;
  GStrv stack;
} ShapeImportSpecialization;

/* A call. What a kind does not have is NULL. */
typedef struct
{
  ShapeImportKind kind;
  char           *text;    /* the symbol or the expression, as SymPy prints it */
  char           *source;
  char           *value;
  char           *lower;   /* of the range */
  char           *upper;
  gboolean        is_suppressed;
  gboolean        is_forced;
  char           *user;    /* the place in the user's program */
  char           *framework;
  GPtrArray      *specializations; /* that followed from it */
} ShapeImportCall;

/* The names of tensors begin with it as long as their sources were not told. */
#define SHAPE_IMPORT_UNNAMED '\001'

/* A tensor, or a number. */
typedef struct
{
  char      *source;
  gboolean   is_scalar;
  GPtrArray *sizes;       /* texts of expressions; NULL where it was not told */
  GPtrArray *strides;
  GPtrArray *constraints; /* of sizes: Python's text */
  char      *value;       /* the number, or the storage offset */
} ShapeImportInput;

typedef struct
{
  char      *key;     /* process, rank and compile */
  char      *name;    /* the compile: 0/1 */
  gboolean   is_structured;
  GPtrArray *calls;
  GPtrArray *inputs;
} ShapeImportEnv;

typedef struct
{
  GPtrArray  *envs;
  GHashTable *current;   /* key -> the environment that lines with it speak of */
  GPtrArray  *files;     /* names of source files, by the numbers of the structured log */
  guint       n_lines;   /* that speak of shapes */
  guint       n_unknown; /* of them, could not be read */
  guint       first_unknown;
} ShapeImport;

ShapeImport       *shape_import_new            (void);
void               shape_import_free           (ShapeImport *self);

/* Reads a log, packed by gzip or not. Lines that do not speak of shapes are passed over. */
gboolean           shape_import_read           (ShapeImport  *self,
                                                GInputStream *stream,
                                                GError      **error);

/* One line: FALSE if it speaks of shapes and is not understood. */
gboolean           shape_import_read_message   (ShapeImport *self,
                                                const char  *key,
                                                const char  *name,
                                                const char  *message);
gboolean           shape_import_read_json      (ShapeImport *self,
                                                const char  *key,
                                                const char  *json,
                                                gsize        n_bytes);
/* A line behind one of the structured log, without its tab. */
void               shape_import_read_payload   (ShapeImport *self,
                                                const char  *line);

/* The environment that @key stands for. @fresh starts a new one. */
ShapeImportEnv    *shape_import_env            (ShapeImport *self,
                                                const char  *key,
                                                const char  *name,
                                                gboolean     fresh);
ShapeImportCall   *shape_import_env_add_call   (ShapeImportEnv  *self,
                                                ShapeImportKind  kind);
/* Takes the range `[2, int_oo]` that @text begins with, and gives where it ends; NULL where there is none. */
const char        *shape_import_call_take_range (ShapeImportCall *self,
                                                 const char      *text);
/* The input of that source: the one there is, or NULL; the other makes one then. */
ShapeImportInput  *shape_import_env_find_input (ShapeImportEnv  *self,
                                                const char      *source);
ShapeImportInput  *shape_import_env_input      (ShapeImportEnv  *self,
                                                const char      *source);
/* One that is a number. */
void               shape_import_env_add_number (ShapeImportEnv  *self,
                                                const char      *source,
                                                const char      *value);
ShapeImportSpecialization *
                   shape_import_env_specialize (ShapeImportEnv  *self);
/* Splits L['x'].size()[1] into L['x'], SIZE and 1; NONE for other sources. The index of a storage
 * offset is -1. */
ShapeTensorProperty
                   shape_import_split_source   (const char      *source,
                                                char           **base,
                                                gint            *index);

/* Writes the trace of one environment. Calls whose expressions can't be read are left out, and counted. */
gboolean           shape_import_env_write      (ShapeImportEnv  *self,
                                                GOutputStream   *stream,
                                                guint           *n_left_out,
                                                GError         **error);

/* Rewrites what SymPy's str() prints in the function-call form of a trace. NULL where it can't be read. */
char              *shape_import_to_calls       (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShapeImport, shape_import_free)

G_END_DECLS
