# SPDX-License-Identifier: LGPL-2.1-or-later
"""The reference, PyTorch with its SymPy, as something that answers questions.

An expression that is not built yet is a tree: a leaf is its text, anything else a tuple of
a head and its arguments.  Symbols, heads and the texts are those of a trace.
"""

import contextlib
import json
import logging
import signal
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.ERROR)

import sympy  # noqa: E402
import torch.utils._sympy.functions as functions  # noqa: E402
from torch.fx.experimental import symbolic_shapes  # noqa: E402
from torch.utils._sympy.numbers import int_oo  # noqa: E402
from torch.utils._sympy.printers import CppPrinter, PythonPrinter  # noqa: E402
from torch.utils._sympy.solve import try_solve  # noqa: E402
from torch.utils._sympy.value_ranges import ValueRanges, bound_sympy  # noqa: E402

ASSUMPTIONS = {
    "s0": {"positive": True, "integer": True},
    "s1": {"positive": True, "integer": True},
    "s2": {"positive": True, "integer": True},
    "u0": {"integer": True},
    "u1": {"integer": True},
    "zf0": {"real": True},
    "zuf0": {},
}
SYMBOLS = {name: sympy.Symbol(name, **given) for name, given in ASSUMPTIONS.items()}

CONSTANTS = {
    "True": sympy.true,
    "False": sympy.false,
    "int_oo": int_oo,
    "-int_oo": -int_oo,
    "oo": sympy.oo,
    "-oo": -sympy.oo,
    "nan": sympy.nan,
}

# Made here, as the first one imports much; what follows from an expression hangs on none of its state.
SHAPE_ENV = symbolic_shapes.ShapeEnv()

CONSTANT_OF = {"inf": "oo", "-inf": "-oo"}

OF_SYMPY = "Add Mul Pow Rational Eq Ne Lt Le Gt Ge And Or Not".split()
OF_TORCH = """
FloorDiv CleanDiv CeilDiv Mod PythonMod ModularIndexing Where Max Min PowByNatural FloatPow
IntTrueDiv FloatTrueDiv CeilToInt FloorToInt TruncToInt TruncToFloat RoundToInt RoundDecimal
ToFloat LShift RShift Identity IsNonOverlappingAndDenseIndicator
BitwiseFn_bitwise_and BitwiseFn_bitwise_or BitwiseFn_bitwise_xor
OpaqueUnaryFn_sqrt OpaqueUnaryFn_cos OpaqueUnaryFn_cosh OpaqueUnaryFn_sin OpaqueUnaryFn_sinh
OpaqueUnaryFn_tan OpaqueUnaryFn_tanh OpaqueUnaryFn_asin OpaqueUnaryFn_acos OpaqueUnaryFn_atan
OpaqueUnaryFn_exp OpaqueUnaryFn_log OpaqueUnaryFn_log2 OpaqueUnaryFn_asinh
""".split()
HEADS = {name: getattr(sympy, name) for name in OF_SYMPY}
HEADS.update({name: getattr(functions, name) for name in OF_TORCH})
NAMES = {head: name for name, head in HEADS.items()}


LONG_FLOAT = "the input would be another one in a trace, which has doubles"


class Unwritable(Exception):
    """A question that is left out, by the rule that the text names.

    All of them lie outside of what a trace can hold, so that shaperec is never asked them:
    an input that fails while it is built (it is asked as an `eval`, where the error counts),
    an input, or what is put into it, with a Float that is no double, and an answer with something that no trace has a
    name for: I, pi, an interval of values (OpaqueUnaryFn_sin of an infinity), Abs, exp.
    """


class TooSlow(BaseException):
    """The reference took longer than it was given."""


@contextlib.contextmanager
def time_limit(seconds):
    def give_up(*_):
        raise TooSlow

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def build(tree):
    """The expression of a tree, from the leaves up, each call evaluating."""
    if isinstance(tree, tuple):
        return HEADS[tree[0]](*[build(child) for child in tree[1:]])
    if tree in SYMBOLS:
        return SYMBOLS[tree]
    if tree in CONSTANTS:
        return CONSTANTS[tree]
    return sympy.sympify(float(tree) if set(tree) & set(".e") else int(tree))


def text_of(tree):
    """What stands for a tree in a trace."""
    if isinstance(tree, tuple):
        return f"{tree[0]}({', '.join(map(text_of, tree[1:]))})"
    return tree


def tree_of(expr):
    """The tree of an expression that is built; building it again may simplify it further."""
    for text, constant in CONSTANTS.items():
        if expr is constant:
            return text
    if isinstance(expr, bool):
        return str(expr)
    if isinstance(expr, int) or expr.is_Integer:
        return str(int(expr))
    if expr.is_Rational:
        return ("Rational", str(expr.p), str(expr.q))
    if expr.is_Float:
        return text_of_float(expr)
    if expr.is_Symbol:
        return expr.name
    if expr.func not in NAMES:
        raise Unwritable(f"a trace has no {expr.func.__name__}")
    return (NAMES[expr.func], *map(tree_of, expr.args))


