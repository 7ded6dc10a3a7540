# SPDX-License-Identifier: LGPL-2.1-or-later
"""Back into PyTorch: the events of a trace as PyTorch records them itself."""

import contextlib
import importlib
import inspect

import torch
from torch.fx.experimental import _config, symbolic_shapes
from torch.fx.experimental.recording import ShapeEnvEvent, replay_shape_env_events
from torch.fx.experimental.symbolic_shapes import DimDynamic, ShapeEnv

from .changes import read_changes
from .events import EVENTS
from .hooks import uncache
from .lines import read_lines
from .parse import TraceError
from .reading import Reader, by_dim

METHODS = {event.name: event.method for event in EVENTS}
MODULES_OF_OPS = ("operator", "math", "torch")
BUILTIN_OPS = ("abs", "float", "int", "max", "min", "pow", "round")


def read_op(_, name):
    """The function of that name, of those modules that have the operations of sizes."""
    module, _, attribute = name.rpartition(".")
    if module.split(".")[0] not in MODULES_OF_OPS and not (module == "builtins" and attribute in BUILTIN_OPS):
        raise TraceError(f"an operation may not be {name}")
    return getattr(importlib.import_module(module), attribute)


READERS = {
    **dict.fromkeys(("orig_expr", "sym", "s", "a", "k", "orig_s", "new_s"), Reader.expr),
    **dict.fromkeys(("min", "max", "compiler_min", "compiler_max", "upper_bound"), Reader.number),
    "source": Reader.source,
    "symbolic_context": Reader.context,
    "constraint_dim": Reader.constraint,
    "dynamic_dim": lambda _, name: DimDynamic[name],
    "hint_overrides": lambda _, mapping: by_dim(mapping),
    "fx_node": Reader.node,
    "op": read_op,
}
READERS_OF = {"_constrain_unify": {"a": Reader.value, "b": Reader.value}}


@contextlib.contextmanager
def exporting(is_exporting):
    before = torch.compiler._is_exporting_flag
    torch.compiler._is_exporting_flag = is_exporting
    try:
        yield
    finally:
        torch.compiler._is_exporting_flag = before


def make_call(line):
    """What an event of a line runs: the method as the program called it, past its cache."""
    method = METHODS[line["event"]]
    is_exporting = line.get("exporting", False)
    expected = line.get("raised", {}).get("class")

    def call(env, *args, **kwargs):
        try:
            with exporting(is_exporting):
                return uncache(ShapeEnv.__dict__[method])(env, *args, **kwargs)
        except Exception as error:
            if type(error).__name__ != expected:
                raise
            return None

    call.__name__ = line["event"]
    return call


def read_arguments(reader, line):
    own = READERS_OF.get(line["event"], {})
    return {name: own.get(name, READERS.get(name, Reader.value))(reader, value) for name, value in line["args"].items()}


def make_event(reader, line):
    """The event of a line."""
    name = line["event"]
    if name == "ShapeEnv":
        return ShapeEnvEvent(ShapeEnv, kwargs=dict(line["args"]), name=name)
    if name == "_set_state":
        return ShapeEnvEvent(read_changes(reader, line["args"]), [reader.env], {}, name=name)
    if name not in METHODS:
        raise TraceError(f"there is no event {name}")
    method = inspect.unwrap(getattr(ShapeEnv, METHODS[name]))
    arguments = read_arguments(reader, line)
    # PyTorch hands over what it replaces at a replay by position.
    parameters = list(inspect.signature(method).parameters.values())[1:]
    by_position = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD and p.name in arguments]
    args = [reader.env, *(arguments.pop(parameter) for parameter in by_position)]
    fakes = reader.fakes[line["tracked_fakes"]] if "tracked_fakes" in line else None
    return ShapeEnvEvent(make_call(line), args, arguments, fakes, name=name)


def read_trace(path, truncated, functions):
    """The header of a trace, its events, and the numbers of symbols that it gives."""
    reader = Reader(functions or {})
    lines = read_lines(path, truncated)
    header = next(lines, None)
    if header is None:
        raise TraceError("this is no shape trace")
    # A node may be named all the same: that of a graph of the program's.
    reader.has_nodes = header["translation_validation"]
    events = []
    for line in lines:
        if "define" in line:
            reader.define(line)
        elif "event" in line:
            events.append(make_event(reader, line))
    return header, events, reader.numbers


def load(path, *, truncated=False, functions=None):
    """The events of a trace: a list of ShapeEnvEvent for PyTorch's `replay_shape_env_events`.

    An event that raised is expected to raise again: its failure does not end a replay. The values in
    the events are made anew for each call of this; replay them once, and load again for another time.
    With `truncated`, a trace that was cut off is read up to its last whole event.

    Of a function in `specialize_on`, a trace has the name alone. `functions` gives functions by these
    names; what stands for one that is not there fails when it is called, which no event does.

    A trace with short names (`anonymize`) names its symbols as the program's names would; that takes
    `replay`. The settings of `torch.fx.experimental._config` that the trace names are not touched: `replay`
    replays under these.
    """
    return read_trace(path, truncated, functions)[1]


@contextlib.contextmanager
def own_modes():
    """The modes of the thread that events change, as in a new thread before, and as they were after.

    A new thread that has suppressed guards once: an event may end what an earlier environment began.
    """
    modes = symbolic_shapes.TLS
    before = dict(vars(modes))
    vars(modes).clear()
    modes.suppress_guards_stack = []
    try:
        yield
    finally:
        vars(modes).clear()
        vars(modes).update(before)


@contextlib.contextmanager
def given_numbers(numbers):
    """Has environments number the symbols of these sources so, and not by their names."""
    original = ShapeEnv._generate_unique_id

    def generate(env, source_name):
        # Of a name that comes again, the first number that is free: the symbols come in that order.
        number = next((number for number in numbers.get(source_name, ()) if number not in env.unique_ids), None)
        if number is None:
            return original(env, source_name)
        env.unique_ids.add(number)
        return number

    ShapeEnv._generate_unique_id = generate
    try:
        yield
    finally:
        ShapeEnv._generate_unique_id = original


def replay(path, *, truncated=False, functions=None):
    """Replays a trace with PyTorch's own `replay_shape_env_events`, under the settings of the trace.

    Gives the environment as it was after the last event: ask it for guards, compare it with another
    by `check_equal`, or step through PyTorch's own code in a debugger. The options are those of `load`.
    """
    header, events, numbers = read_trace(path, truncated, functions)
    settings = {name: value for name, value in header["config"].items() if hasattr(_config, name)}
    if header["translation_validation"]:
        settings["translation_validation"] = True
    with _config.patch(settings), own_modes(), given_numbers(numbers):
        return replay_shape_env_events(events)
