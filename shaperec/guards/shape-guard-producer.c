/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shape-guard-producer-private.h"

#include "shape-guards-helper-private.h"

/* The run of produce_guards_verbose: its steps in order, and what comes of it. */

static void
clear_text (ShapeGuardText *self)
{
  for (guint i = 0; self->texts != NULL && i < self->n; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
}

static void
clear_sources (ShapeSourceList *self)
{
  ShapeSource *const *sources = shape_source_list_get (self);

  for (guint i = 0; i < self->n; i++)
    shape_source_unref (sources[i]);
  shape_source_list_clear (self);
}

static void
shape_guard_producer_clear (ShapeGuardProducer *self)
{
  for (guint i = 0; i < self->request->n_languages; i++)
    clear_text (&self->texts[i]);
  if (self->texts != &self->only_text)
    g_free (self->texts);
  g_clear_pointer (&self->solver, shape_dim_solver_free);
  shape_guard_printer_clear (&self->python);
  shape_guard_printer_clear (&self->cpp);
  g_clear_pointer (&self->violations, g_array_unref);
  g_free (self->many_input_guards);
  shape_map_clear_full (&self->symbol_to_constraints, (GDestroyNotify) g_ptr_array_unref);
  shape_symbol_sources_clear (&self->symbol_to_source);
  clear_sources (&self->sources);
}

static ShapeGuardPrinter *
get_printer (ShapeGuardProducer *self,
             ShapeGuardLanguage  language)
{
  ShapeGuardPrinter *printer = language == SHAPE_GUARD_LANGUAGE_CPP ? &self->cpp : &self->python;

  if (printer->env == NULL)
    shape_guard_printer_init (printer, language, &self->symbol_to_source, self->env);
  return printer;
}

/* Most programs have less to say. So many are found by malloc() at once. */
#define FEW_TEXTS 120

static void
init_texts (ShapeGuardProducer *self)
{
  const ShapeGuardRequest *request = self->request;

  get_printer (self, SHAPE_GUARD_LANGUAGE_PYTHON);
  self->texts = request->n_languages == 1 ? &self->only_text : g_new (ShapeGuardText, request->n_languages);
  for (guint i = 0; i < request->n_languages; i++)
    self->texts[i] = (ShapeGuardText) {
      .language = request->languages[i],
      .printer = get_printer (self, request->languages[i]),
      .texts = g_new (char *, FEW_TEXTS),
      .n_alloc = FEW_TEXTS,
    };
}

static void
shape_guard_producer_init (ShapeGuardProducer      *self,
                           ShapeEnv                *env,
                           const ShapeGuardRequest *request)
{
  self->env = env;
  self->request = request;
  init_texts (self);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShapeGuardProducer, shape_guard_producer_clear)

static void
run (ShapeGuardProducer *self)
{
  static void (*const steps[]) (ShapeGuardProducer *self) = {
    shape_guard_producer_check_equalities,
    shape_guard_producer_track_inputs,
    shape_guard_producer_begin_solver,
    shape_guard_producer_guard_inputs,
    shape_guard_producer_issue_guards,
    shape_guard_producer_guard_ranges,
    shape_guard_producer_exclude,
    shape_guard_producer_raise_violations,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps) && !shape_guard_producer_has_failed (self); i++)
    steps[i] (self);
}

static ShapeGuardsHelper *
make_helper (ShapeGuardText *text)
{
  ShapeGuardsHelper *helper = shape_guards_helper_new (text->language, shape_guard_text_finish (text));

  if (text->language == SHAPE_GUARD_LANGUAGE_CPP)
    helper->symbols = shape_guard_printer_copy_names (text->printer, helper->sources);
  return helper;
}

#define FEW_INPUT_GUARDS 128

static gboolean
answer (ShapeGuardProducer      *self,
        ShapeEnv                *env,
        const ShapeGuardRequest *request,
        GError                 **error)
{
  ShapeInputGuard few_input_guards[FEW_INPUT_GUARDS];

  shape_guard_producer_init (self, env, request);
  self->input_guards = few_input_guards;
  self->n_input_guards_alloc = FEW_INPUT_GUARDS;
  run (self);
  if (request->at_end != NULL)
    request->at_end (self, request->data);
  return shape_pool_check (env->pool, error);
}

char **
shape_env_produce_texts (ShapeEnv                *env,
                         const ShapeGuardRequest *request,
                         GError                 **error)
{
  g_auto (ShapeGuardProducer) self = { 0 };

  return answer (&self, env, request, error) ? shape_guard_text_finish (&self.texts[0]) : NULL;
}

GPtrArray *
shape_env_produce (ShapeEnv                *env,
                   const ShapeGuardRequest *request,
                   GError                 **error)
{
  g_auto (ShapeGuardProducer) self = { 0 };
  GPtrArray *helpers;

  if (!answer (&self, env, request, error))
    return NULL;
  helpers = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_guards_helper_unref);
  for (guint i = 0; i < request->n_languages; i++)
    g_ptr_array_add (helpers, make_helper (&self.texts[i]));
  return helpers;
}
