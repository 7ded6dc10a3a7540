# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a program on a ShapeEnv of PyTorch, and writes the trace of it.

A program is data: {"config": …, "settings": …, "calls": […]}.  A call is a dictionary with what
to `do`, an `id`, and arguments.  What it makes is known by the id and a part, "3.size0"; a tree
is such a name, a number, or a list of an operation and trees.  A call that names something that
is not there is passed over, so that calls can be taken out of a program.
"""

import contextlib
import math
import operator

import sympy
import torch
from torch._dynamo.source import ConstantSource, EphemeralSource, LocalSource, TensorProperty, TensorPropertySource
from torch.fx.experimental import _config, sym_node, symbolic_shapes
from torch.fx.experimental.recording import FakeTensorMeta
from torch.utils._sympy.numbers import int_oo
from torch.utils._sympy.value_ranges import ValueRanges
from torch.utils._traceback import CapturedTraceback

import reference
from shaperec_torch.load import exporting, own_modes
from shaperec_torch.reading import by_dim
from shaperec_torch.values import SYMBOLIC


class Missing(Exception):
    """A call names what is not there."""


def is_even(size):
    return size % 2 == 0


def is_long(size):
    return size > 8


SPECIALIZATIONS = {"is_even": is_even, "is_long": is_long}
SOURCES = {"local": LocalSource, "constant": ConstantSource}


def about_layout(method):
    """A question about sizes and strides, which are given in turn."""
    def ask(*numbers):
        one = next((value.node for value in numbers if isinstance(value, SYMBOLIC)), None)
        if one is None:
            raise Missing
        nodes = [sym_node.to_node(one, value) for value in numbers]
        half = len(nodes) // 2
        return sym_node.wrap_node(getattr(one, method)(nodes[:half], nodes[half:]))

    return ask


OPERATIONS = {name: getattr(operator, name) for name in
              "add sub mul floordiv mod pow neg pos abs lshift rshift and_ or_ xor truediv eq ne lt le gt ge".split()}
OPERATIONS |= {name: getattr(torch, name) for name in "sym_max sym_min sym_float sym_int sym_not sym_ite".split()}
OPERATIONS |= {name: getattr(torch, f"_sym_{name}") for name in "sqrt cos cosh sin sinh tan tanh asin acos atan log2".split()}
OPERATIONS |= {
    "add_truth": operator.add,
    "div_floats": operator.truediv,
    "pow_floats": operator.pow,
    "trunc": math.trunc,
    "round_to": round,
    "is_integer": lambda value: value.is_integer(),
    "is_contiguous": about_layout("is_contiguous"),
    "is_dense": about_layout("is_non_overlapping_and_dense"),
    "is_dense_indicator": about_layout("is_non_overlapping_and_dense_indicator"),
    "is_channels_last": about_layout("is_channels_last_contiguous_2d"),
    "sym_sum": lambda *args: torch.sym_sum(args),
    "floor": math.floor,
    "ceil": math.ceil,
    "round": round,
}


def number(text):
    """A bound of a range."""
    return {"oo": int_oo, "-oo": -int_oo}.get(text, text)


def size(given):
    """A size or stride: a number, or of a jagged tensor."""
    return torch._C._get_nested_int(*given[1:]) if isinstance(given, list) else given


def make_constraint(given):
    if given is None:
        return None
    if given[0] == "relaxed":
        return symbolic_shapes.RelaxedUnspecConstraint(warn_only=given[1])
    return symbolic_shapes.StrictMinMaxConstraint(vr=ValueRanges(number(given[2]), number(given[3])), warn_only=given[1])


class Run:
    """A program as it runs: the environment, and what the calls made so far."""

    def __init__(self, program):
        self.values = {}
        self.contexts = {}
        self.env = symbolic_shapes.ShapeEnv(tracked_fakes=[], **program["settings"])
        self.entered = []  # contexts, the last one innermost

    # Arguments

    def value(self, tree):
        if isinstance(tree, str):
            if tree not in self.values:
                raise Missing
            return self.values[tree]
        if isinstance(tree, list):
            return OPERATIONS[tree[0]](*map(self.value, tree[1:]))
        return tree

    def expr(self, tree):
        value = self.value(tree)
        return value.node._expr if isinstance(value, SYMBOLIC) else sympy.sympify(value)

    def symbol(self, name):
        expr = self.expr(name)
        if not expr.is_Symbol:
            raise Missing
        return expr

    def source(self, call):
        source = SOURCES[call.get("of", "local")](f"x{call['id']}")
        return EphemeralSource(f"e{call['id']}") if call.get("of") == "ephemeral" else source

    def context(self, call, source):
        given = call["context"]
        if given is None:
            return None
        if "same" in given:
            known = self.contexts.get(given["same"])
            if known is None or len(known.dynamic_sizes) != len(call["size"]):
                raise Missing
            return known
        arguments = {
            "dynamic_sizes": [symbolic_shapes.DimDynamic[name] for name in given["sizes"]],
            "dynamic_strides": [symbolic_shapes.DimDynamic[name] for name in given["strides"]],
            "constraint_sizes": [make_constraint(constraint) for constraint in given["constraints"]],
            "constraint_strides": [make_constraint(constraint) for constraint in
                                   given.get("stride_constraints", [None] * len(given["sizes"]))],
            "shape_ids": by_dim(given.get("shape_ids")),
            "unbacked_bounds": by_dim(given.get("bounds")),
        }
        if "specialize" in given:
            arguments["specialize_on"] = [[SPECIALIZATIONS[name] for name in names] for names in given["specialize"]]
        if given["class"] == "stateless":
            return symbolic_shapes.StatelessSymbolicContext(**arguments)
        arguments |= {"tensor_source": source, "excluded_sizes": given.get("excluded")}
        if given.get("memory_of") in self.contexts:
            memory = self.contexts[given["memory_of"]]
            if isinstance(memory, symbolic_shapes.StatefulSymbolicContext):
                arguments["shape_env_to_source_to_symbol_cache"] = memory.shape_env_to_source_to_symbol_cache
        if given["class"] == "stateful":
            return symbolic_shapes.StatefulSymbolicContext(**arguments)
        return symbolic_shapes.SubclassSymbolicContext(inner_contexts={}, **arguments)

    # Calls

    def keep(self, call, part, value):
        self.values[f"{call['id']}.{part}"] = value

    def do_tensor(self, call):
        same = (call["context"] or {}).get("same", call["id"])
        source = self.source({**call, "id": same})
        context = self.context(call, source)
        if context is not None:
            self.contexts[call["id"]] = context
        sizes, strides, offset = self.env._create_symbolic_sizes_strides_storage_offset(
            [size(given) for given in call["size"]], [size(given) for given in call["stride"]], call["offset"],
            [False] * len(call["size"]), source, symbolic_context=context, hint_overrides=by_dim(call.get("hints")))
        for i, (one, other) in enumerate(zip(sizes, strides)):
            self.keep(call, f"size{i}", one)
            self.keep(call, f"stride{i}", other)
        self.keep(call, "offset", offset)
        is_nested = any(isinstance(given, list) for given in call["size"])
        meta = FakeTensorMeta(sizes, strides, offset, is_nested)
        self.env.tracked_fakes.append(symbolic_shapes.TrackedFake(meta, source, context))

    def do_symbol(self, call):
        source = TensorPropertySource(self.source(call), TensorProperty.SIZE, 0)
        symbol = self.env.create_symbol(
            call["value"], source, symbolic_shapes.DimDynamic[call["dim"]], make_constraint(call["constraint"]),
            positive=call["positive"], do_not_specialize_zero_one=call["keep_zero_one"])
        self.keep(call, "value", self.env.create_symintnode(symbol, hint=call["value"], source=source))

    def do_unspecified(self, call):
        source = self.source(call)
        context = symbolic_shapes.SymIntSymbolicContext(make_constraint(call["constraint"])) if call["with_context"] else None
        symbol = self.env.create_unspecified_symbol(
            call["value"], source, symbolic_shapes.DimDynamic[call["dim"]], make_constraint(call["constraint"]), context)
        make = self.env.create_symfloatnode if isinstance(call["value"], float) else self.env.create_symintnode
        value = make(symbol, hint=call["value"], source=source)
        self.keep(call, "value", value)
        if isinstance(value, SYMBOLIC):
            self.env.tracked_fakes.append(symbolic_shapes.TrackedFake(value, source, context))

    def do_symint(self, call):
        self.keep(call, "value", self.env.create_unspecified_symint_and_symbol(
            call["value"], self.source(call), symbolic_shapes.DimDynamic[call["dim"]], call["excluded"]))

    def do_unbacked(self, call):
        arguments = [self.source(call)] if call["type"] == "int" and call["with_source"] else []
        value = getattr(self.env, f"create_unbacked_sym{call['type']}")(*arguments)
        self.keep(call, "value", value)
        if call.get("size"):
            self.env._constrain_range_for_size(value.node.expr, *map(number, call["size"]))

    def do_let(self, call):
        self.keep(call, "value", self.value(call["tree"]))

    def do_guard(self, call):
        value = self.value(call["tree"])
        how = call["how"]
        if how == "bool":
            bool(value)
        elif how in ("int", "float"):
            {"int": int, "float": float}[how](value)
        elif how == "check":
            torch._check(value)
        elif how == "is_size":
            torch._check_is_size(value)
        else:
            getattr(symbolic_shapes, how)(value)

    def do_evaluate(self, call):
        self.env.evaluate_expr(self.expr(call["tree"]), **call["arguments"])

    def do_assert(self, call):
        self.env.guard_or_defer_runtime_assert(self.expr(call["tree"]), call["message"])

    def do_range(self, call):
        bounds = map(number, call["range"])
        self.method(call["method"])(self.symbol(call["symbol"]), *bounds)

    def do_bounded(self, call):
        self.env._constrain_is_bounded(self.symbol(call["symbol"]), call["bound"])

    def do_unify(self, call):
        self.env._constrain_unify(self.value(call["one"]), self.value(call["other"]))

    def do_rename(self, call):
        self.env._rename_unbacked_to(self.symbol(call["old"]), self.symbol(call["new"]))

    def do_eliminate(self, call):
        self.env._eliminate_unbacked(self.symbol(call["old"]), self.expr(call["tree"]))

    def do_tell(self, call):
        self.env.set_real_tensor_prop_unbacked_vals(self.symbol(call["symbol"]), call["value"])

    def do_exclude(self, call):
        self.env._record_exclusion_constraint(self.symbol(call["symbol"]), call["value"])

    def do_find(self, call):
        self.env._find(self.symbol(call["symbol"]))

    def do_set(self, call):
        self.method(call["method"])(*call["arguments"])

    def do_change(self, call):
        CHANGES[call["what"]](self, *((call["symbol"], call["value"]) if "symbol" in call else ()))

    def enter(self, context):
        context.__enter__()
        self.entered.append(context)

    def leave(self):
        if not self.entered:
            raise Missing
        self.entered.pop().__exit__(None, None, None)

    def specialize(self, name, value):
        symbol = self.symbol(name)
        self.enter(self.env.patch_source_specialization(self.env.var_to_sources[symbol][0], lambda size: size == value))

    def narrow(self, name, value):
        self.env.var_to_range[self.symbol(name)] &= ValueRanges(value, int_oo)

    def match(self, name, value):
        symbol = self.symbol(name)
        asserts = self.env.deferred_runtime_asserts.setdefault(symbol, [])
        asserts.append(symbolic_shapes.RuntimeAssert(sympy.Eq(symbol, value), "a match", CapturedTraceback.extract()))
        self.env.num_deferred_runtime_asserts += 1
        self.env._update_version_counter()

    def do_mode(self, call):
        if call["name"] == "exporting":
            torch.compiler._is_exporting_flag = call["value"]
        else:
            setattr(self.env, call["name"], call["value"])

    def do_produce(self, call):
        fakes = self.env.tracked_fakes
        if call.get("anew"):
            forget(fakes)
        self.env.produce_guards_verbose(
            [tracked.fake for tracked in fakes], [tracked.source for tracked in fakes],
            input_contexts=[tracked.symbolic_context for tracked in fakes],
            _simplified=call["simplified"], langs=("python", "cpp"))

    def method(self, name):
        return getattr(self.env, name)

    def call(self, call):
        """Makes a call; what it raises is part of the trace."""
        with contextlib.suppress(Exception):
            getattr(self, f"do_{call['do']}")(call)


# As PyTorch does these, without a call that it records.
CHANGES = {
    "bind": lambda run: run.env.pending_fresh_unbacked_symbols.clear(),
    "hint": lambda run, name, value: run.env.var_to_hint_override.update({run.symbol(name): value}),
    "value": lambda run, name, value: run.env.add_backed_var_to_val(run.symbol(name), value),
    "count": lambda run: setattr(run.env, "unbacked_symint_counter", run.env.unbacked_symint_counter + 1),
    "narrow": Run.narrow,
    "match": Run.match,
    "special": Run.specialize,
    "err": lambda run: run.enter(run.env.error_on_new_guards()),
    "leave": Run.leave,
}


@contextlib.contextmanager
def own_settings(program):
    """What a program sets lasts as long as it runs."""
    with _config.patch(program["config"]), own_modes(), exporting(False):
        yield


def run(program, seconds):
    """Runs a program; raises TooSlow."""
    with reference.time_limit(seconds), own_settings(program):
        state = Run(program)
        for call in program["calls"]:
            state.call(call)
        while state.entered:
            state.leave()
