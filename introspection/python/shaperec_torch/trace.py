# SPDX-License-Identifier: LGPL-2.1-or-later
"""The trace of one environment, written line by line as things happen."""

import gzip
import json
import threading

import sympy
import torch
from torch.fx.experimental import _config

from . import state
from .definitions import DefinitionWriter
from .expressions import ExpressionWriter
from .places import find_places
from .values import ValueWriter

SETTINGS = """
use_duck_shape backed_size_oblivious symbol_guard_limit_before_specialize aggressive_guard_free_semantics
inject_EVALUATE_EXPR_flip_equality_TESTING_ONLY translation_validation translation_validation_no_bisect
""".split()


def write_config():
    return {name: getattr(_config, name) for name in SETTINGS}


def open_text(path):
    return gzip.open(path, "wt", encoding="utf-8") if str(path).endswith(".gz") else open(path, "w", encoding="utf-8")


class TraceWriter:
    """Writes the trace of one environment to a text file, each event with its definitions at once."""

    def __init__(self, file, env, settings, *, name=None, effects=False):
        self.file = file
        self.env = env
        self.with_effects = effects
        self.n_events = 0
        self.is_busy = False
        self.is_frozen = False
        self.pending = []
        self.lock = threading.RLock()
        self.lines = []
        self.expressions = ExpressionWriter(self.lines.append)
        self.values = ValueWriter(self.expressions)
        self.definitions = DefinitionWriter(self.values, self.lines.append)
        self.write_header(name)
        self.write_event({"event": "ShapeEnv", "args": settings})

    def write_header(self, name):
        self.lines.append({
            "format": "shape-trace",
            "version": 1,
            "producer": f"torch {torch.__version__}, sympy {sympy.__version__}",
            "meta": {} if name is None else {"name": name},
            "config": write_config(),
            "translation_validation": self.env._translation_validation_enabled,
        })

    def flush(self):
        self.file.write("".join(f"{json.dumps(line, separators=(',', ':'), ensure_ascii=False)}\n" for line in self.lines))
        self.file.flush()
        self.lines.clear()

    def write_event(self, line):
        self.lines.append(line)
        self.n_events += 1
        self.flush()

    def record(self, event, function, args, kwargs):
        """Calls a method of the environment, and writes what it was asked and what it did."""
        with self.lock:
            if self.is_busy:
                return function(self.env, *args, **kwargs)
            self.is_busy = True
            try:
                return self.record_outermost(event, function, args, kwargs)
            finally:
                self.is_busy = False

    def ask(self, function, args, kwargs):
        """Calls a method that is no event, nor is what it calls."""
        with self.lock:
            was_busy, self.is_busy = self.is_busy, True
            try:
                return function(self.env, *args, **kwargs)
            finally:
                self.is_busy = was_busy

    def catch_up(self):
        """Writes what was done to the environment without a call that PyTorch records: an export freezes it."""
        if self.env.frozen and not self.is_frozen:
            line = {"event": "freeze", "args": {}}
            self.write_event({**line, "effects": {"frozen": {"now": True}}} if self.with_effects else line)
        self.is_frozen = self.env.frozen

    def record_outermost(self, event, function, args, kwargs):
        self.catch_up()
        n_pending = len(self.env.pending_fresh_unbacked_symbols)
        try:
            return self.record_call(event, function, args, kwargs)
        finally:
            self.is_frozen = self.env.frozen
            self.pending += self.env.pending_fresh_unbacked_symbols[n_pending:]

    def record_call(self, event, function, args, kwargs):
        line = {"event": event.name, "args": event.write_args(self, self.env, args, kwargs)}
        if event.has_inputs and self.env.tracked_fakes is not None:
            line["tracked_fakes"] = self.definitions.tracked_fakes(self.env.tracked_fakes)
        if torch.compiler.is_exporting():
            line["exporting"] = True
        if event.has_place:
            line["where"] = find_places()
        before = state.take_state(self.env) if self.with_effects else None
        try:
            result = function(self.env, *args, **kwargs)
        except Exception as error:
            message = str(error).splitlines()
            line["raised"] = {"class": type(error).__name__, "message": message[0] if message else ""}
            self.finish_event(line, before)
            raise
        if result is not None:
            line["result"] = event.write_result(self, result)
        self.finish_event(line, before)
        return result

    def finish_event(self, line, before):
        if before is not None:
            effects = state.write_effects(self, before, state.take_state(self.env))
            if effects:
                line["effects"] = effects
        self.write_event(line)

    def close(self):
        """Writes the state as it is now, and the end."""
        with self.lock:
            self.is_busy = True
            self.catch_up()
            written = state.write_state(self, self.env)
            # PyTorch takes symbols off this list outside of any event; a replay keeps them.
            written["pending_fresh_unbacked_symbols"] = [self.expressions.text(symbol) for symbol in self.pending]
            self.lines += [{"state": written}, {"end": self.n_events}]
            self.flush()
            self.file.close()
