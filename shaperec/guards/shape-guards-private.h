/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-program-private.h"
#include "shape-guards.h"

G_BEGIN_DECLS

struct _ShapeGuards
{
  gatomicrefcount    n_refs;
  ShapeGuardGraph    graph;
  ShapeGuardProgram  program;
  ShapeGuardNodeId  *roots; /* the node of each guard */
  char             **texts;
  guint              n_guards;
  const char       **names[2]; /* the inputs by slot: integers, floats; NULL-terminated */
};

G_END_DECLS
