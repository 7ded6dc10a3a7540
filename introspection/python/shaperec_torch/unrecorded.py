# SPDX-License-Identifier: LGPL-2.1-or-later
"""What PyTorch does to an environment without a call that it records.

A change that a recorded method makes too is written as that method's event, marked as `unrecorded`:
PyTorch's own list of events lacks it, and its replay ends elsewhere for that reason.
"""

import contextlib

from torch.fx.experimental.symbolic_shapes import _ignore_fresh_unbacked_symbols_tls as is_ignoring


def make_event(name, field):
    return {"event": name, "args": {}, "unrecorded": True, "effects": {field: {"now": True}}}


def make_mode_event(before, now):
    return {"event": "_ignore_fresh_unbacked_symbols_set", "args": {"b": now}, "unrecorded": True, "result": before}


class Watch:
    """Looks at those fields of an environment that PyTorch sets by the way.

    `divided` has what a replay still holds divisible, while the environment has found, when the program had
    it simplify something, that it is a number by now.
    """

    def __init__(self, env):
        self.n_closed = 0
        self.divisible = env.divisible
        self.divided = frozenset()
        self.ignores = False  # fresh unbacked symbols, as a replay does
        self.look(env)

    @contextlib.contextmanager
    def closed_eyes(self, env):
        """What is set inside is set back in the end."""
        self.n_closed += 1
        try:
            yield
        finally:
            self.n_closed -= 1
            self.look(env)

    def look(self, env):
        """Takes the fields as they are after an event."""
        if self.n_closed > 0:
            return
        self.frozen = env.frozen
        self.runtime_asserts_frozen = env.runtime_asserts_frozen

    def look_before_call(self, env):
        # The environment makes a new set each time that it looks for numbers.
        if env.divisible is not self.divisible:
            self.divided |= self.divisible - env.divisible
            self.divisible = env.divisible

    def find_mode(self):
        """The event for a mode of this thread that was set without a call of the environment."""
        before, self.ignores = self.ignores, is_ignoring()
        return [] if before == self.ignores else [make_mode_event(before, self.ignores)]

    def look_after_call(self, env):
        # A replay that makes the call looks for numbers too.
        if env.divisible is not self.divisible:
            self.divided = frozenset()
            self.divisible = env.divisible
        self.ignores = is_ignoring()

    def find_changes(self, env):
        """The events that would have made what happened since."""
        events = []
        if self.n_closed > 0:
            return events
        if env.frozen and not self.frozen:
            events.append(make_event("freeze", "frozen"))
        if env.runtime_asserts_frozen and not self.runtime_asserts_frozen:
            events.append(make_event("freeze_runtime_asserts", "runtime_asserts_frozen"))
        self.look(env)
        return events
