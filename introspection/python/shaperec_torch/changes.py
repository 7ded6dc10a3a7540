# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the event `_set_state` changes, brought back into PyTorch."""

from torch.fx.experimental.symbolic_shapes import RuntimeAssert
from torch.utils._traceback import CapturedTraceback

from .parse import TraceError
from .reading import Reader

# With these the version of an environment counts up, where PyTorch changes them.
COUNTED = {"divisible", "num_deferred_runtime_asserts"}


def read_key(reader, text):
    return reader.expr(text) if text else None


def read_plain(_, value):
    return value


def read_asserts(reader, items):
    stack = CapturedTraceback.extract()
    return [RuntimeAssert(reader.expr(expr), message, stack) for expr, message in items]


# How to read an item of a field.
ITEMS = {
    "replacements": Reader.expr, "backed_var_to_val": Reader.expr, "axioms": Reader.expr,
    "divisible": Reader.expr, "pending_fresh_unbacked_symbols": Reader.expr,
    "var_to_range": Reader.range, "deferred_runtime_asserts": read_asserts,
    **dict.fromkeys(("var_to_hint_override", "unbacked_symint_counter", "unbacked_symfloat_counter",
                     "num_deferred_runtime_asserts", "frozen", "runtime_asserts_frozen"), read_plain),
}


def read_entries(reader, name, given):
    entries = given.items() if isinstance(given, dict) else given
    return {read_key(reader, key): ITEMS[name](reader, item) for key, item in entries}


def read_change(reader, name, way, given):
    """A function that makes one change of one field of an environment."""
    if way == "del":
        keys = [read_key(reader, key) for key in given]
        return lambda env: [getattr(env, name).pop(key, None) for key in keys]
    if name == "axioms" or isinstance(given, dict):
        entries = read_entries(reader, name, given)
        return lambda env: getattr(env, name).update(entries)
    if not isinstance(given, list):
        value = ITEMS[name](reader, given)
        return lambda env: setattr(env, name, value)
    items = [ITEMS[name](reader, item) for item in given]
    if way == "now":
        return lambda env: setattr(env, name, type(getattr(env, name))(items))
    return lambda env: setattr(env, name, type(getattr(env, name))([*getattr(env, name), *items]))


def read_changes(reader, args):
    """A function that makes the changes of an event."""
    given = args["changes"]
    changes = []
    if args.get("error_on_new_guards") is not None:
        changes.append(lambda env: setattr(env, "_error_on_new_guards", args["error_on_new_guards"]))
    for name, ways in given.items():
        if name not in ITEMS:
            raise TraceError(f"no event changes {name}")
        changes += [read_change(reader, name, way, value) for way, value in ways.items()]

    def change(env):
        for each in changes:
            each(env)
        if not COUNTED.isdisjoint(given):
            env._update_version_counter()

    return change
