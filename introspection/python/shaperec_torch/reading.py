# SPDX-License-Identifier: LGPL-2.1-or-later
"""From the values and definitions of a trace to PyTorch's objects."""

import math

import torch
from torch.fx.experimental.recording import FakeTensorMeta
from torch.fx.experimental.sym_node import _NO_HINT, SymNode
from torch.fx.experimental.symbolic_shapes import (
    DimDynamic,
    RelaxedUnspecConstraint,
    ShapeEnv,
    StatefulSymbolicContext,
    StatelessSymbolicContext,
    StrictMinMaxConstraint,
    SubclassSymbolicContext,
    SymIntSymbolicContext,
    TrackedFake,
)
from torch.utils._sympy.value_ranges import ValueRanges

from .parse import ExpressionReader, TraceError
from .sources import make_source

SYMBOLIC = {"int": (torch.SymInt, int), "float": (torch.SymFloat, float), "bool": (torch.SymBool, bool)}
FLOATS = {"oo": math.inf, "-oo": -math.inf, "nan": math.nan}


def by_dim(mapping):
    return None if mapping is None else {int(dim): value for dim, value in mapping.items()}


def make_unknown_function(name):
    """Stands for a function of the user's, of which a trace has only the name. A replay does not call it."""
    def unknown(*_):
        raise TraceError(f"a trace does not have the function {name}")

    unknown.__name__ = name
    return unknown


class Reader:
    """What the lines of a trace define, and the values that are made of it."""

    def __init__(self, functions):
        self.functions = functions  # of the user's, by name
        self.env = ShapeEnv()  # stands in the values until an event is run on another
        self.graph = torch.fx.Graph()
        self.nodes = {}
        self.has_nodes = True
        self.expressions = ExpressionReader()
        self.sources, self.contexts, self.fakes = {}, {}, {}
        self.alike = {}    # lists of sources that differ in nothing that a trace has
        self.numbers = {}  # by the name of a source, those of its symbols, where the name does not give them

    # Values

    def expr(self, text):
        return None if text is None else self.expressions.read(text)

    def number(self, text):
        """An expression, or Python's integer where it is one."""
        expr = self.expr(text)
        return int(expr) if expr is not None and expr.is_Integer else expr

    def source(self, number):
        return None if number is None else self.sources[number]

    def function(self, name):
        return self.functions.get(name) or make_unknown_function(name)

    def context(self, number):
        return None if number is None else self.contexts[number]

    def node(self, name):
        """A node of that name: an event that runs looks for the environment's own one, if there are any."""
        if name is None or not self.has_nodes:
            return None
        if name not in self.nodes:
            self.nodes[name] = self.graph.create_node("placeholder", name, name=name)
        return self.nodes[name]

    def value(self, value):
        if isinstance(value, list):
            return tuple(map(self.value, value))
        if not isinstance(value, dict):
            return value
        return next(read(self, value) for key, read in READERS.items() if key in value)

    def symbolic(self, value):
        make, pytype = SYMBOLIC[value["type"]]
        node = SymNode(self.expr(value["sym"]), self.env, pytype, _NO_HINT)
        node._hint = self.value(value.get("hint"))
        node.fx_node = self.node(value.get("node"))
        return make(node)

    def nested_int(self, value):
        return torch._C._get_nested_int(value["nested_int"], value["coeff"])

    def tensor(self, value):
        return torch.tensor(self.value(value["value"]), dtype=getattr(torch, value["tensor"]))

    def range(self, bounds):
        return ValueRanges(*map(self.number, bounds))

    def constraint(self, given):
        if given is None:
            return None
        if given["class"] == "RelaxedUnspecConstraint":
            return RelaxedUnspecConstraint(warn_only=given["warn_only"])
        return StrictMinMaxConstraint(vr=self.range(given["range"]), warn_only=given["warn_only"])

    # Definitions

    def define(self, line):
        DEFINERS[line["define"]](self, line)

    def define_symbol(self, line):
        self.expressions.define_symbol(line["name"], line["assumptions"])

    def define_expr(self, line):
        self.expressions.define(line["id"], line["expr"])

    def define_source(self, line):
        alike = self.alike.setdefault((line["name"], line["class"], line.get("base")), [])
        # One with numbers may be an earlier one again, of which there is more to tell now.
        if not alike or "numbers" not in line:
            alike.append(make_source(line, self.source(line.get("base")), len(alike)))
        self.sources[line["id"]] = alike[-1]
        for what, number in line.get("numbers", {}).items():
            self.numbers.setdefault(line["name"] + what, []).append(number)

    def define_context(self, line):
        self.contexts[line["id"]] = self.make_context(line)

    def make_context(self, line):
        kind = line["class"]
        if kind == "SymIntSymbolicContext":
            return SymIntSymbolicContext(self.constraint(line["constraint"]))
        arguments = self.read_dims(line)
        if kind == "StatelessSymbolicContext":
            return StatelessSymbolicContext(**arguments)
        arguments |= {"tensor_source": self.source(line["tensor_source"])}
        if line.get("excluded_sizes") is not None:
            arguments["excluded_sizes"] = tuple(line["excluded_sizes"])
        if "cache_of" in line:
            memory = self.contexts[line["cache_of"]].shape_env_to_source_to_symbol_cache
            arguments["shape_env_to_source_to_symbol_cache"] = memory
        if kind == "StatefulSymbolicContext":
            return StatefulSymbolicContext(**arguments)
        inner = {name: self.context(number) for name, number in line.get("inner_contexts", {}).items()}
        return SubclassSymbolicContext(inner_contexts=inner, **arguments)

    def read_dims(self, line):
        arguments = {name: [DimDynamic[dim] for dim in line[name]] for name in ("dynamic_sizes", "dynamic_strides")}
        for name in ("constraint_sizes", "constraint_strides"):
            arguments[name] = [self.constraint(given) for given in line[name]]
        if "specialize_on" in line:
            arguments["specialize_on"] = [list(map(self.function, names)) for names in line["specialize_on"]]
        arguments["view_base_context"] = self.context(line.get("view_base_context"))
        arguments["shape_ids"] = by_dim(line.get("shape_ids"))
        arguments["unbacked_bounds"] = self.read_bounds(line.get("unbacked_bounds"))
        return arguments

    def read_bounds(self, bounds):
        return None if bounds is None else {int(dim): tuple(value) for dim, value in bounds.items()}

    def define_fakes(self, line):
        self.fakes[line["id"]] = [self.make_fake(fake) for fake in line["fakes"]]

    def make_fake(self, fake):
        if "scalar" in fake:
            meta = self.value(fake["scalar"])
        else:
            sizes = [self.value(fake[name]) for name in ("size", "stride", "storage_offset")]
            meta = FakeTensorMeta(*sizes, fake["is_nested"])
        return TrackedFake(meta, self.source(fake["source"]), self.context(fake["context"]))


READERS = {
    "sym": Reader.symbolic,
    "nested_int": Reader.nested_int,
    "tensor": Reader.tensor,
    "expr": lambda reader, value: reader.expr(value["expr"]),
    "float": lambda _, value: FLOATS[value["float"]],
    "node": lambda reader, value: reader.node(value["node"]),
}
DEFINERS = {
    "symbol": Reader.define_symbol,
    "expr": Reader.define_expr,
    "source": Reader.define_source,
    "context": Reader.define_context,
    "tracked_fakes": Reader.define_fakes,
}
