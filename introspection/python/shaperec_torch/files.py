# SPDX-License-Identifier: LGPL-2.1-or-later
"""The files that traces go to: each piece of text is in the kernel's hands when `write` returns."""

import os.path
import zlib

GZIP = 16 + zlib.MAX_WBITS
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
        self.packer = zlib.compressobj(1, zlib.DEFLATED, GZIP) if self.path.endswith(".gz") else None

    @property
    def name(self):
        """What the trace is called."""
        return split_ending(os.path.basename(self.path))[0]

    def write(self, text):
        # A lone surrogate becomes the escape that JSON has for it.
        data = text.encode("utf-8", "backslashreplace")
        if self.packer is not None:
            data = self.packer.compress(data) + self.packer.flush(zlib.Z_SYNC_FLUSH)
        self.put(data)

    def put(self, data):
        rest = memoryview(data)
        while rest:
            rest = rest[self.raw.write(rest):]

    def close(self):
        if self.raw.closed:
            return
        if self.packer is not None:
            self.put(self.packer.flush())
        self.raw.close()

    def abandon(self):
        """Closes the file as it is: another process goes on writing it."""
        self.raw.close()


def open_text(path):
    """Opens a file for a trace."""
    return TraceFile(path)
