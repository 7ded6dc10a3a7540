# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sources as a trace has them: what counts is the name."""

import dataclasses
import functools

from torch._dynamo.source import TensorProperty, TensorPropertySource
from torch._guards import Source

@dataclasses.dataclass(frozen=True, eq=False)
class RecordedSource(Source):
    """A source that is known by the name that it had; equal to each source of that name."""

    recorded_name: str
    recorded_class: str
    base: Source | None
    is_for_the_moment: bool

    @functools.cached_property
    def name(self):
        return self.recorded_name

    @property
    def _name_template(self):
        return self.recorded_name

    def is_ephemeral(self):
        return self.is_for_the_moment

    def __eq__(self, other):
        return isinstance(other, Source) and other.name == self.name

    def __hash__(self):
        return hash(self.recorded_name)


def make_source(line, base):
    """The source of a definition."""
    if line["class"] == "TensorPropertySource" and base is not None:
        return TensorPropertySource(base, TensorProperty[line["prop"].upper()], line.get("idx"))
    return RecordedSource(line["name"], line["class"], base, bool(line.get("ephemeral")))
