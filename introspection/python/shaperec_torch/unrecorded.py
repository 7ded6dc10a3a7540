# SPDX-License-Identifier: LGPL-2.1-or-later
"""What PyTorch does to an environment without a call that it records.

Such a change is written as an event all the same, marked as `unrecorded`: as that of the method that makes
it, or else as `_set_state`, which PyTorch does not have. PyTorch's own list of events lacks it, and its
replay ends elsewhere for that reason.
"""

import itertools

from torch.fx.experimental.symbolic_shapes import _ignore_fresh_unbacked_symbols_tls as is_ignoring

from .state import FIELDS

# The fields that PyTorch changes so.
NAMES = """
frozen runtime_asserts_frozen unbacked_symint_counter unbacked_symfloat_counter num_deferred_runtime_asserts
replacements var_to_range deferred_runtime_asserts backed_var_to_val var_to_hint_override divisible
pending_fresh_unbacked_symbols axioms
""".split()
# The methods that do nothing but that.
METHODS = {"frozen": "freeze", "runtime_asserts_frozen": "freeze_runtime_asserts"}


class Watched:
    """A field, and what was in it after the last event."""

    def __init__(self, field, env):
        self.field = field
        self.known = field.take(env)

    def is_known(self, env):
        return self.known == getattr(env, self.field.attribute)

    def look(self, env):
        if not self.is_known(env):
            self.known = self.field.take(env)

    def write_change(self, writer, env):
        before, self.known = self.known, self.field.take(env)
        return self.field.write_change(writer, before, self.known)


class WatchedAsserts(Watched):
    """Lists that only grow: their number tells."""

    def __init__(self, field, env):
        super().__init__(field, env)
        self.number = env.num_deferred_runtime_asserts

    def is_known(self, env):
        return self.number == env.num_deferred_runtime_asserts

    def look(self, env):
        super().look(env)
        self.number = env.num_deferred_runtime_asserts


class WatchedAxioms(Watched):
    """There may be thousands of them, and new ones come last."""

    def __init__(self, field, env):
        super().__init__(field, env)
        self.is_doubtful = False

    def is_known(self, env):
        return len(self.known) == len(env.axioms) and not (self.is_doubtful and self.known != env.axioms)

    def look(self, env):
        n = len(env.axioms) - len(self.known)
        if n < 0 or self.is_doubtful:
            self.known = self.field.take(env)
        elif n > 0:
            self.known.update(itertools.islice(reversed(env.axioms.items()), n))
        self.is_doubtful = False

    def write_change(self, writer, env):
        self.is_doubtful = False
        return super().write_change(writer, env)


KINDS = {"deferred_runtime_asserts": WatchedAsserts, "axioms": WatchedAxioms}


NOT_IN_EFFECTS = {field.name for field in FIELDS if field.final}


def make_event(changes, mode):
    """The event that makes changes; None where there are none."""
    if not changes and not mode:
        return None
    if len(changes) == 1 and not mode:
        for name, method in METHODS.items():
            if changes.get(name) == {"now": True}:
                return {"event": method, "args": {}, "unrecorded": True, "effects": changes}
    effects = {name: change for name, change in changes.items() if name not in NOT_IN_EFFECTS}
    return {"event": "_set_state", "args": {"changes": changes, **mode}, "unrecorded": True, "effects": effects}


def make_mode_event(before, now):
    return {"event": "_ignore_fresh_unbacked_symbols_set", "args": {"b": now}, "unrecorded": True, "result": before}


class Watch:
    """Looks at those fields of an environment that PyTorch sets by the way."""

    def __init__(self, env):
        self.fields = [KINDS.get(field.name, Watched)(field, env) for field in FIELDS if field.name in NAMES]
        self.axioms = next(watched for watched in self.fields if watched.field.name == "axioms")
        self.errs = False     # where a guard is new
        self.ignores = False  # fresh unbacked symbols, as a replay does

    def doubt_axioms(self):
        """Some may have come, and as many gone."""
        self.axioms.is_doubtful = True

    def look(self, env):
        """Takes the fields as they are after an event."""
        for watched in self.fields:
            watched.look(env)
        self.errs = env._error_on_new_guards
        self.ignores = is_ignoring()

    def find_changes(self, writer, env):
        """The event that would have made what happened since the last one; None where nothing did."""
        changes = {}
        for watched in self.fields:
            if not watched.is_known(env):
                change = watched.write_change(writer, env)
                if change:
                    changes[watched.field.name] = change
        before, self.errs = self.errs, env._error_on_new_guards
        return make_event(changes, {} if before == self.errs else {"error_on_new_guards": self.errs})

    def find_mode(self):
        """The event for a mode of this thread that was set without a call of the environment."""
        before, self.ignores = self.ignores, is_ignoring()
        return None if before == self.ignores else make_mode_event(before, self.ignores)
