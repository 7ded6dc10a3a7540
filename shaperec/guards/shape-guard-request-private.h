/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-options.h"
#include "shape-guard-producer-private.h"
#include "shape-tracked-fake.h"

G_BEGIN_DECLS

/* What a caller asks for, in the form of the producer. */
typedef struct
{
  ShapeGuardRequest        request;
  const ShapePlaceholder **inputs;
  ShapePlaceholder        *renamed; /* NULL but where the inputs have other names */
  ShapeGuard              *guards;
} ShapeOwnedRequest;

void     shape_owned_request_init   (ShapeOwnedRequest       *self,
                                     ShapeEnv                *env,
                                     ShapeTrackedFake *const *inputs,
                                     gsize                    n_inputs,
                                     ShapeGuardOptions       *options); /* or NULL */
void     shape_owned_request_clear  (ShapeOwnedRequest       *self);

/* Calls the inputs L['t0'], L['t1'], … */
void     shape_owned_request_rename (ShapeOwnedRequest       *self);

/* Whether all inputs are the environment's own. */
gboolean shape_tracked_fakes_are_of (ShapeEnv                *self,
                                     ShapeTrackedFake *const *inputs,
                                     gsize                    n_inputs);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShapeOwnedRequest, shape_owned_request_clear)

G_END_DECLS
