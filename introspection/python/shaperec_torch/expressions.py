# SPDX-License-Identifier: LGPL-2.1-or-later
"""SymPy's expressions as a trace has them: function calls, large ones shared by number."""

import json

import sympy
from torch.utils._sympy.numbers import int_oo

# An expression with a longer text is defined, and stands for itself by its number after that.
LONGEST_TEXT = 240

HEADS = {
    sympy.Equality: "Eq",
    sympy.Unequality: "Ne",
    sympy.StrictLessThan: "Lt",
    sympy.LessThan: "Le",
    sympy.StrictGreaterThan: "Gt",
    sympy.GreaterThan: "Ge",
}

CONSTANTS = {
    sympy.true: "True",
    sympy.false: "False",
    int_oo: "int_oo",
    -int_oo: "-int_oo",
    sympy.oo: "oo",
    -sympy.oo: "-oo",
    sympy.nan: "nan",
}


def text_of_symbol(symbol):
    return symbol.name if symbol.name.isidentifier() else f"Symbol({json.dumps(symbol.name)})"


def text_of_number(number):
    if number.is_Integer:
        return str(number.p)
    if number.is_Rational:
        return f"Rational({number.p}, {number.q})"
    return repr(float(number))


class ExpressionWriter:
    """Makes the texts of expressions; hands the definitions that these need to `define`."""

    def __init__(self, define):
        self.define = define
        self.texts = dict(CONSTANTS)
        self.n_defined = 0

    def text(self, expr):
        if not isinstance(expr, sympy.Basic):
            expr = sympy.sympify(expr)
        known = self.texts.get(expr)
        if known is not None:
            return known
        # Depth first without recursion: expressions may be deeper than Python's stack.
        pending = [expr]
        while pending:
            last = pending[-1]
            missing = [] if last in self.texts else [part for part in last.args if part not in self.texts]
            if not last.is_Atom and missing:
                pending += reversed(missing)
                continue
            pending.pop()
            if last not in self.texts:
                self.texts[last] = self.shorten(self.make(last))
        return self.texts[expr]

    def make(self, expr):
        if expr.is_Symbol:
            return self.name_symbol(expr)
        if expr.is_Number:
            return text_of_number(expr)
        if hasattr(expr, "_coeff"):
            return f"SingletonInt({expr._val}, {expr._coeff})"
        head = HEADS.get(type(expr), type(expr).__name__)
        return f"{head}({', '.join(self.texts[part] for part in expr.args)})"

    def name_symbol(self, symbol):
        given = {name: value for name, value in sorted(symbol._assumptions_orig.items()) if name != "commutative"}
        self.define({"define": "symbol", "name": symbol.name, "assumptions": given})
        return text_of_symbol(symbol)

    def shorten(self, text):
        if len(text) <= LONGEST_TEXT:
            return text
        number = self.n_defined
        self.n_defined += 1
        self.define({"define": "expr", "id": number, "expr": text})
        return f"#{number}"
