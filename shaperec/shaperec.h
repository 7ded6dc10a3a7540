/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#define SHAPEREC_INSIDE
#include "shape-version-macros.h"
#include "shape-types.h"
#include "shape-error.h"
#include "expr/shape-expr-pool.h"
#include "expr/shape-expr.h"
#include "analysis/shape-range.h"
#include "env/shape-env.h"
#include "env/shape-source.h"
#include "env/shape-sym-node.h"
#include "env/shape-symbolic-context.h"
#include "record/shape-comparison.h"
#include "record/shape-env-ask.h"
#include "record/shape-env-create.h"
#include "record/shape-env-event.h"
#include "record/shape-env-guard.h"
#include "record/shape-sym-layout.h"
#include "record/shape-sym-ops.h"
#include "guards/shape-guards.h"
#include "trace/shape-trace.h"
#undef SHAPEREC_INSIDE
