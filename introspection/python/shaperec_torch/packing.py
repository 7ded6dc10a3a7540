# SPDX-License-Identifier: LGPL-2.1-or-later
"""How a trace is packed as it grows: gzip (RFC 1952), in pieces that can each be unpacked at once."""

import functools
import zlib

GZIP = 16 + zlib.MAX_WBITS
# How far and how much a copy can reach (RFC 1951, 3.2.5).
LONGEST_DISTANCE = 32768
SHORTEST_COPY, LONGEST_COPY = 3, 258
# How many copies the compressor may be behind.
MOST_UNSEEN = 1024


class Often:
    """A piece of text that comes often, in one trace."""

    __slots__ = ("data", "size", "place", "copies")

    def __init__(self, data):
        self.data = data
        self.size = len(data)
        self.place = -LONGEST_DISTANCE - 1  # in the text, where it stood last
        self.copies = {}                    # by the distance to that place

    def copy(self, distance):
        """The block that copies the piece from there; None where a block can't."""
        if distance > LONGEST_DISTANCE or not SHORTEST_COPY <= self.size <= LONGEST_COPY:
            return None
        copy = self.copies[distance] = write_copy(self.size, distance)
        return copy


class Unpacked:
    """Stands for a Packer where the text stays as it is."""

    def pack(self, data):
        return data

    def repeat(self, piece):
        return piece.data

    def finish(self):
        return b""


class Packer:
    """Packs text piece by piece.

    `pack` and `repeat` give whole bytes from which the piece can be unpacked without those that follow.
    To have the compressor do that takes several times as long as to write the bytes. Most pieces of a
    trace are a line that was there shortly before; `repeat` writes these as a copy by itself, and has
    the compressor see them later, so that its own copies still reach back as far as they must.
    """

    def __init__(self):
        self.compressor = zlib.compressobj(1, zlib.DEFLATED, GZIP)
        self.size = 0      # of the text so far
        self.unseen = []   # what the compressor has not seen yet

    def pack(self, data):
        if self.unseen:
            self.catch_up()
        self.size += len(data)
        return self.compress(data)

    def repeat(self, piece):
        """As pack, for a piece that comes often."""
        size = self.size
        distance = size - piece.place
        copy = piece.copies.get(distance) or piece.copy(distance)
        piece.place = size
        if copy is None or len(self.unseen) > MOST_UNSEEN:
            return self.pack(piece.data)
        self.size = size + piece.size
        self.unseen.append(piece.data)
        return copy

    def finish(self):
        self.catch_up()
        return self.compressor.flush()

    def catch_up(self):
        # It ends at a whole byte both before and after, so that these bytes can stand for those it gives.
        self.compress(b"".join(self.unseen))
        self.unseen.clear()

    def compress(self, data):
        return self.compressor.compress(data) + self.compressor.flush(zlib.Z_SYNC_FLUSH)


@functools.lru_cache(1 << 14)
def write_copy(length, distance):
    """A block that copies what stands so far back, and an empty one that ends at a whole byte."""
    bits, n_bits = begin_copy(length)
    code, rest, n_rest = split(distance - 1, 1)
    bits |= (CODES_OF_DISTANCES[code] | rest << 5) << n_bits
    # The end of the block, of seven zeros, and the head of an empty one, of three.
    n_bits += 5 + n_rest + 7 + 3
    return bits.to_bytes((n_bits + 7) // 8, "little") + b"\0\0\xff\xff"


@functools.lru_cache
def begin_copy(length):
    """The bits of a block of fixed codes as far as the length of a copy, and their number."""
    code, rest, n_rest = split(length - SHORTEST_COPY, 2) if length < LONGEST_COPY else (28, 0, 0)
    # The lengths have the codes from 257, of which those from 280 are longer.
    code, n_bits = (code + 1, 7) if code < 23 else (code - 23 + 0b11000000, 8)
    return 0b010 | reverse(code, n_bits) << 3 | rest << n_bits + 3, 3 + n_bits + n_rest


def split(number, n_bits):
    """The code of a length or distance; the bits that it leaves out, and how many they are.

    A code stands for the highest bit and as many as `n_bits` after it.
    """
    n_rest = max(number.bit_length() - n_bits - 1, 0)
    return (n_rest << n_bits) + (number >> n_rest), number & (1 << n_rest) - 1, n_rest


def reverse(bits, n_bits):
    """Codes stand with their highest bit first, numbers with their lowest."""
    return int(f"{bits:0{n_bits}b}"[::-1], 2)


CODES_OF_DISTANCES = [reverse(code, 5) for code in range(30)]
