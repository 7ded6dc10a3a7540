# SPDX-License-Identifier: LGPL-2.1-or-later
"""The places in the framework and in the user's program that a call comes from."""

import os.path
import sys

from torch._guards import TracingContext
from torch.fx.experimental.symbolic_shapes import uninteresting_files

OWN_FOLDER = os.path.dirname(os.path.abspath(__file__))


def name_place(filename, line, function):
    return f"{os.path.basename(filename)}:{line} in {function}"


def find_framework_place():
    frame = sys._getframe(1)
    skipped = uninteresting_files()
    while frame is not None:
        filename = frame.f_code.co_filename
        if filename not in skipped and os.path.dirname(filename) != OWN_FOLDER:
            return name_place(filename, frame.f_lineno, frame.f_code.co_name)
        frame = frame.f_back
    return None


def find_user_place():
    stack = TracingContext.extract_stack()
    if not stack:
        return None
    skipped = uninteresting_files()
    frame = next((frame for frame in reversed(stack) if frame.filename not in skipped), stack[0])
    return f"{frame.line}  # {name_place(frame.filename, frame.lineno, frame.name)}"


def find_places():
    """The `where` of an event that is called now."""
    places = {"framework": find_framework_place(), "user": find_user_place()}
    return {kind: place for kind, place in places.items() if place is not None}
