#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How a trace is packed: each piece can be unpacked as soon as it is there, and the whole by any reader."""

import gzip
import random
import unittest
import zlib

import support  # noqa: F401

from shaperec_torch import packing
from shaperec_torch.packing import Often, Packer, Unpacked, write_copy

DISTANCES = [1, 2, 3, 4, 5, 8, 9, 100, 257, 258, 1024, 1025, 24577, 32767, 32768]
SIZES = [1, 2, 3, 4, 10, 11, 12, 60, 115, 256, 257, 258, 259, 400]


def make_text(draw, size):
    return bytes(draw.choice(b"abcdefgh\n") for _ in range(size))


def copy_by_hand(text, length, distance):
    text = bytearray(text)
    for _ in range(length):
        text.append(text[-distance])
    return bytes(text)


class PackingTest(unittest.TestCase):
    def check_pieces(self, packer, pieces):
        """Each piece, packed, unpacks to itself without the next; all together are a gzip file."""
        unpacker = zlib.decompressobj(packing.GZIP)
        packed = b""
        for piece in pieces:
            often = isinstance(piece, Often)
            part = packer.repeat(piece) if often else packer.pack(piece)
            self.assertEqual(unpacker.decompress(part), piece.data if often else piece)
            packed += part
        packed += packer.finish()
        self.assertEqual(gzip.decompress(packed), b"".join(getattr(piece, "data", piece) for piece in pieces))
        return packed

    def test_a_copy_is_what_stands_so_far_back(self):
        draw = random.Random(1)
        text = draw.randbytes(packing.LONGEST_DISTANCE)
        stored = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
        before = stored.compress(text) + stored.flush(zlib.Z_SYNC_FLUSH)
        for length in range(packing.SHORTEST_COPY, packing.LONGEST_COPY + 1):
            for distance in DISTANCES:
                with self.subTest(length=length, distance=distance):
                    unpacked = zlib.decompressobj(-zlib.MAX_WBITS).decompress(before + write_copy(length, distance))
                    self.assertEqual(unpacked, copy_by_hand(text, length, distance))

    def test_pieces_of_any_size_in_any_order(self):
        for seed in range(40):
            draw = random.Random(seed)
            often = [Often(make_text(draw, draw.choice(SIZES))) for _ in range(5)]
            pieces = [draw.choice(often) if draw.random() < 0.7 else make_text(draw, draw.randrange(300))
                      for _ in range(draw.choice([10, 100, 400]))]
            with self.subTest(seed=seed):
                self.check_pieces(Packer(), pieces)

    def test_what_stands_too_far_back_is_written_anew(self):
        line = b"a line of a trace\n"
        far = random.Random(2).randbytes(packing.LONGEST_DISTANCE)
        for gap in (far[len(line):], far[len(line) - 1:], far):
            with self.subTest(gap=len(gap)):
                often = Often(line)
                self.check_pieces(Packer(), [often, gap, often, often])

    def test_many_copies_in_a_row_are_small(self):
        line = Often(b"a line of a trace\n" * 5)
        packed = self.check_pieces(Packer(), [line] * (3 * packing.MOST_UNSEEN) + [b"another\n"])
        self.assertLess(len(packed), 12 * 3 * packing.MOST_UNSEEN)

    def test_unpacked_text_stays_as_it_is(self):
        packer = Unpacked()
        self.assertEqual(packer.pack(b"a\n") + packer.repeat(Often(b"b\n")) + packer.finish(), b"a\nb\n")


if __name__ == "__main__":
    unittest.main()
