# SPDX-License-Identifier: LGPL-2.1-or-later
"""What PyTorch does to an environment without a call that it records.

A change that a recorded method makes too is written as that method's event. There is no method for
the others; a trace names their fields, since a replay ends with other values in these.
"""


class Watch:
    """Looks at those fields of an environment that PyTorch sets by the way."""

    def __init__(self, env):
        self.look(env)

    def look(self, env):
        """Takes the fields as they are after an event."""
        self.frozen = env.frozen
        self.runtime_asserts_frozen = env.runtime_asserts_frozen

    def find_changes(self, env):
        """The events that would have made what happened since."""
        events = []
        if env.frozen and not self.frozen:
            events.append({"event": "freeze", "args": {}, "effects": {"frozen": {"now": True}}})
        if env.runtime_asserts_frozen and not self.runtime_asserts_frozen:
            events.append({"event": "freeze_runtime_asserts", "args": {},
                           "effects": {"runtime_asserts_frozen": {"now": True}}})
        self.look(env)
        return events
