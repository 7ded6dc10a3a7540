#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Traces in Python: mirrors tests/test-trace.c."""

import os
import unittest

import gi

gi.require_version("ShapeRec", "1.0")
from gi.repository import Gio, GLib, ShapeRec  # noqa: E402

DATA = os.path.join(os.path.dirname(__file__), "..", "data", "traces")


def read_text(text):
    stream = Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(text.encode()))
    return ShapeRec.Trace.new_from_stream(stream, ShapeRec.TraceFlags.NONE)


class TestTrace(unittest.TestCase):
    def setUp(self):
        file = Gio.File.new_for_path(os.path.join(DATA, "nn", "roll.0.jsonl.gz"))
        self.trace = ShapeRec.Trace.new_from_file(file, ShapeRec.TraceFlags.NONE)

    def test_list(self):
        self.assertEqual(len(self.trace), self.trace.get_n_events())
        names = [event.get_name() for event in self.trace]
        self.assertEqual(names[0], "ShapeEnv")
        self.assertIn("evaluate_expr", names)

    def test_replay(self):
        env = self.trace.replay(self.trace.get_n_events())
        self.assertEqual(str(env.list_guards()[1].get_expr()), "s77 - s86 >= 0")

    def test_save(self):
        env = ShapeRec.Env.new()
        env.create_unbacked_symint()
        stream = Gio.MemoryOutputStream.new_resizable()
        env.write_trace(stream)
        stream.close()
        read = ShapeRec.Trace.new_from_stream(
            Gio.MemoryInputStream.new_from_bytes(stream.steal_as_bytes()), ShapeRec.TraceFlags.NONE
        )
        self.assertTrue(env.check_state_equal(read.replay(read.get_n_events())))

    def test_set_state(self):
        env = ShapeRec.Env.new()
        env.create_unbacked_symint()
        env.set_state('{"var_to_hint_override": {"set": {"u0": 42}}}')
        self.assertEqual(env.format_field("var_to_hint_override"), "{u0: 42}")
        self.assertEqual(env.list_events()[2].format_argument("changes"), '{"var_to_hint_override":{"set":{"u0":42}}}')
        with self.assertRaises(GLib.Error):
            env.set_state('{"guards": {"now": []}}')

    def test_malformed(self):
        for desc, text in [
            ("nothing", ""),
            ("no JSON", "rubbish\n"),
            ("no header", '{"end":1}\n'),
            ("binary", "\x01\x02\x03\n"),
        ]:
            with self.subTest(desc), self.assertRaises(GLib.Error) as caught:
                read_text(text)
            self.assertEqual(caught.exception.domain, GLib.quark_to_string(ShapeRec.Error.quark()))


if __name__ == "__main__":
    unittest.main()
