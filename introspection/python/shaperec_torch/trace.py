# SPDX-License-Identifier: LGPL-2.1-or-later
"""The trace of one environment, written line by line as things happen."""

import contextlib
import json
import threading

import sympy
import torch
from torch.fx.experimental import _config

from . import state
from .complaints import complain, describe, never_raises
from .definitions import DefinitionWriter
from .events import FX_CALL
from .expressions import ExpressionWriter
from .guards import GuardWriter
from .packing import Often
from .places import PlaceFinder
from .unrecorded import Watch
from .values import ValueWriter

SETTINGS = """
use_duck_shape backed_size_oblivious symbol_guard_limit_before_specialize aggressive_guard_free_semantics
inject_EVALUATE_EXPR_flip_equality_TESTING_ONLY translation_validation translation_validation_no_bisect
""".split()

encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


def join(lines):
    return "\n".join(lines) + "\n"


def drop(_):
    """Where the lines go that come after the end."""


def write_config():
    return {name: getattr(_config, name) for name in SETTINGS}


class Call:
    """A call that is under way: its line so far, and the environment's state before it."""

    __slots__ = ("line", "before", "source")

    def __init__(self, line, before, source):
        self.line = line
        self.before = before
        self.source = source


class TraceWriter:
    """Writes the trace of one environment, which it does not keep alive.

    `open_file` gives the file; it is asked when there is an event beside the constructor. Calls of
    several threads stand in the order of their returns; of calls inside a call only the outermost is
    written.
    """

    def __init__(self, open_file, env, settings, *, effects, names):
        self.open_file = open_file
        self.file = None
        self.with_effects = effects
        self.names = names
        self.is_closed = False
        self.n_events = 1
        self.lock = threading.RLock()
        self.inside = set()  # the threads that are inside a call
        self.idle = []       # the lines of calls that change and tell nothing, before the file is made
        self.put_idle = self.idle.append
        self.idle_lines = {}
        self.lines = []      # what is written next: definitions as objects, events as texts
        self.expressions = ExpressionWriter(self.lines.append)
        self.values = ValueWriter(self.expressions)
        self.definitions = DefinitionWriter(self.values, self.lines.append, names, self.is_new)
        self.places = PlaceFinder(names)
        self.guards = GuardWriter(self)
        self.watch = Watch(env)
        self.first_lines = self.make_first_lines(env, settings)

    def make_first_lines(self, env, settings):
        return [
            {
                "format": "shape-trace",
                "version": 1,
                "producer": f"torch {torch.__version__}, sympy {sympy.__version__}",
                "meta": {},
                "config": write_config(),
                "translation_validation": env._translation_validation_enabled,
            },
            {"event": "ShapeEnv", "args": self.names.settings(settings)},
        ]

    # The file

    def is_new(self, line):
        return any(line is waiting for waiting in self.lines)

    def add_event(self, line):
        self.lines.append(encode(line))
        self.n_events += 1

    def open(self):
        """Makes the file, with what it starts with."""
        self.file = self.open_file()
        if self.names.is_plain:
            self.first_lines[0]["meta"]["name"] = self.file.name
        self.put(self.file.write, join(map(encode, self.first_lines)))
        for line in self.idle:
            self.put(self.file.write_often, line)
        self.put_idle = drop if self.is_closed else self.file.write_often

    def flush(self):
        """Puts all that waits into the file."""
        if self.file is None:
            self.open()
        self.put(self.file.write, join(line if isinstance(line, str) else encode(line) for line in self.lines))
        self.lines.clear()

    def put(self, write, data):
        if self.is_closed:
            return
        try:
            write(data)
        except OSError as error:
            self.give_up(error)

    def give_up(self, error):
        complain(f"a trace ends here, it can't be written: {describe(error)}")
        self.abandon()

    def end_here(self):
        self.is_closed = True
        self.put_idle = drop

    def abandon(self):
        """Leaves the trace as it is."""
        self.end_here()
        if self.file is not None:
            self.file.abandon()

    # The calls

    def record(self, event, function, env, args, kwargs):
        """Calls a method of the environment, and writes what it was asked and what it did."""
        thread = threading.get_ident()
        if self.is_closed or thread in self.inside:
            return function(env, *args, **kwargs)
        self.inside.add(thread)
        try:
            call = self.begin(event, env, args, kwargs)
            try:
                result = function(env, *args, **kwargs)
            except Exception as error:
                self.end(event, call, env, None, error)
                raise
            self.end(event, call, env, result, None)
            return result
        finally:
            self.inside.discard(thread)

    def record_bare(self, event, function, env):
        """As record, for a call that has no arguments, gives nothing, and leaves the state alone."""
        if self.is_closed or threading.get_ident() in self.inside:
            return function(env)
        try:
            result = function(env)
        except Exception as error:
            self.end(event, self.begin(event, env, (), {}), env, None, error)
            raise
        key = event, torch.compiler._is_exporting_flag
        self.add_idle(self.idle_lines.get(key) or self.keep_idle(key, event.write_bare()))
        return result

    def record_idle(self, env, args):
        """Adds a call that makes no node; tells whether it was one that needs no more."""
        if self.is_closed or (self.inside and threading.get_ident() in self.inside):
            return True
        key = args, torch.compiler._is_exporting_flag
        try:
            line = self.idle_lines[key]
        except (KeyError, TypeError):
            line = self.make_idle(env, args, key)
        if line is not None:
            self.add_idle(line)
        return line is not None

    def add_idle(self, line):
        """Writes the line of a call that neither changes nor tells anything: it alone makes no trace."""
        # There are so many that each step counts.
        try:
            with self.lock:
                self.put_idle(line)
                self.n_events += 1
        except Exception as error:
            self.give_up(error)

    @never_raises
    def make_idle(self, env, args, key):
        with self.lock:
            line = FX_CALL.write_idle(self, env, args)
            return None if line is None else self.keep_idle(key, line)

    def keep_idle(self, key, line):
        text = join([encode({**line, **self.write_mode()})])
        piece = self.idle_lines[key] = Often(text.encode("utf-8", "backslashreplace"))
        return piece

    def write_mode(self):
        return {"exporting": True} if torch.compiler.is_exporting() else {}

    @never_raises
    def begin(self, event, env, args, kwargs):
        with self.lock:
            self.write_unrecorded(env)
            line = {"event": event.name, "args": event.write_args(self, env, args, kwargs)}
            if event.has_inputs and env.tracked_fakes is not None:
                line["tracked_fakes"] = self.definitions.tracked_fakes(env.tracked_fakes)
            line |= self.write_mode()
            if event.has_place:
                line["where"] = self.places.find()
            before = state.take_state(env) if self.with_effects else None
            return Call(line, before, event.find_source(args, kwargs))

    def end(self, event, call, env, result, error):
        if self.is_closed:
            return
        if call is None or not self.write_call(event, call, env, result, error):
            # The next event tells that this one is missing.
            self.values.unwritten.append(f"the event {event.name}")
            self.overlook(env)

    @never_raises
    def overlook(self, env):
        """What has happened until now is not told."""
        with self.lock:
            self.watch.look(env)

    @never_raises
    def write_call(self, event, call, env, result, error):
        """Writes the event of a call that has ended; tells whether that worked."""
        with self.lock:
            line = call.line
            if error is not None:
                message = str(error).splitlines()
                line["raised"] = {"class": type(error).__name__, "message": self.names.text(message[0]) if message else ""}
            elif result is not None:
                line["result"] = event.write_result(self, result)
            self.watch.look(env)
            if call.before is not None:
                effects = state.write_effects(self, call.before, state.take_state(env))
                if effects:
                    line["effects"] = effects
            self.name_unwritten(line)
            if not self.names.is_plain and call.source is not None:
                self.definitions.number_symbols(call.source, line, env.source_to_var)
            self.add_event(line)
            self.flush()
            return True

    def name_unwritten(self, line):
        """Names in the line what of it a trace has no form for."""
        if self.values.unwritten:
            line["unwritten"] = self.values.unwritten[:]
            self.values.unwritten.clear()

    def write_unrecorded(self, env):
        """Writes what was done to the environment without a call that PyTorch records."""
        # What another thread's call has done so far is its own.
        changes = self.watch.find_changes(self, env) if len(self.inside) == 1 else None
        for line in (changes, self.watch.find_mode()):
            if line is not None:
                self.add_event(line if self.with_effects else without_effects(line))

    def ask(self, function, env, args, kwargs):
        """Has the environment produce guards, as the program wants it."""
        if self.is_closed or threading.get_ident() in self.inside:
            return function(env, *args, **kwargs)
        with self.guards.watch(env, args, kwargs) as asked:
            asked.answer = function(env, *args, **kwargs)
        return asked.answer

    @contextlib.contextmanager
    def unwatched(self):
        """What this thread does inside is the recorder's own doing, and no event."""
        thread = threading.get_ident()
        was_inside = thread in self.inside
        self.inside.add(thread)
        try:
            yield
        finally:
            if not was_inside:
                self.inside.discard(thread)

    # The end

    def close(self, env):
        """Writes the state of the environment as it is now, its guards, and the end."""
        if self.is_closed:
            return
        with self.unwatched(), self.lock:
            self.write_end(env)
            self.end_here()

    @never_raises
    def write_end(self, env):
        if self.file is None:
            return
        self.write_unrecorded(env)
        self.write_state(env)
        self.guards.write(env)
        self.lines.append({"end": self.n_events})
        self.flush()
        self.file.close()

    def write_state(self, env):
        self.lines.append({"state": state.write_state(self, env)})


def without_effects(line):
    return {key: value for key, value in line.items() if key != "effects"}
