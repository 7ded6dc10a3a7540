# SPDX-License-Identifier: LGPL-2.1-or-later
"""The places in the framework and in the user's program that a call comes from."""

import linecache
import os.path
import sys

from torch._guards import TracingContext
from torch.fx.experimental.symbolic_shapes import uninteresting_files

OWN_FOLDER = os.path.dirname(__file__)


class PlaceFinder:
    """Makes the `where` of events; remembers what it made of a place."""

    def __init__(self, names):
        self.names = names
        self.known = {}

    def find(self):
        """The `where` of an event that is called now."""
        places = {"framework": self.find_framework_place(), "user": self.find_user_place()}
        return {kind: place for kind, place in places.items() if place is not None}

    def find_framework_place(self):
        frame = sys._getframe(3)
        skipped = uninteresting_files()
        while frame is not None:
            code = frame.f_code
            if code.co_filename not in skipped and not code.co_filename.startswith(OWN_FOLDER):
                return self.name_place(code.co_filename, frame.f_lineno, code.co_name)
            frame = frame.f_back
        return None

    def name_place(self, *place):
        known = self.known.get(place)
        if known is None:
            known = self.known[place] = self.names.place(*place)
        return known

    def find_user_place(self):
        place = find_user_frame()
        if place is None:
            return None
        known = self.known.get((place, "user"))
        if known is None:
            known = self.known[(place, "user")] = self.name_user_place(*place)
        return known

    def name_user_place(self, filename, line, function):
        text = linecache.getline(filename, line).strip() if self.names.is_plain else "…"
        return f"{text}  # {self.names.place(filename, line, function)}"


def find_user_frame():
    """File, line and function of the innermost interesting frame that is being compiled."""
    context = TracingContext.try_get()
    if context is None:
        return None
    places = [(frame.filename, frame.lineno, frame.name) for frame in context.frame_summary_stack]
    if context.loc_in_frame is not None:
        places.append(tuple(context.loc_in_frame))
    skipped = uninteresting_files()
    return next((place for place in reversed(places) if place[0] not in skipped), places[0] if places else None)
