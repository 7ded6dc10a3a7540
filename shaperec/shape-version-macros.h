/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (SHAPEREC_INSIDE) && !defined (SHAPEREC_COMPILATION)
# error "Only <shaperec/shaperec.h> can be included directly."
#endif

#include <glib-object.h>

#define SHAPE_MAJOR_VERSION 1
#define SHAPE_MINOR_VERSION 0

#ifndef _SHAPEREC_EXTERN
# define _SHAPEREC_EXTERN extern
#endif

#define SHAPEREC_AVAILABLE_IN_1_0 _SHAPEREC_EXTERN
#define SHAPEREC_AVAILABLE_IN_ALL _SHAPEREC_EXTERN
