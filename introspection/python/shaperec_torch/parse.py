# SPDX-License-Identifier: LGPL-2.1-or-later
"""From the text of an expression to SymPy's object, which is built as it stands, unevaluated."""

import json
import re

import sympy
from torch.utils._sympy import functions

from .expressions import CONSTANTS, HEADS

TOKEN = re.compile(r'Symbol\("(?:[^"\\]|\\.)*"\)|\w+\(|\)|[^(), ]+')
CONSTANTS_BY_TEXT = {text: constant for constant, text in CONSTANTS.items()}
CLASSES = {name: head for head, name in HEADS.items()}
CLASSES |= {name: getattr(sympy, name) for name in ("Pow", "And", "Or", "Not")}
SUMS = {"Add": sympy.Add, "Mul": sympy.Mul}


class TraceError(ValueError):
    """A trace that breaks the rules of the format, or has what this PyTorch lacks."""


def find_class(name):
    known = CLASSES.get(name) or getattr(functions, name, None)
    if not (isinstance(known, type) and issubclass(known, sympy.Basic)):
        raise TraceError(f"there is no function {name}")
    return known


def call(name, args):
    if name in SUMS:
        return SUMS[name]._from_args(args)
    if name == "Rational":
        return sympy.Rational(*args)
    return find_class(name)(*args, evaluate=False)


class ExpressionReader:
    """Builds expressions from the symbols and shared parts that were defined before."""

    def __init__(self):
        self.symbols = {}
        self.shared = {}

    def define_symbol(self, name, assumptions):
        self.symbols[name] = sympy.Symbol(name, **assumptions)

    def define(self, number, text):
        self.shared[number] = self.read(text)

    def leaf(self, token):
        if token in CONSTANTS_BY_TEXT:
            return CONSTANTS_BY_TEXT[token]
        if token.startswith("#"):
            return self.shared[int(token[1:])]
        if token.startswith('Symbol("'):
            return self.symbols[json.loads(token[len("Symbol("):-1])]
        if token in self.symbols:
            return self.symbols[token]
        return sympy.Integer(token) if token.lstrip("-").isdigit() else sympy.Float(float(token))

    def read(self, text):
        """The expression of a text; depth does not cost stack."""
        calls = [("", [])]
        for token in TOKEN.findall(text):
            if token == ")":
                name, args = calls.pop()
                calls[-1][1].append(call(name, args))
            elif token.endswith("("):
                calls.append((token[:-1], []))
            else:
                calls[-1][1].append(self.leaf(token))
        if len(calls) != 1 or len(calls[0][1]) != 1:
            raise TraceError(f"no expression: {text}")
        return calls[0][1][0]
