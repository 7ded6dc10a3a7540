# SPDX-License-Identifier: LGPL-2.1-or-later
"""The calls that a trace has, and how their arguments and results are written."""

import inspect

from torch.fx.experimental.symbolic_shapes import ShapeEnv

from .definitions import write_by_dim
from .values import node_name, write_op

# The methods of ShapeEnv that a trace has under another name.
RENAMED = {"_inner_evaluate_expr": "evaluate_expr"}

# Calls that come so often, and say so little, that their place is not written.
WITHOUT_PLACE = {"_create_fx_call_function", "_find", "_suppress_guards_enter", "_suppress_guards_exit"}
# Calls without arguments that change the mode of the thread and nothing else.
BARE = {"_suppress_guards_enter", "_suppress_guards_exit"}
WITH_INPUTS = {"evaluate_expr", "guard_or_defer_runtime_assert"}

METHODS = """
_create_symbolic_sizes_strides_storage_offset create_symbol create_unspecified_symbol
create_unspecified_symint_and_symbol create_symintnode create_symfloatnode
create_unbacked_symint create_unbacked_symfloat create_unbacked_symbool
_inner_evaluate_expr guard_or_defer_runtime_assert _find
constrain_symbol_range _constrain_range _constrain_range_for_size _constrain_is_bounded _constrain_unify
_eliminate_unbacked _rename_unbacked_to set_real_tensor_prop_unbacked_vals _record_exclusion_constraint
_create_fx_call_function _suppress_guards_enter _suppress_guards_exit _ignore_fresh_unbacked_symbols_set
freeze freeze_runtime_asserts
""".split()

# Questions: no event, but a trace has the answers.
QUESTIONS = ["produce_guards_verbose"]

# Ways to freeze an environment for a while.
MODES = ["patch_source_specialization", "error_on_new_guards"]


def write_value(writer, value):
    return writer.values.write(value)


def write_expr(writer, value):
    return None if value is None else writer.expressions.text(value)


def write_source(writer, value):
    return writer.definitions.source(value)


def write_context(writer, value):
    return writer.definitions.context(value)


def write_constraint(writer, value):
    return writer.definitions.constraint(value)


def write_dim(_, value):
    return value.name


def write_hints(_, value):
    return write_by_dim(value) if value else None


def write_node_name(_, value):
    return node_name(value)


def write_function(_, value):
    return write_op(value)


def write_message(writer, value):
    return writer.names.message(value)


PARAMETERS = {
    "orig_expr": write_expr, "sym": write_expr, "s": write_expr, "a": write_expr, "k": write_expr,
    "orig_s": write_expr, "new_s": write_expr, "min": write_expr, "max": write_expr,
    "compiler_min": write_expr, "compiler_max": write_expr, "upper_bound": write_expr,
    "source": write_source, "symbolic_context": write_context, "constraint_dim": write_constraint,
    "dynamic_dim": write_dim, "msg": write_message, "hint_overrides": write_hints,
    "fx_node": write_node_name, "op": write_function,
}


def write_nodes(writer, value):
    """Where an argument has no node, without translation validation, False stands for that."""
    if value is False:
        return None
    if isinstance(value, (tuple, list)):
        return [write_nodes(writer, item) for item in value]
    return writer.values.write(value)


PARAMETERS_OF = {
    "_constrain_unify": {"a": write_value, "b": write_value},
}


def write_created_node(writer, result):
    node, fresh = result
    return {"node": write_node_name(writer, node), "fresh": fresh}


def write_sizes(writer, result):
    return writer.values.write_sizes(result)


RESULTS = {
    "_create_fx_call_function": write_created_node,
    "_create_symbolic_sizes_strides_storage_offset": write_sizes,
}


class Event:
    """One kind of call."""

    def __init__(self, method):
        self.name = RENAMED.get(method, method)
        self.method = method
        self.write_result = RESULTS.get(self.name, write_value)
        self.has_place = self.name not in WITHOUT_PLACE
        self.is_bare = self.name in BARE
        self.has_inputs = self.name in WITH_INPUTS
        parameters = list(inspect.signature(inspect.unwrap(getattr(ShapeEnv, method))).parameters.values())[1:]
        self.names = [parameter.name for parameter in parameters]
        self.place_of_source = self.names.index("source") if "source" in self.names else None
        self.defaults = {parameter.name: None if parameter.default is parameter.empty else parameter.default
                         for parameter in parameters}
        known = PARAMETERS | PARAMETERS_OF.get(self.name, {})
        self.writers = {name: known.get(name, write_value) for name in self.names}

    def find_source(self, args, kwargs):
        """The source among the arguments of a call; None where there is none."""
        if self.place_of_source is not None and self.place_of_source < len(args):
            return args[self.place_of_source]
        return kwargs.get("source")

    def write_args(self, writer, env, args, kwargs):
        given = self.defaults | dict(zip(self.names, args)) | kwargs
        return {name: write(writer, given[name]) for name, write in self.writers_for(env).items()}

    def writers_for(self, _):
        return self.writers

    def write_bare(self):
        """The line of a call that has neither arguments nor a result."""
        return {"event": self.name, "args": {}}


class FxCall(Event):
    """The call that makes an FX node; none is made without translation validation."""

    idle_result = {"node": None, "fresh": False}

    def writers_for(self, env):
        return self.writers if env._translation_validation_enabled else {**self.writers, "args": write_nodes}

    def write_idle(self, writer, env, args):
        """The line of a call that makes no node; None where it makes one."""
        if env._translation_validation_enabled or len(args) != 2 or not isinstance(args[1], tuple):
            return None
        if not all(arg is False or arg is None for arg in args[1]):
            return None
        return {"event": self.name, "args": self.write_args(writer, env, args, {}), "result": self.idle_result}


FX_CALL = FxCall("_create_fx_call_function")
EVENTS = [FX_CALL if method == FX_CALL.method else Event(method) for method in METHODS]
