# SPDX-License-Identifier: LGPL-2.1-or-later
"""The files that traces go to: each piece of text is in the kernel's hands when `write` returns."""

import zlib

GZIP = 16 + zlib.MAX_WBITS


class TraceFile:
    """A file of text, packed where its name ends in `.gz`.

    A packed file is flushed after each piece, so that all of it can be unpacked up to the last
    whole piece when the process is killed.
    """

    def __init__(self, path):
        self.path = str(path)
        self.raw = open(path, "wb", buffering=0)
        self.packer = zlib.compressobj(1, zlib.DEFLATED, GZIP) if self.path.endswith(".gz") else None

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
        if self.packer is not None:
            self.put(self.packer.flush())
        self.raw.close()

    def abandon(self):
        """Closes the file as it is: another process goes on writing it."""
        self.raw.close()


def open_text(path):
    """Opens a file for a trace."""
    return TraceFile(path)
