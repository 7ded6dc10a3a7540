# SPDX-License-Identifier: LGPL-2.1-or-later
"""Random programs on an environment; the same seed gives the same one."""

import random

INTEGERS = [0, 1, -1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 12, 16, 100]
LARGE_INTEGERS = [2**31, -2**31, 2**48, 2**63 - 1]
FLOATS = [0.0, 1.0, -1.0, 0.5, 1.5, -2.5, 3.0, 0.1]
SIZES = [0, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 8, 9, 12, 16, 17, 32, 64, 100]
DIMS = ["DYNAMIC", "DYNAMIC", "DUCK", "DUCK", "STATIC", "UNBACKED"]
RELATIONS = "eq ne lt le gt ge".split()

# Operations with weights and the kinds of their arguments: i an integer, d a divisor,
# n a small natural number, f a float, b a truth value.  What abs, sym_ite and is_integer make is often
# nothing that a trace has a form for.
INTEGER_OPERATIONS = {
    "add": (10, "ii"), "sub": (8, "ii"), "mul": (8, "ii"), "floordiv": (8, "id"), "mod": (7, "id"), "pow": (1, "in"),
    "neg": (1, "i"), "pos": (0.2, "i"), "sym_max": (4, "ii"), "sym_min": (4, "ii"), "sym_sum": (2, "iii"),
    "lshift": (0.5, "in"), "rshift": (0.5, "in"), "and_": (0.4, "ii"), "or_": (0.4, "ii"), "xor": (0.4, "ii"),
    "add_truth": (0.3, "bi"), "floor": (0.4, "f"), "ceil": (0.4, "f"), "trunc": (0.4, "f"),
    "round": (0.4, "f"), "sym_int": (0.4, "f"), "is_dense_indicator": (0.15, "iiii"),
    "abs": (0.5, "i"), "sym_ite": (0.4, "bii"),
}
UNARY_FLOAT_OPERATIONS = "sqrt cos cosh sin sinh tan tanh asin acos atan log2".split()
FLOAT_OPERATIONS = {
    "truediv": (4, "id"), "sym_float": (4, "i"), "add": (2, "ff"), "sub": (1, "ff"), "mul": (2, "ff"), "div_floats": (0.5, "ff"),
    "pow": (0.5, "fn"), "pow_floats": (0.3, "ff"), "sym_max": (0.5, "ff"), "sym_min": (0.5, "ff"), "neg": (0.5, "f"),
    "pos": (0.1, "f"), "mod": (0.3, "ff"), "floordiv": (0.3, "ff"), "round_to": (0.3, "fn"),
    "abs": (0.2, "f"), "sym_ite": (0.1, "bff"), **{name: (0.1, "f") for name in UNARY_FLOAT_OPERATIONS},
}
TRUTH_OPERATIONS = {name: (3, "ii") for name in RELATIONS}
TRUTH_OPERATIONS |= {
    "eq": (8, "ii"), "and_": (1.5, "bb"), "or_": (1.5, "bb"), "sym_not": (1, "b"),
    "is_integer": (0.1, "f"), "is_contiguous": (0.3, "iiii"), "is_dense": (0.2, "iiii"), "is_channels_last": (0.15, "iiiiiiii"),
}
# Those into which PyTorch lets truth values among integers, though it often has no answer then.
OF_ANY = {"eq", "ne", "and_", "or_", "sym_not", "sym_float"}
MIXED_SHARE = 0.01
OPERATIONS = {"i": INTEGER_OPERATIONS, "f": FLOAT_OPERATIONS, "b": TRUTH_OPERATIONS}

GUARDS = {"bool": 6, "check": 6, "guard_or_false": 2, "guard_or_true": 2, "guard_size_oblivious": 2,
          "statically_known_true": 1, "statically_known_false": 0.5, "int": 1, "is_size": 1, "guard_scalar": 0.5,
          "float": 0.7, "optimization_hint": 0.3, "has_static_value": 0.3}
KIND_OF_GUARD = {"int": "i", "is_size": "i", "guard_scalar": "i", "optimization_hint": "i", "has_static_value": "i", "float": "f"}
CALLS = {
    "tensor": 8, "symbol": 2, "unspecified": 3, "symint": 1, "unbacked": 6, "let": 5, "guard": 30, "evaluate": 3, "assert": 3,
    "range": 3, "bounded": 0.5, "unify": 1, "rename": 1, "eliminate": 1, "tell": 0.7, "exclude": 0.5, "find": 1, "set": 1.5,
    "mode": 0.7, "change": 4,
}
SWITCHES = [("_suppress_guards_enter", [], 4), ("_suppress_guards_exit", [], 4), ("_ignore_fresh_unbacked_symbols_set", [True], 2),
            ("_ignore_fresh_unbacked_symbols_set", [False], 2), ("freeze", [], 1), ("freeze_runtime_asserts", [], 1)]
