# SPDX-License-Identifier: LGPL-2.1-or-later
"""The lines of a trace file, packed or not, whole or cut off."""

import json
import zlib

from .packing import GZIP
from .parse import TraceError

CHUNK = 1 << 20


def read_pieces(path):
    """The bytes of a file, unpacked as far as they go."""
    with open(path, "rb") as file:
        piece = file.read(CHUNK)
        unpack = zlib.decompressobj(GZIP).decompress if piece[:2] == b"\x1f\x8b" else bytes
        while piece:
            yield unpack(piece)
            piece = file.read(CHUNK)


def read_lines(path, truncated=False):
    """The lines as objects, the header first. Where the end is missing it fails, or just stops if `truncated`."""
    rest = b""
    last = {}
    number = 0
    for piece in read_pieces(path):
        *texts, rest = (rest + piece).split(b"\n")
        for number, text in enumerate(texts, number + 1):
            if text.strip():
                last = read_line(text, number)
                yield last
    if "end" not in last and not truncated:
        raise TraceError(f"line {number + 1}: the trace was cut off: it has no end line")


def read_line(text, number):
    try:
        line = json.loads(text)
    except ValueError as error:
        raise TraceError(f"line {number}: {error}") from None
    if not isinstance(line, dict) or (number == 1 and line.get("format") != "shape-trace"):
        raise TraceError(f"line {number}: this is no shape trace")
    return line
