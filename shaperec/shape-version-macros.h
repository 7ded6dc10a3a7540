/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (SHAPEREC_INSIDE) && !defined (SHAPEREC_COMPILATION)
# error "Only <shaperec/shaperec.h> can be included directly."
#endif

#include <glib-object.h>

/**
 * SHAPE_MAJOR_VERSION:
 *
 * The major version that a program is compiled against.
 */
#define SHAPE_MAJOR_VERSION 1

/**
 * SHAPE_MINOR_VERSION:
 *
 * The minor version that a program is compiled against.
 */
#define SHAPE_MINOR_VERSION 0

#ifndef _SHAPEREC_EXTERN
# define _SHAPEREC_EXTERN extern
#endif

#define SHAPEREC_AVAILABLE_IN_1_0 _SHAPEREC_EXTERN
#define SHAPEREC_AVAILABLE_IN_ALL _SHAPEREC_EXTERN