MODES = [("exporting", True, 6), ("exporting", False, 3), ("frozen", True, 1), ("frozen", False, 0.5)]
# What PyTorch does to an environment without a call that it records.
CHANGES = {"bind": 2, "hint": 2, "value": 1, "count": 0.5, "narrow": 2, "match": 1, "special": 1, "err": 1, "leave": 3}


class Generator:
    def __init__(self, seed, with_validation):
        self.random = random.Random(seed)
        self.with_validation = with_validation
        self.validates = False
        self.names = {"i": [], "f": [], "b": [], "symbol": [], "unbacked": []}
        self.tensors = []

    def chance(self, share):
        return self.random.random() < share

    def weighted(self, choices):
        return self.random.choices(list(choices), list(choices.values()))[0]

    def program(self):
        chance = self.chance
        self.validates = self.with_validation and chance(0.15)
        return {
            "config": {
                "use_duck_shape": not chance(0.1),
                "backed_size_oblivious": chance(0.12),
                "symbol_guard_limit_before_specialize": self.random.choice([1, 2, 3]) if chance(0.08) else None,
                "aggressive_guard_free_semantics": self.random.choice([1, 2]) if chance(0.12) else 0,
                "inject_EVALUATE_EXPR_flip_equality_TESTING_ONLY": chance(0.03),
                "translation_validation": self.validates,
                "translation_validation_no_bisect": chance(0.95),
            },
            "settings": {
                "specialize_zero_one": not chance(0.2),
                "duck_shape": self.random.choice([True, True, False, None]),
                "assume_static_by_default": chance(0.1),
                "prefer_deferred_runtime_asserts_over_guards": chance(0.25),
                "trace_asserts": chance(0.15),
                "allow_scalar_outputs": not chance(0.1),
                "allow_dynamic_output_shape_ops": not chance(0.1),
            },
            "calls": self.calls(),
        }

    def calls(self):
        calls = []
        for i in range(self.random.choice([4, 8, 12, 20, 30])):
            do = "tensor" if i == 0 else self.weighted(CALLS)
            call = getattr(self, f"make_{do}")({"do": do, "id": i})
            if call is not None:
                calls.append(call)
        if self.chance(0.6):
            # Simplified ones are not in a trace: a copy is asked for others, and has no caches that a unification could have made stale.
            simplified = self.chance(0.05) and not any(call["do"] == "unify" for call in calls)
            calls.append({"do": "produce", "id": len(calls) + 100, "simplified": simplified})
        return calls

    # Trees

    def leaf(self, kind):
        if kind == "n":
            return self.random.choice([0, 1, 2, 2, 3])
        if kind == "d" and self.chance(0.7):
            return self.random.choice([1, 2, 2, 3, 4, 5, 8])
        if kind == "d":
            kind = "i"
        known = self.names[kind]
        if known and self.chance(0.75):
            return self.random.choice(known)
        if kind == "i" and self.chance(0.02):
            return self.random.choice(LARGE_INTEGERS)
        return self.random.choice({"i": INTEGERS, "f": FLOATS, "b": [True, False]}[kind])

    def tree(self, kind, depth):
        if kind in "nd" and (kind == "n" or self.chance(0.75)):
            return self.leaf(kind)
        kind = "i" if kind == "d" else kind
        if depth <= 0 and kind != "b" or kind == "b" and self.names["b"] and self.chance(0.1) or kind != "b" and self.chance(0.2):
            return self.leaf(kind)
        operation = self.weighted({name: weight for name, (weight, _) in OPERATIONS[kind].items()})
        kinds = OPERATIONS[kind][operation][1]
        if operation in RELATIONS and self.chance(0.1):
            kinds = "ff"
        elif operation in OF_ANY and self.chance(MIXED_SHARE):
            kinds = self.random.choice(["ib", "bi"])[:len(kinds)]
        return [operation, *[self.tree(part, depth - 1) for part in kinds]]

    def truth(self):
        return self.tree("b", self.random.choice([1, 2, 2, 3]))

    # Arguments

    def constraint(self, value, share):
        if not self.chance(share):
            return None
        warn_only = self.chance(0.3)
        if self.chance(0.4):
            return ["relaxed", warn_only]
        if self.chance(0.1):
            return ["range", warn_only, value, value]
        low = max(0, value - self.random.choice([0, 1, 2, 5]))
        return ["range", warn_only, low, self.random.choice(["oo", value, value + 1, value + 10, 1000])]

    def strides(self, size):
        stride, step = [0] * len(size), 1
        order = list(range(len(size)))
        if self.chance(0.25):
            self.random.shuffle(order)
        for i in reversed(order):
            stride[i] = step
            step *= max(size[i], 1)
        if self.chance(0.15) and stride:
            stride[self.random.randrange(len(stride))] = self.random.choice([0, 1, 2, 7, 64])
        return stride

    def dims(self, n):
        if self.chance(0.5):
            return [self.random.choice(["DYNAMIC", "DUCK"])] * n
        return [self.random.choice(DIMS) for _ in range(n)]

    def nested_size(self):
        """The size and stride of a jagged tensor.  SymPy takes multiples of a nested integer for the same: there are none."""
        nested = ["nested", self.random.choice([1, 1, 2, 3]), 1]
        return [self.random.choice(SIZES), nested], [nested, 1]

    def context(self, size):
        n = len(size)
        is_nested = any(isinstance(value, list) for value in size)
        size = [3 if isinstance(value, list) else value for value in size]
        dims = ["DYNAMIC"] * n if is_nested else self.dims(n)
        given = {
            "class": self.random.choice(["stateless", "stateless", "stateful", "stateful", "subclass"]),
            "sizes": dims,
            "strides": [self.random.choice(["INFER_STRIDE"] * 4 + ["DYNAMIC", "DUCK"]) for _ in size],
            "constraints": [self.constraint(value, 0.12) if dim != "UNBACKED" else None for value, dim in zip(size, dims)],
        }
        if n and self.chance(0.05):
            given["stride_constraints"] = [self.constraint(self.random.choice([1, 2, 3]), 0.5) for _ in size]
        if n and self.chance(0.15):
            given["shape_ids"] = {str(i): self.random.choice(["a", "a", "b"]) for i in range(n) if self.chance(0.6)}
        if n and self.chance(0.15):
            given["bounds"] = {str(i): [self.random.choice([None, 0, 1, 2]), self.random.choice([None, 8, 100])]
                               for i in range(n) if self.chance(0.6)}
        if n and self.chance(0.08):
            given["specialize"] = [[name for name in ("is_even", "is_long") if self.chance(0.4)] for _ in size]
        if given["class"] != "stateless":
            if self.chance(0.2):
                given["excluded"] = [self.random.choice([None, value + 1, 2]) for value in size]
            if self.tensors and self.chance(0.1):
                given["memory_of"] = self.random.choice(self.tensors)["id"]
        return given

    # Calls

    def add(self, kind, name, *, is_unbacked=False):
        self.names[kind].append(name)
        if kind == "i":
            self.names["symbol"].append(name)
            if is_unbacked:
                self.names["unbacked"].append(name)

    def make_tensor(self, call):
        again = self.tensors and self.chance(0.12)
        if again:
            old = self.random.choice(self.tensors)
            call |= {key: old[key] for key in ("size", "stride", "offset")} | {"context": {"same": old["id"]}}
        else:
            if self.chance(0.04):
                size, stride = self.nested_size()
            else:
                size = [self.random.choice(SIZES) for _ in range(self.random.choice([0, 1, 1, 2, 2, 3]))]
                stride = self.strides(size)
            call |= {"size": size, "stride": stride, "offset": self.random.choice([0] * 5 + [1, 3, 10]),
                     "context": None if self.chance(0.04) else self.context(size)}
            if self.chance(0.06):
                call["of"] = self.random.choice(["ephemeral", "constant"])
            if size and self.chance(0.1):
                call["hints"] = {str(self.random.randrange(len(size))): self.random.choice(SIZES)}
            if call["context"] is not None:
                self.tensors.append(call)
        dims = (call["context"] or {}).get("sizes", ["DUCK"] * len(call["size"]))
        for i, dim in enumerate(dims):
            if dim != "STATIC":
                self.add("i", f"{call['id']}.size{i}", is_unbacked=dim == "UNBACKED")
        if call["size"] and self.chance(0.3):
            self.add("i", f"{call['id']}.stride0")
        if self.chance(0.2):
            self.add("i", f"{call['id']}.offset")
        return call

    def make_symbol(self, call):
        value = self.random.choice(SIZES)
        self.add("i", f"{call['id']}.value")
        return call | {"value": value, "dim": self.random.choice(["DYNAMIC", "DUCK", "DUCK", "STATIC"]),
                       "constraint": self.constraint(value, 0.2), "positive": self.random.choice([True, True, None]),
                       "keep_zero_one": self.chance(0.3)}

    def make_unspecified(self, call):
        is_float = self.chance(0.4)
        value = self.random.choice(FLOATS if is_float else INTEGERS)
        self.add("f" if is_float else "i", f"{call['id']}.value")
        return call | {"value": value, "dim": self.random.choice(["DYNAMIC", "DYNAMIC", "DUCK"]),
                       "constraint": None if is_float else self.constraint(value, 0.2), "with_context": self.chance(0.3)}

    def make_symint(self, call):
        self.add("i", f"{call['id']}.value")
        return call | {"value": self.random.choice(INTEGERS), "dim": self.random.choice(["DYNAMIC", "DUCK"]),
                       "excluded": self.random.choice([None, 3])}

    def make_unbacked(self, call):
        kind = self.random.choice("iiiiifb")
        call |= {"type": {"i": "int", "f": "float", "b": "bool"}[kind], "with_source": self.chance(0.1)}
        if kind == "i" and self.chance(0.5):
            call["size"] = [self.random.choice([None, 0, 1, 2]), self.random.choice([None, None, 10, 100])]
        self.add(kind, f"{call['id']}.value", is_unbacked=True)
        return call

    def make_let(self, call):
        kind = self.random.choices("ifb", [6, 2, 1])[0]
        call["tree"] = self.tree(kind, self.random.choice([1, 1, 2]))
        self.names[kind].append(f"{call['id']}.value")
        return call

    def make_guard(self, call):
        how = self.weighted(GUARDS)
        kind = KIND_OF_GUARD.get(how)
        return call | {"how": how, "tree": self.tree(kind, 1) if kind else self.truth()}

    def make_evaluate(self, call):
        return call | {"tree": self.truth() if self.chance(0.8) else self.tree("i", 1), "arguments": {
            "size_oblivious": self.chance(0.3), "fallback_value": self.random.choice([None, None, True, False]),
            "forcing_spec": self.chance(0.3)}}

    def make_assert(self, call):
        return call | {"tree": self.truth(), "message": f"assert {call['id']}"}

    def pick(self, kind):
        return self.random.choice(self.names[kind]) if self.names[kind] else None

    def make_range(self, call):
        low, high = self.random.choice([-5, 0, 1, 2, 4]), self.random.choice([2, 8, 9, 100, "oo"])
        return self.about(call, "unbacked" if self.chance(0.8) else "symbol", range=[low, high],
                          method=self.random.choice(["constrain_symbol_range", "_constrain_range", "_constrain_range_for_size"]))

    def about(self, call, kind, **arguments):
        """The call with a symbol of a kind, if there is one."""
        name = self.pick(kind)
        return None if name is None else call | {"symbol": name} | arguments

    def make_bounded(self, call):
        return self.about(call, "symbol", bound=self.random.choice(SIZES))

    def make_unify(self, call):
        return call | {"one": self.leaf("i"), "other": self.leaf("i")} if self.names["symbol"] else None

    def make_rename(self, call):
        if len(self.names["unbacked"]) < 2:
            return None
        old, new = self.random.sample(self.names["unbacked"], 2)
        return call | {"old": old, "new": new}

    def make_eliminate(self, call):
        old = self.pick("unbacked")
        return None if old is None else call | {"old": old, "tree": self.tree("i", 1)}

    def make_tell(self, call):
        return self.about(call, "unbacked", value=self.random.choice([1, 2, 3, 5, 8]))

    def make_exclude(self, call):
        return self.about(call, "symbol", value=self.random.choice(SIZES))

    def make_find(self, call):
        return self.about(call, "symbol")

    def make_set(self, call):
        method, arguments, _ = self.random.choices(SWITCHES, [weight for *_, weight in SWITCHES])[0]
        return call | {"method": method, "arguments": arguments}

    def make_change(self, call):
        call["what"] = self.weighted(CHANGES)
        if call["what"] in ("bind", "count", "err", "leave"):
            return call
        kind = "unbacked" if call["what"] in ("value", "match") else "symbol"
        return self.about(call, kind, value=self.random.choice([2, 3, 4, 8]))

    def make_mode(self, call):
        name, value, _ = self.random.choices(MODES, [weight for *_, weight in MODES])[0]
        return call | {"name": name, "value": value}
