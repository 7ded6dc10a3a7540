# SPDX-License-Identifier: LGPL-2.1-or-later
"""Python's own ways for ShapeRec: operators, truth, numbers, text and iteration."""

from ..module import get_introspection_module

ShapeRec = get_introspection_module("ShapeRec")

__all__ = []


def _to_expr(pool, value):
    """A Python number or truth value as an expression of the pool, or None."""
    if isinstance(value, ShapeRec.Expr):
        return value
    if isinstance(value, bool):
        return ShapeRec.Expr.new_boolean(pool, value)
    if isinstance(value, int):
        return ShapeRec.Expr.parse(pool, str(value))
    if isinstance(value, float):
        return ShapeRec.Expr.new_float(pool, value)
    return None


def _maker_of_operators(convert, get_owner):
    """Makes operators of two operands; the other one is converted to the kind of the first."""

    def make(method_name, reflected=False):
        def operator(self, other):
            operand = convert(get_owner(self), other)
            if operand is None:
                return NotImplemented
            left, right = (operand, self) if reflected else (self, operand)
            return getattr(left, method_name)(right)

        return operator

    return make


def _add_operators(cls, make, names):
    for dunder, method in names.items():
        setattr(cls, f"__{dunder}__", make(method))
        setattr(cls, f"__r{dunder}__", make(method, reflected=True))


ARITHMETIC = {
    "add": "add",
    "sub": "sub",
    "mul": "mul",
    "truediv": "div",
    "floordiv": "floor_div",
    "mod": "mod",
    "pow": "pow",
}
LOGIC = {"and": "and_", "or": "or_"}
ORDER = {"lt": "lt", "le": "le", "gt": "gt", "ge": "ge"}


_expr_operator = _maker_of_operators(_to_expr, ShapeRec.Expr.get_pool)


def _expr_bool(self):
    known, value = self.get_boolean()
    if not known:
        raise TypeError(f"the truth value of {self} is not known")
    return value


def _expr_int(self):
    known, value = self.get_int64()
    if known:
        return value
    text = self.to_string()
    if text.lstrip("-").isdigit():
        return int(text)
    raise TypeError(f"{self} is not an integer")


def _expr_float(self):
    known, value = self.get_double()
    if not known:
        raise TypeError(f"{self} is not a number")
    return value


def _expr_str(self):
    return self.to_sympy_string()


_add_operators(ShapeRec.Expr, _expr_operator, {**ARITHMETIC, **LOGIC})
for _name, _method in ORDER.items():
    setattr(ShapeRec.Expr, f"__{_name}__", _expr_operator(_method))
ShapeRec.Expr.__neg__ = lambda self: self.neg()
ShapeRec.Expr.__invert__ = lambda self: self.not_()
ShapeRec.Expr.__bool__ = _expr_bool
ShapeRec.Expr.__int__ = _expr_int
ShapeRec.Expr.__float__ = _expr_float
ShapeRec.Expr.__str__ = _expr_str
ShapeRec.Expr.__repr__ = lambda self: f"<ShapeRec.Expr {self.to_string()}>"
ShapeRec.Expr.__iter__ = lambda self: iter(self.get_args())
ShapeRec.Expr.__len__ = lambda self: self.get_n_args()


def _to_sym_node(env, value):
    """A Python number or truth value as a constant of the environment, or None."""
    if isinstance(value, ShapeRec.SymNode):
        return value
    if isinstance(value, bool):
        return ShapeRec.SymNode.new_bool(env, value)
    if isinstance(value, int):
        return ShapeRec.SymNode.new_int(env, value)
    if isinstance(value, float):
        return ShapeRec.SymNode.new_float(env, value)
    return None


_sym_node_operator = _maker_of_operators(_to_sym_node, ShapeRec.SymNode.get_env)


def _sym_node_unary(method_name):
    def operator(self):
        return getattr(self, method_name)()

    return operator


def _sym_node_round(self, n_digits=None):
    return self.round() if n_digits is None else self.round_decimal(n_digits)


def _guarded(value):
    """What a guard method returned: the answer, without the flag that it has one."""
    return value[-1] if isinstance(value, tuple) else value


SYM_ARITHMETIC = {
    "add": "add",
    "sub": "sub",
    "mul": "mul",
    "truediv": "truediv",
    "floordiv": "floordiv",
    "mod": "mod",
    "pow": "pow",
    "lshift": "lshift",
    "rshift": "rshift",
    "xor": "xor",
}
SYM_MATH = ("sqrt", "cos", "cosh", "sin", "sinh", "tan", "tanh", "asin", "acos", "atan", "log2")
SYM_UNARY = {
    "pos": "pos",
    "neg": "neg",
    "abs": "abs",
    "invert": "not_",
    "floor": "floor",
    "ceil": "ceil",
    "trunc": "trunc",
}

_add_operators(ShapeRec.SymNode, _sym_node_operator, {**SYM_ARITHMETIC, **LOGIC})
for _name in ("eq", "ne", *ORDER):
    setattr(ShapeRec.SymNode, f"__{_name}__", _sym_node_operator(_name))
for _name, _method in SYM_UNARY.items():
    setattr(ShapeRec.SymNode, f"__{_name}__", _sym_node_unary(_method))
ShapeRec.SymNode.__round__ = _sym_node_round
# What `torch._sym_cos (x)` and its like look for.
for _name in SYM_MATH:
    setattr(ShapeRec.SymNode, f"__sym_{_name}__", _sym_node_unary(_name))
ShapeRec.SymNode.__bool__ = lambda self: bool(_guarded(self.guard_bool()))
ShapeRec.SymNode.__int__ = lambda self: _guarded(self.guard_int())
ShapeRec.SymNode.__float__ = lambda self: _guarded(self.guard_float())
# As in PyTorch, `==` asks, so equality cannot serve a mapping: the object itself is the key.
ShapeRec.SymNode.__hash__ = object.__hash__
ShapeRec.SymNode.__str__ = lambda self: self.to_string()
ShapeRec.SymNode.__repr__ = lambda self: f"<ShapeRec.SymNode {self.to_string()}>"


def _flatten(env, items):
    """The terms of lists within lists, in order, and the shape of the lists."""
    terms, shape = [], ""
    for item in items:
        if isinstance(item, (list, tuple)):
            inner_terms, inner_shape = _flatten(env, item)
            terms += inner_terms
            shape += f"({inner_shape})"
        else:
            node = _to_sym_node(env, item)
            if node is None:
                raise TypeError(f"{item!r} is no size")
            terms.append(node)
            shape += "."
    return terms, shape


def _sym_eq(env, left, right):
    """Whether two lists of integers are equal, be there lists in them; no guard is added."""
    return ShapeRec.SymNode.sym_eq_nested(env, *_flatten(env, left), *_flatten(env, right))


ShapeRec.SymNode.sym_eq = staticmethod(_sym_eq)

_add_constraint = ShapeRec.DimConstraints.add
ShapeRec.DimConstraints.add = lambda self, expr: _guarded(_add_constraint(self, expr))

ShapeRec.EnvEvent.__str__ = lambda self: self.to_string()
ShapeRec.Comparison.__str__ = lambda self: self.to_string() or "equal"
ShapeRec.Comparison.__bool__ = lambda self: True
ShapeRec.Range.__str__ = lambda self: self.to_string()
