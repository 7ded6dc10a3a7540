# SPDX-License-Identifier: LGPL-2.1-or-later
"""The names that a trace shows: as they are, or short ones in their place."""

import os.path
import re

import torch

from .definitions import PROPERTY

TORCH_FOLDER = os.path.dirname(os.path.abspath(torch.__file__)) + os.sep


PLACE = re.compile(r"\.py:\d+")
# How the name of a size, a stride, or the offset ends.
ENDING = re.compile(PROPERTY.pattern + "$")


class Names:
    """All names as they are."""

    is_plain = True

    def source(self, source):
        return source.name

    def name_of_source(self, name):
        return name

    def message(self, text):
        return text

    def known_message(self, text):
        return text

    def text(self, text):
        return text

    def function(self, name):
        return name

    def place(self, filename, line, function):
        return f"{os.path.basename(filename)}:{line} in {function}"

    def line_of_program(self, _):
        return None

    def settings(self, settings):
        return settings


class ShortNames(Names):
    """Short names for what belongs to the program; the same name always gets the same one."""

    is_plain = False

    def __init__(self):
        self.given = {}
        self.counts = {}
        self.in_texts = {}  # what stands for what in a text that names sources
        self.pattern = None

    def give(self, name, form):
        """The short name for a name, made from a form with a place for a number."""
        known = self.given.get(name)
        if known is None:
            number = self.counts[form] = self.counts.get(form, 0) + 1
            known = self.given[name] = form.format(number)
        return known

    def show(self, name, short):
        """Has texts show the short name."""
        if name not in self.in_texts:
            self.in_texts[name] = short
            self.pattern = None
        return short

    def source(self, source):
        base = getattr(source, "base", None)
        if base is not None and source.name.startswith(base.name) and is_property(source):
            return self.source(base) + source.name[len(base.name):]
        short = self.give(source.name, "G['g{}']" if source.name.startswith("G[") else "L['a{}']")
        for end in ("", "."):
            self.show(name_in_cpp(source.name + end), name_in_cpp(short))
        return self.show(source.name, short)

    def name_of_source(self, name):
        """The short name for the name of a source, which another name may hold."""
        start = ENDING.search(name).start()
        known = self.given.get(name[:start])
        return known + name[start:] if known else self.text(name)

    def message(self, text):
        """The message of an assert."""
        return text and self.show(text, self.give(text, "message {}"))

    def known_message(self, text):
        """The message of an assert that may be PyTorch's own: that only tells where it was made."""
        if text and PLACE.search(text) and text not in self.given:
            return self.message(text)
        return text and self.text(text)

    def text(self, text):
        """A text that may hold names of sources and messages."""
        if self.pattern is None:
            names = sorted(self.in_texts, key=len, reverse=True)
            self.pattern = re.compile("|".join(map(start_of_word, names)) or r"(?!)")
        return self.pattern.sub(lambda found: self.in_texts[found[0]], text)

    def function(self, name):
        return self.give(f"function {name}", "f{}")

    def file(self, filename):
        return self.give(f"file {filename}", "file{}.py")

    def place(self, filename, line, function):
        if filename.startswith(TORCH_FOLDER):
            return super().place(filename, line, function)
        return f"{self.file(filename)}:{line} in {self.function(function)}"

    def settings(self, settings):
        fields = settings.get("co_fields")
        if not fields:
            return settings
        return {**settings, "co_fields": {**fields, "co_name": self.function(fields.get("co_name", "")),
                                          "co_filename": self.file(fields.get("co_filename", ""))}}


def start_of_word(name):
    return r"\b" + re.escape(name) if name[0].isalnum() else re.escape(name)


def name_in_cpp(name):
    """How a guard in C++ names a source, or the beginning of it."""
    return re.sub(r"\W+", "_", name)


def is_property(source):
    return hasattr(source, "prop") and hasattr(source, "idx")
