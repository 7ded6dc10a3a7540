# SPDX-License-Identifier: LGPL-2.1-or-later
"""What PyTorch does to an environment without a call that it records.

A change that a recorded method makes too is written as that method's event, marked as `unrecorded`:
PyTorch's own list of events lacks it, and its replay ends elsewhere for that reason.
"""

import contextlib


def make_event(name, field):
    return {"event": name, "args": {}, "unrecorded": True, "effects": {field: {"now": True}}}


class Watch:
    """Looks at those fields of an environment that PyTorch sets by the way."""

    def __init__(self, env):
        self.n_closed = 0
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
