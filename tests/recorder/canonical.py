# SPDX-License-Identifier: LGPL-2.1-or-later
"""Traces in a form in which two of one program are the same.

Whatever is defined under a number is named by its content instead. The places in the program are left
out: the same program in another file has others.
"""

import hashlib
import json
import re

REFERENCES = {
    "source": "source", "tensor_source": "source", "base": "source",
    "symbolic_context": "context", "view_base_context": "context", "context": "context", "cache_of": "context",
    "tracked_fakes": "tracked_fakes",
}


# Folders in messages: they say where a machine has its files.
FOLDER = re.compile(r"(?<![\w\])'\"])/(?:[\w.-]+/)+")


LONGEST = 100000
# Fields that are written sorted by their texts, in which a shared part is a number.
SETS = ("axioms", "divisible")
PROGRAM = re.compile(r"(corpus|programs)\.py:.*")


def digest(content):
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


class Canonical:
    """Goes through the lines of a trace once, front to back."""

    def __init__(self):
        self.known = {"source": {}, "context": {}, "tracked_fakes": {}, "expr": {}}
        self.n_contexts = 0

    def text(self, text):
        text = FOLDER.sub("", text)
        return re.sub(r"#(\d+)", lambda found: self.known["expr"].get(int(found[1]), found[0]), text)

    def value(self, value, key=None):
        if isinstance(value, dict):
            return {name: self.value(item, name) for name, item in value.items() if name != "where"}
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if key in REFERENCES and isinstance(value, int) and not isinstance(value, bool):
            return self.known[REFERENCES[key]][value]
        return self.text(value) if isinstance(value, str) else value

    def inner(self, line):
        if "inner_contexts" in line:
            contexts = self.known["context"]
            line = {**line, "inner_contexts": {name: contexts[number] for name, number in line["inner_contexts"].items()}}
        return line

    def define(self, line):
        kind = line["define"]
        if kind == "symbol":
            return
        if kind == "expr":
            # Which parts a writer shares means nothing. As text they may grow without bound.
            text = self.text(line["expr"])
            self.known[kind][line["id"]] = text if len(text) < LONGEST else f"#{digest(text)}"
            return
        content = self.value(self.inner({name: item for name, item in line.items() if name != "id"}))
        name = digest(content)
        if kind == "context":
            # Two of the same content are two.
            name = f"{self.n_contexts}-{name}"
            self.n_contexts += 1
        self.known[kind][line["id"]] = f"{kind} {name}"

    def line(self, line):
        where = line.get("where", {}).get("framework")
        line = self.value(line)
        if where is not None:
            line["where"] = PROGRAM.sub("the program", where)
        if line.get("event") == "ShapeEnv":
            line["args"].get("co_fields", {}).update(co_filename="", co_firstlineno=0)
        for field in SETS:
            if field in line.get("state", {}):
                line["state"][field].sort()
        for key in ("producer", "meta"):
            line.pop(key, None)
        return line


def apply_effect(value, effect):
    """The value of a field after an effect."""
    if "now" in effect:
        return effect["now"]
    if isinstance(value, list):
        return value + effect["append"]
    return {key: item for key, item in {**value, **effect.get("set", {})}.items() if key not in effect.get("del", [])}


def replay_fields(lines, state, names):
    """Puts into the state what the effects of the events alone make of some fields."""
    for name in names:
        value = type(state[name])()
        for line in lines:
            if name in line.get("effects", {}):
                value = apply_effect(value, line["effects"][name])
        state[name] = value


def canonical_lines(lines):
    """The lines that are no definitions, without the events that PyTorch does not record itself."""
    canonical = Canonical()
    found = []
    unrecorded = []
    for line in lines:
        if "define" in line:
            canonical.define(line)
        elif line.get("unrecorded"):
            unrecorded.append(line)
        else:
            found.append(canonical.line(line))
    if unrecorded:
        replay_fields(found, find(found, "state"), {name for line in unrecorded for name in line.get("effects", {})})
        found[-1]["end"] -= len(unrecorded)
    return found


def find(lines, key):
    return next(line[key] for line in lines if key in line)


def first_difference(left, right):
    """Where two traces differ first, as a text; None where they are the same."""
    left, right = canonical_lines(left), canonical_lines(right)
    for i, (one, other) in enumerate(zip(left, right)):
        if one != other:
            keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
            return f"line {i} ({one.get('event')}, {', '.join(keys)}):\n  {pick(one, keys)}\n  {pick(other, keys)}"
    return None if len(left) == len(right) else f"{len(left)} and {len(right)} lines"


def pick(line, keys):
    return json.dumps({key: line.get(key) for key in keys}, sort_keys=True)[:1000]
