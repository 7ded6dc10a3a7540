# SPDX-License-Identifier: LGPL-2.1-or-later
"""Values that may be concrete or symbolic, as a trace has them."""

import math

import sympy
import torch
from torch._subclasses.fake_tensor import FakeTensor

from .complaints import complain

SYMBOLIC = (torch.SymInt, torch.SymFloat, torch.SymBool)


def write_float(value):
    if math.isfinite(value):
        return value
    return {"float": "nan" if math.isnan(value) else "oo" if value > 0 else "-oo"}


def write_nested_int(node):
    return {"nested_int": node.nested_int(), "coeff": node.nested_int_coeff()}


def node_name(node):
    """The name of an FX node; there is none (None or False) where translation validation is off."""
    return node.name if isinstance(node, torch.fx.Node) else None


def write_op(op):
    """How a trace names a function."""
    module = op.__module__
    return f"{'operator' if module == '_operator' else module}.{op.__name__}"


class ValueWriter:
    """Makes the JSON of values; expressions in them go to an ExpressionWriter.

    A value for which a trace has no form is written as null; its type is added to `unwritten`.
    """

    def __init__(self, expressions):
        self.expressions = expressions
        self.unwritten = []

    def write(self, value):
        if value is None or isinstance(value, (bool, int, str)):
            return value
        if isinstance(value, float):
            return write_float(value)
        if isinstance(value, SYMBOLIC):
            return self.write_symbolic(value)
        if isinstance(value, (sympy.Basic, sympy.logic.boolalg.Boolean)):
            return {"expr": self.expressions.text(value)}
        if isinstance(value, torch.fx.Node):
            return {"node": value.name}
        if isinstance(value, (tuple, list)):
            return [self.write(item) for item in value]
        if isinstance(value, torch.Tensor):
            return self.write_tensor(value)
        return self.leave_out(value)

    def leave_out(self, value):
        name = f"{type(value).__module__}.{type(value).__qualname__}"
        complain(f"a trace has no form for a {name}")
        self.unwritten.append(name)

    def write_tensor(self, value):
        if isinstance(value, FakeTensor) or value.numel() != 1:
            return self.leave_out(value)
        return {"tensor": str(value.dtype).removeprefix("torch."), "value": self.write(value.item())}

    def write_symbolic(self, value):
        node = value.node
        if node.is_nested_int() and not hasattr(node, "_expr"):
            return write_nested_int(node)
        if node.is_constant() and not hasattr(node, "_expr"):
            return self.write(node.maybe_as_int())
        # The expression as it was made: to ask for the current one could change the environment.
        written = {"sym": self.expressions.text(node._expr), "type": node.pytype.__name__}
        if node._hint is not None:
            written["hint"] = self.write(node._hint)
        if node_name(node.fx_node) is not None:
            written["node"] = node_name(node.fx_node)
        return written

    def write_sizes(self, sizes):
        size, stride, storage_offset = sizes
        return {"size": self.write(size), "stride": self.write(stride), "storage_offset": self.write(storage_offset)}

    def write_range(self, found):
        return [self.expressions.text(found.lower), self.expressions.text(found.upper)]
