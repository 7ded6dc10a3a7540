/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#define SHAPEREC_INSIDE
#include "shape-version-macros.h"
#include "shape-types.h"
#include "shape-error.h"
#include "expr/shape-expr-pool.h"
#include "expr/shape-expr.h"
#undef SHAPEREC_INSIDE
