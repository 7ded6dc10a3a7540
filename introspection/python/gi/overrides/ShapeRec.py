# SPDX-License-Identifier: LGPL-2.1-or-later
"""Python's own ways for ShapeRec: operators, truth, text and iteration."""

from ..module import get_introspection_module

ShapeRec = get_introspection_module("ShapeRec")

__all__ = []
