/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "shape-guard-options.h"

G_BEGIN_DECLS

struct _ShapeGuardOptions
{
  GObject                  parent_instance;
  gboolean                 simplified;
  gboolean                 ignore_static;
  gboolean                 exclusion_guard;
  ShapeEqualityConstraint *equalities; /* owned; or NULL */
  GListModel              *guards;     /* of ShapeEnvGuard, owned; NULL: the environment's own */
};

G_END_DECLS
