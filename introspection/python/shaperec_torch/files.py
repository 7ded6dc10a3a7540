# SPDX-License-Identifier: LGPL-2.1-or-later
"""The files that traces go to: each piece of text is in the kernel's hands when `write` returns."""

import os.path

from .packing import Packer, Unpacked

ENDINGS = (".jsonl.gz", ".jsonl")


def split_ending(path):
    """A path without and with what says that it is a trace, which may be missing."""
    ending = next((ending for ending in ENDINGS if path.endswith(ending)), "")
    return path.removesuffix(ending), ending


class TraceFile:
    """A file of text, packed where its name ends in `.gz`.

    A packed file is flushed after each piece, so that all of it can be unpacked up to the last
    whole piece when the process is killed.
    """

    def __init__(self, path):
        self.path = str(path)
        self.raw = open(path, "wb", buffering=0)
        self.packer = Packer() if self.path.endswith(".gz") else Unpacked()

    @property
    def name(self):
        """What the trace is called."""
        return split_ending(os.path.basename(self.path))[0]

    def write(self, text):
        # A lone surrogate becomes the escape that JSON has for it.
        data = text.encode("utf-8", "backslashreplace")
        self.put(self.packer.pack(data))

    def write_often(self, piece):
        """As write, for a line that comes often (packing.Often)."""
        # Not by way of put: there are so many that each call counts.
        data = self.packer.repeat(piece)
        n_written = self.raw.write(data)
        if n_written < len(data):
            self.put(data[n_written:])

    def put(self, data):
        n_written = self.raw.write(data)
        if n_written < len(data):
            self.put(data[n_written:])

    def close(self):
        if self.raw.closed:
            return
        self.put(self.packer.finish())
        self.raw.close()

    def abandon(self):
        """Closes the file as it is: another process goes on writing it."""
        self.raw.close()


def open_text(path):
    """Opens a file for a trace."""
    return TraceFile(path)