def text_of_float(expr):
    """The shortest decimal that reads back to the nearest double, as a trace has it."""
    value = repr(float(expr))
    return CONSTANT_OF.get(value, value)


def has_long_float(expr):
    """Whether an expression has a Float that would be another one after it was written and read.

    An integer of 16 digits and more makes one with as many digits.
    """
    return any(number._prec != 53 or sympy.Float(float(number)) != number for number in expr.atoms(sympy.Float))


def ask_pair(pair):
    return None if pair is None else [write(part) for part in pair]


def write(expr):
    return text_of(tree_of(expr))


def range_of(low, high):
    """A range of all integers is the reference's own: whether one holds oo hangs on which object it is."""
    made = ValueRanges(build(low), build(high))
    return ValueRanges.unknown_int() if made == ValueRanges.unknown_int() else made


def ask_bound(expr, question):
    ranges = {SYMBOLS[name]: range_of(low, high)
              for name, (low, high) in question["ranges"].items()}
    found = bound_sympy(expr, ranges)
    return ask_pair((found.lower, found.upper))


def ask_substitute(expr, question):
    values = {SYMBOLS[name]: build(tree) for name, tree in question["map"].items()}
    if any(map(has_long_float, values.values())):
        raise Unwritable(LONG_FLOAT)
    return write(expr.xreplace(values))


def ask_subs(expr, question):
    pairs = {build(old): build(new) for old, new in question["pairs"]}
    if not all(isinstance(old, sympy.Expr) and old is not sympy.nan for old in pairs):
        raise Unwritable("only what has a value is replaced")
    return write(expr.subs(pairs))


def ask_factor(expr, _):
    if not isinstance(expr, sympy.Expr):
        raise Unwritable("only what has a value is factored")
    if any(term.has(sympy.Float) for term in expr.atoms(sympy.Add)):
        raise Unwritable("sums with floats are not factored")
    if any(all(part.has(int_oo, -int_oo) for part in term.args) for term in expr.atoms(sympy.Add)):
        raise Unwritable("no infinity is taken out of all terms of a sum")
    return write(sympy.factor(expr))


def symbols_of(expr, question):
    return [info for info in question["symbols"] if SYMBOLS[info[0]] in expr.free_symbols]


def ask_static(expr, question):
    infos = [symbolic_shapes._SymbolInfo(SYMBOLS[name], range_of(low, high),
                                         sympy.Integer(3) if backed else None, size_like)
             for name, low, high, backed, size_like in symbols_of(expr, question)]
    found = symbolic_shapes._maybe_evaluate_static_worker(expr, tuple(infos), question["unbacked_only"], question["size_oblivious"])
    return None if found is None else write(found)


KINDS = {
    "static": ask_static,
    "eval": lambda expr, _: write(expr),
    "expand": lambda expr, _: write(symbolic_shapes.safe_expand(expr)),
    "canonicalize": lambda expr, _: write(symbolic_shapes.canonicalize_bool_expr(expr)),
    "implications": lambda expr, _: [ask_pair(pair) for pair in SHAPE_ENV.get_implications(expr)],
    "solve": lambda expr, question: ask_pair(try_solve(expr, build(question["thing"]))),
    "bound": ask_bound,
    "substitute": ask_substitute,
    "subs": ask_subs,
    "factor": ask_factor,
    "print_python": lambda expr, _: PythonPrinter().doprint(expr),
    "print_sympy": lambda expr, _: str(expr),
    "print_cpp": lambda expr, _: CppPrinter().doprint(expr),
}


def ask(question, seconds=3):
    """The row of the corpus for a question, a dictionary as there with trees for texts.

    Raises Unwritable, and TooSlow.
    """
    kind = question["kind"]
    answer = {}
    with time_limit(seconds):
        try:
            expr = build(question["input"])
            pairs = {build(old): build(new) for old, new in question.get("pairs", ())}
            parts = [expr, *pairs, *pairs.values()]
        except Exception as error:
            if kind != "eval":
                raise Unwritable("the input cannot be built") from error
            answer["error"] = type(error).__name__
        else:
            if kind != "eval" and any(map(has_long_float, parts)):
                raise Unwritable(LONG_FLOAT)
            try:
                answer["expect"] = KINDS[kind](expr, question)
            except Unwritable:
                raise
            except Exception as error:
                answer["error"] = type(error).__name__
    given = question["input"] if kind == "eval" else tree_of(expr)
    row = {"kind": kind, "input": text_of(given)}
    if "ranges" in question:
        row["ranges"] = question["ranges"]
    if "map" in question:
        row["map"] = {name: text_of(tree) for name, tree in question["map"].items()}
    if kind == "subs":
        row["pairs"] = [[write(old), write(new)] for old, new in pairs.items()]
    if kind == "static":
        row |= {name: question[name] for name in ("unbacked_only", "size_oblivious")}
        row["symbols"] = symbols_of(expr, question)
    if "thing" in question:
        row["thing"] = text_of(question["thing"])
    row |= answer
    return row


def header():
    """The first line of a file of questions."""
    return json.dumps({"symbols": ASSUMPTIONS})
