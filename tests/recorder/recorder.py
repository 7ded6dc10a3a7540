#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a recorder promises: what is in a trace, where it is, and that the program notices nothing."""

import contextlib
import gc
import glob
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import weakref
from unittest import mock

import support

import sympy
import torch
from torch._dynamo.source import LocalSource, TensorProperty, TensorPropertySource, UnspecializedNNModuleSource
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx.experimental import symbolic_shapes
from torch.fx.experimental.symbolic_shapes import DimDynamic, ShapeEnv, StatelessSymbolicContext
from torch.utils._sympy.functions import FloorDiv

import shaperec_torch
from shaperec_torch import complaints, recorder, state
from shaperec_torch.events import EVENTS
from shaperec_torch.lines import read_lines

SCRIPT = """
import sys, torch
model = torch.compile(lambda x, n: x[:n] * n if n * 2 < x.shape[0] else x + n, backend="eager", dynamic=True)
model(torch.ones(13), 5)
print(sys.argv[1:], model(torch.ones(13), 9).sum().item())
"""


def make_size(env, name, value):
    source = LocalSource(name)
    return env.create_symintnode(env.create_symbol(value, source), hint=value, source=source)


def find_state(lines):
    return next(line["state"] for line in lines if "state" in line)


class RecorderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        complaints.told.clear()

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def record(self, program, name="run.jsonl.gz", **options):
        """The lines of the one trace of a program that gets an environment."""
        path = self.path(name)
        with shaperec_torch.record(path, effects=True, **options):
            program(ShapeEnv())
        if support.TOOL:
            self.assertEqual(support.verify(path), "")
        return support.read_trace(path)

    # Files

    def test_one_environment_has_the_given_name(self):
        lines = self.record(lambda env: bool(make_size(env, "x", 5) > 3))
        self.assertEqual(os.listdir(self.folder), ["run.jsonl.gz"])
        self.assertEqual((lines[0]["format"], lines[0]["meta"]), ("shape-trace", {"name": "run"}))
        self.assertEqual(lines[-1]["end"], len(support.events_of(lines)))
        self.assertEqual([line["state"]["guards"] for line in lines if "state" in line], [[["Gt(s52, 3)", False]]])

    def test_several_environments_have_numbers(self):
        with shaperec_torch.record(self.path("run.jsonl")):
            for value in (5, 6, 7):
                bool(make_size(ShapeEnv(), "x", value) > 3)
            ShapeEnv()  # nothing happens in this one
        self.assertEqual(sorted(os.listdir(self.folder)), [f"run.{i}.jsonl" for i in range(3)])

    def test_a_folder_has_an_index(self):
        with shaperec_torch.record(self.path("traces")):
            bool(make_size(ShapeEnv(), "x", 5) > 3)
        with open(self.path("traces", "index.json")) as file:
            index = json.load(file)
        self.assertEqual((index["complete"], index["traces"]), (True, ["0.jsonl.gz"]))

    def test_each_event_is_written_when_it_returns(self):
        with shaperec_torch.record(self.path("run.jsonl")):
            size = make_size(ShapeEnv(), "x", 5)
            for limit in (1, 2, 3):
                bool(size > limit)
                with open(self.path("run.jsonl")) as lines:
                    last = json.loads(lines.readlines()[-1])
                self.assertEqual(last["args"]["orig_expr"], f"Gt(s52, {limit})")

    def test_calls_that_tell_nothing_are_written_when_they_return(self):
        for name in ("run.jsonl", "run.jsonl.gz"):
            path = self.path(name)
            with self.subTest(name), shaperec_torch.record(path):
                env = ShapeEnv()
                env._create_fx_call_function(torch.sym_max, (False, None))
                env.freeze()
                expected = ["ShapeEnv", "_create_fx_call_function", "freeze"]
                for function in (torch.sym_min, torch.sym_max, torch.sym_min):
                    env._create_fx_call_function(function, (False, None))
                    env._suppress_guards_enter()
                    env._suppress_guards_exit()
                    expected += ["_create_fx_call_function", "_suppress_guards_enter", "_suppress_guards_exit"]
                    self.assertEqual(support.events_of(read_lines(path, truncated=True)), expected)
            self.assertEqual(support.read_trace(path)[-1], {"end": len(expected)})

    def test_calls_that_tell_nothing_make_no_trace(self):
        with shaperec_torch.record(self.path("run.jsonl")):
            ShapeEnv()._create_fx_call_function(torch.sym_max, (False, None))
        self.assertEqual(os.listdir(self.folder), [])

    def test_calls_that_tell_nothing_come_too_late_after_the_end(self):
        with shaperec_torch.record(self.path("run.jsonl")) as recording:
            env = ShapeEnv()
            env.freeze()
            writer = recording.writers[env]
        writer.record_idle(env, (torch.sym_max, (False, None)))
        suppress = next(event for event in EVENTS if event.name == "_suppress_guards_enter")
        writer.record_bare(suppress, lambda _: None, env)
        self.assertEqual(support.read_trace(self.path("run.jsonl"))[-1], {"end": 2})
        self.assertEqual(complaints.told, set())

    def test_of_two_recordings_the_later_gets_the_environment(self):
        with shaperec_torch.record(self.path("outer.jsonl")):
            with shaperec_torch.record(self.path("inner.jsonl")):
                env = ShapeEnv()
                bool(make_size(env, "x", 5) > 3)
            bool(make_size(ShapeEnv(), "x", 5) > 3)
        self.assertEqual(sorted(os.listdir(self.folder)), ["inner.jsonl", "outer.jsonl"])
        self.assertNotIn("__del__", vars(ShapeEnv))

    # Events

    def test_a_call_that_raises_is_an_event(self):
        def program(env):
            with self.assertRaises(symbolic_shapes.GuardOnDataDependentSymNode):
                bool(env.create_unbacked_symint() > 3)

        lines = self.record(program)
        self.assertEqual([line["raised"]["class"] for line in lines if "raised" in line], ["GuardOnDataDependentSymNode"])

    def test_what_pytorch_does_not_record(self):
        def program(env):
            size = make_size(env, "x", 5)
            env.frozen = True
            bool(size > 3)

        lines = self.record(program)
        self.assertEqual([line["event"] for line in lines if line.get("unrecorded")], ["freeze"])
        self.assertTrue(shaperec_torch.replay(self.path("run.jsonl.gz")).frozen)

    def test_frozen_for_a_while(self):
        def program(env):
            size = make_size(env, "x", 5)
            with env.error_on_new_guards():
                bool(size > 1)
            bool(size > 3)

        lines = self.record(program)
        self.assertEqual([line["args"] for line in lines if line.get("unrecorded")], [
            {"changes": {"frozen": {"now": True}}, "error_on_new_guards": True},
            {"changes": {"frozen": {"now": False}}, "error_on_new_guards": False},
        ])
        self.assertFalse(find_state(lines)["frozen"])

    def test_a_replay_ends_equal(self):
        kept = []

        def program(env):
            kept.append(env)
            first, second = make_size(env, "x", 5), make_size(env, "y", 10)
            bool(first * 2 == second)
            size = env.create_unbacked_symint()
            torch._check(size < first)

        self.record(program)
        kept[0].check_equal(shaperec_torch.replay(self.path("run.jsonl.gz")))

    def test_symbols_that_are_ignored(self):
        def program(env):
            with env.ignore_fresh_unbacked_symbols():
                env.create_unbacked_symint()
            env.create_unbacked_symint()

        lines = self.record(program)  # which verifies
        self.assertEqual([line["args"] for line in lines if line.get("unrecorded")], [{"b": True}, {"b": False}])
        self.assertEqual(find_state(lines)["pending_fresh_unbacked_symbols"], ["u1"])

    def test_what_became_a_number_outside_of_an_event(self):
        def program(env):
            first, second = make_size(env, "x", 12), make_size(env, "y", 40)
            bool(first % 4 == 0)
            bool(first == 12)
            quotient = FloorDiv(second.node.expr, 8)
            env.simplify(quotient)
            self.assertEqual(env.divisible, set())
            bool(second > 3)
            ends.pop()(env, quotient)

        for ending in (lambda env, _: None, lambda env, quotient: env.evaluate_expr(sympy.Gt(quotient, 2))):
            ends = [ending]
            lines = self.record(program)  # which verifies
        self.assertEqual([line["effects"]["divisible"] for line in lines if "divisible" in line.get("effects", {})],
                         [{"append": ["Mod(s52, 4)"]}, {"now": []}])

    def test_a_replay_has_the_functions_that_it_gets(self):
        def is_even(size):
            return size % 2 == 0

        def program(env):
            context = StatelessSymbolicContext([DimDynamic.DYNAMIC], specialize_on=[[is_even]])
            env._create_symbolic_sizes_strides_storage_offset([5], [1], 0, [True], LocalSource("x"), symbolic_context=context)

        self.record(program)
        for functions, error in ({"is_even": is_even}, None), (None, shaperec_torch.TraceError):
            env = shaperec_torch.replay(self.path("run.jsonl.gz"), functions=functions)
            specialization, = env.specializations
            with self.assertRaises(error) if error else contextlib.nullcontext():
                with env.patch_source_specialization(specialization.source, specialization.check_fn):
                    self.assertTrue(env.frozen)

    def test_a_compile_for_a_special_size(self):
        def is_eight(size):
            return size == 8

        tensor = torch.ones(8, 3)
        torch._dynamo.mark_dynamic(tensor, 0, specialize_on=[is_eight])
        with shaperec_torch.record(self.path("run.jsonl"), effects=True):
            torch.compile(lambda x: x.view(-1) * x.shape[0], backend="aot_eager")(tensor)
        self.assertTrue(shaperec_torch.replay(self.path("run.jsonl")).specializations)
        if support.TOOL:
            self.assertEqual(support.verify(self.path("run.jsonl")), "")

    def test_sources_of_one_name(self):
        def program(env):
            for source in (LocalSource("x"), LocalSource("x", is_input=True), UnspecializedNNModuleSource(LocalSource("x"))):
                size = TensorPropertySource(source, TensorProperty.SIZE, 0)
                env.create_symbol(5, size)

        lines = self.record(program)
        again = self.path("again.jsonl")
        with shaperec_torch.record(again, effects=True):
            shaperec_torch.replay(self.path("run.jsonl.gz"))
        sources = [[line for line in found if line.get("define") == "source"] for found in (lines, support.read_trace(again))]
        self.assertEqual(len(sources[0]), 6)
        self.assertEqual(sources[0], sources[1])

    # The program

    def test_no_tensor_is_kept(self):
        with shaperec_torch.record(self.path("run.jsonl")):
            tensor = torch.ones(5, 7)
            mode = FakeTensorMode(shape_env=ShapeEnv(tracked_fakes=[]))
            context = StatelessSymbolicContext([DimDynamic.DYNAMIC] * 2)
            fake = mode.from_tensor(tensor, source=LocalSource("x"), symbolic_context=context)
            bool(fake.shape[0] > 2)
            found = [weakref.ref(thing) for thing in (tensor, fake)]
            del tensor, fake, mode
            gc.collect()
            self.assertEqual([ref() for ref in found], [None, None])

    def test_the_end_is_written_when_an_environment_goes(self):
        with shaperec_torch.record(self.path("run.jsonl")):
            env = ShapeEnv()
            env.freeze()
            gone = weakref.ref(env)
            del env
            gc.collect()
            self.assertIsNone(gone())
            self.assertEqual(support.read_trace(self.path("run.jsonl"))[-1], {"end": 2})

    def test_an_environment_in_a_cycle_ends_too(self):
        with shaperec_torch.record(self.path("run.jsonl")):
            env = ShapeEnv()
            env.itself = env
            env.freeze()
            del env
            gc.collect()
            self.assertEqual(support.read_trace(self.path("run.jsonl"))[-1], {"end": 2})

    def test_two_threads(self):
        def work(name):
            env = ShapeEnv()
            for i in range(100):
                bool(make_size(env, f"{name}{i}", i + 3) * 2 > i)

        with shaperec_torch.record(self.path("traces"), effects=True):
            threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        traces = glob.glob(self.path("traces", "*.gz"))
        self.assertEqual(len(traces), 4)
        if support.TOOL:
            self.assertEqual(support.verify(*traces), "")

    def test_threads_with_one_environment(self):
        def work(env, size):
            for i in range(50):
                bool(size * 2 > i)
                env._suppress_guards_enter()
                env._suppress_guards_exit()

        with shaperec_torch.record(self.path("run.jsonl")):
            env = ShapeEnv()
            threads = [threading.Thread(target=work, args=(env, make_size(env, name, 7))) for name in "abcd"]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        lines = support.read_trace(self.path("run.jsonl"))
        self.assertEqual(lines[-1]["end"], len(support.events_of(lines)))
        self.assertEqual(support.events_of(lines).count("_suppress_guards_exit"), 4 * 50)

    def test_a_recorded_compile_keeps_no_more(self):
        def compile_and_count():
            model, tensor = torch.nn.Linear(3, 3), torch.ones(5, 3)
            torch.compile(model, backend="aot_eager", dynamic=True)(tensor)
            del model, tensor
            torch._dynamo.reset()
            gc.collect()
            return sum(issubclass(type(thing), torch.Tensor) for thing in gc.get_objects())

        def count_kept():
            # PyTorch's caches keep each environment for a while, with what it holds.
            before = compile_and_count()
            return compile_and_count() - before

        plain = count_kept()
        with shaperec_torch.record(self.path("traces"), effects=True):
            self.assertEqual(count_kept(), plain)

    def test_two_threads_compile(self):
        def work(n):
            try:
                torch.compile(lambda x: x[:n].view(-1) * x.shape[0], backend="eager", dynamic=True)(torch.ones(8 + n))
            except Exception as error:
                failed.append(error)

        failed = []
        with shaperec_torch.record(self.path("traces"), effects=True):
            threads = [threading.Thread(target=work, args=(n,)) for n in (2, 3)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(failed, [])
        if support.TOOL:
            self.assertEqual(support.verify(*glob.glob(self.path("traces", "*.gz"))), "")

    def test_a_value_without_a_form_is_named(self):
        with shaperec_torch.record(self.path("run.jsonl")), mock.patch.object(os, "write", wraps=os.write) as written:
            env = ShapeEnv()
            for _ in range(2):
                env._create_fx_call_function(torch.sym_max, (object(), None))
            told = [call.args[1] for call in written.mock_calls if call.args[1].startswith(b"shaperec_torch")]
        named = [line["unwritten"] for line in support.read_trace(self.path("run.jsonl")) if "unwritten" in line]
        self.assertEqual(named, [["builtins.object"]] * 2)
        self.assertEqual(len(told), 1)

    def test_a_line_that_cannot_be_written(self):
        with shaperec_torch.record(self.path("run.jsonl")):
            env = ShapeEnv()
            env._create_fx_call_function(torch.sym_max, (10 ** 5000, None))
            env.freeze()
        lines = support.read_trace(self.path("run.jsonl"))
        self.assertEqual([line.get("unwritten") for line in lines if "event" in line],
                         [None, ["the event _create_fx_call_function"]])
        self.assertEqual(lines[-1], {"end": 2})

    def test_a_failure_of_the_recorder_stays_in_it(self):
        with mock.patch.object(complaints, "told", set()):
            with shaperec_torch.record(self.path("run.jsonl"), effects=True):
                env = ShapeEnv()
                with mock.patch.object(state, "take_state", side_effect=ZeroDivisionError):
                    size = make_size(env, "x", 5)
                self.assertTrue(size > 3)
        named = [line["unwritten"] for line in support.read_trace(self.path("run.jsonl")) if "unwritten" in line]
        self.assertEqual(named, [["the event create_symbol", "the event create_symintnode"]])

    def test_a_full_disk_stays_in_it(self):
        with shaperec_torch.record(self.path("run.jsonl")) as active:
            env = ShapeEnv()
            size = make_size(env, "x", 5)
            file = active.writers[env].file
            with mock.patch.object(file, "put", side_effect=OSError(28, "No space left")):
                self.assertTrue(size > 3)
            self.assertTrue(size > 2)
            self.assertEqual(active.path_of(env), self.path("run.jsonl"))

    def test_another_pytorch_is_refused(self):
        with mock.patch.object(recorder.torch, "__version__", "2.14.0"):
            with self.assertRaisesRegex(shaperec_torch.UntestedTorch, "2.14.0"):
                with shaperec_torch.record(self.path("run.jsonl")):
                    pass
            with shaperec_torch.record(self.path("run.jsonl"), allow_untested=True):
                pass

    # Names

    def test_short_names(self):
        def program(env):
            first, second = make_size(env, "secret", 5), make_size(env, "hidden", 7)
            env.guard_or_defer_runtime_assert((first < second).node.expr, "a word of the user")
            env.create_unbacked_symint(LocalSource("third"))

        lines = self.record(program, anonymize=True)
        for word in ("secret", "hidden", "third", "user", "recorder.py"):
            self.assertNotIn(word, json.dumps(lines))
        shaperec_torch.replay(self.path("run.jsonl.gz"))

    # Programs that can't be changed

    def run_script(self, *before, **environment):
        script = self.path("script.py")
        with open(script, "w") as file:
            file.write(SCRIPT)
        # PyTorch warns, once a process, where there is no NumPy: not our words.
        settings = {"PYTHONPATH": support.PACKAGE, "PYTHONWARNINGS": "ignore:Failed to initialize NumPy"}
        return subprocess.run([sys.executable, *before, script, "one", "--two"],
                              env=os.environ | settings | environment, capture_output=True, text=True, timeout=300)

    def check_script(self, done, pattern):
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "['one', '--two'] 130.0\n", ""))
        traces = glob.glob(self.path(*pattern))
        self.assertEqual(len(traces), 2)
        if support.TOOL:
            self.assertEqual(support.verify(*traces), "")

    def test_the_command(self):
        done = self.run_script("-m", "shaperec_torch", "-o", self.path("traces"), "--effects")
        self.check_script(done, ["traces", "*.gz"])

    def test_the_environment_variable(self):
        start = "import sys, runpy, shaperec_torch_autostart; del sys.argv[0]; runpy.run_path(sys.argv[0])"
        done = self.run_script("-c", start, SHAPEREC_TRACE=self.path("traces"))
        self.check_script(done, ["traces", "*", "*.gz"])

    @unittest.skipUnless(importlib.util.find_spec("pip"), "needs pip")
    @unittest.skipUnless(importlib.util.find_spec("setuptools"), "needs setuptools")
    def test_the_package(self):
        package, target = self.path("package"), self.path("site")
        shutil.copytree(support.PACKAGE, package, ignore=shutil.ignore_patterns("gi", "__pycache__"))
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
                   "--disable-pip-version-check", "--target", target, package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=200)
        installed = os.listdir(target)
        for name in ("shaperec_torch", "shaperec_torch.pth", "shaperec_torch_autostart.py"):
            self.assertIn(name, installed)


if __name__ == "__main__":
    unittest.main()
