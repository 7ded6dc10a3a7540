# SPDX-License-Identifier: LGPL-2.1-or-later
"""The state of an environment, whole or as a difference.

A field is taken as it stands (a shallow copy), so that a difference is found without writing
what has not changed; only what a line needs is written.
"""

from .definitions import name_of_function
from .expressions import text_of_symbol


def text_of_key(writer, key):
    if key is None:
        return ""
    if isinstance(key, str):
        return writer.names.name_of_source(key)
    # A hint is given for what a symbol stands for by then.
    return text_of_symbol(key) if key.is_Symbol else writer.expressions.text(key)


class Field:
    """One field: where it is, and how to write an item of it."""

    def __init__(self, name, form, write_item, attribute=None, final=False):
        self.name = name
        self.form = form
        self.write_item = write_item
        self.attribute = attribute or name
        self.final = final

    def take(self, env):
        return self.copy(getattr(env, self.attribute, self.form()))

    def copy(self, value):
        return self.form(value)

    def write(self, writer, value):
        if self.form is dict:
            return self.write_entries(writer, value.items())
        if self.form is list:
            return [self.write_item(writer, item) for item in value]
        if self.form is set:
            return sorted(self.write_item(writer, item) for item in value)
        return value

    def write_entries(self, writer, entries):
        for key, _ in entries:
            if key is not None and not isinstance(key, str):
                writer.expressions.text(key)
        return {text_of_key(writer, key): self.write_item(writer, item) for key, item in entries}

    def write_change(self, writer, before, after):
        """The effect that makes one value into the other, None where they are the same."""
        if self.form is dict:
            return self.write_change_of_dict(writer, before, after)
        if before == after:
            return None
        if self.form in (list, set):
            old, new = self.write(writer, before), self.write(writer, after)
            if new[:len(old)] == old:
                return {"append": new[len(old):]}
            return {"now": new}
        return {"now": self.write(writer, after)}

    def write_change_of_dict(self, writer, before, after):
        entries = [(key, item) for key, item in after.items() if key not in before or before[key] != item]
        gone = [text_of_key(writer, key) for key in before if key not in after]
        effect = {}
        if entries:
            effect["set"] = self.write_entries(writer, entries)
        if gone:
            effect["del"] = gone
        return effect or None


class Guards(Field):
    """The guards, of which the parts that count are taken."""

    def copy(self, value):
        return [(guard.expr, guard.size_oblivious) for guard in value]


class Lists(Field):
    """A mapping to lists, which grow in their places."""

    def copy(self, value):
        return {key: tuple(items) for key, items in value.items()}


class Pairs(Field):
    """A mapping written as a list of pairs, since its keys are no texts."""

    def write(self, writer, value):
        return [[self.write_item(writer, key), self.write_item(writer, item)] for key, item in value.items()]

    def write_change(self, writer, before, after):
        if before == after:
            return None
        keys = list(after)
        if keys[:len(before)] == list(before) and all(before[key] == after[key] for key in before):
            return {"append": self.write(writer, {key: after[key] for key in keys[len(before):]})}
        return {"now": self.write(writer, after)}


def write_expr(writer, item):
    return writer.expressions.text(item)


def write_plain(_, item):
    return item


def write_text(writer, item):
    return writer.names.text(item)


def write_range(writer, item):
    return writer.values.write_range(item)


def write_with_expr(writer, item):
    """An expression and what goes with it."""
    return [writer.expressions.text(item[0]), item[1]]


def write_asserts(writer, items):
    return [[writer.expressions.text(item.expr), writer.names.known_message(item.msg)] for item in items]


def write_names(writer, sources):
    return [writer.names.source(source) for source in sources]


def write_specialization(writer, item):
    return f"{writer.names.source(item.source)}: {writer.names.function(name_of_function(item.check_fn))}"


def write_key(writer, item):
    if isinstance(item, (int, float)):
        return item
    return writer.expressions.text(item) if hasattr(item, "args") else writer.values.write(item)


class Axioms(Pairs):
    """Facts in no order of their own, of which some may go."""

    def write(self, writer, value):
        return sorted(super().write(writer, value))

    def write_change(self, writer, before, after):
        new = {key: item for key, item in after.items() if before.get(key) != item}
        gone = [self.write_item(writer, key) for key in before if key not in after]
        return ({"del": gone} if gone else {}) | ({"append": self.write(writer, new)} if new else {}) or None


FIELDS = [
    Guards("guards", list, write_with_expr),
    Field("replacements", dict, write_expr),
    Field("var_to_range", dict, write_range),
    Lists("deferred_runtime_asserts", dict, write_asserts),
    Field("backed_var_to_val", dict, write_expr),
    Field("real_tensor_prop_unbacked_vals", dict, write_expr),
    Field("var_to_hint_override", dict, write_plain),
    Field("divisible", set, write_expr),
    Field("size_like", set, write_expr),
    Field("unbacked_inputs", list, write_expr),
    Pairs("val_to_var", dict, write_key),
    Field("source_to_var", dict, write_expr),
    Lists("var_to_sources", dict, write_names),
    Field("unbacked_renamings", dict, write_expr),
    Field("exclusion_constraints", list, write_with_expr),
    Field("unique_ids", set, write_plain),
    Field("unbacked_symint_counter", int, None),
    Field("unbacked_symfloat_counter", int, None),
    Field("num_deferred_runtime_asserts", int, None),
    Field("frozen", bool, None),
    Field("runtime_asserts_frozen", bool, None),
    Field("pending_fresh_unbacked_symbols", list, write_expr),
    Field("symbol_guard_counter", dict, write_plain),
    Axioms("axioms", dict, write_expr, final=True),
    Field("unbacked_alloc_order", dict, write_plain),
    Field("shape_id_to_unbacked_symbol", dict, write_expr, attribute="_shape_id_to_unbacked_symbol"),
    Field("specializations", set, write_specialization),
]
FX_FIELDS = [
    Field("name_to_node", set, write_plain),
    Field("source_to_symbol", set, write_text),
]


def fields_of(env):
    return FIELDS + FX_FIELDS if env._translation_validation_enabled else FIELDS


def take_state(env):
    """What stands in the fields that effects tell of."""
    return [(field, field.take(env)) for field in fields_of(env) if not field.final]


def write_effects(writer, before, after):
    """How one state became the other, field by field."""
    effects = {}
    for (field, old), (_, new) in zip(before, after):
        effect = field.write_change(writer, old, new)
        if effect is not None:
            effects[field.name] = effect
    return effects


def write_state(writer, env):
    """The whole state."""
    return {field.name: field.write(writer, field.take(env)) for field in fields_of(env)}
