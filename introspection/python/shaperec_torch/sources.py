# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sources as a trace has them: a name and a class, and several may have the same."""

import dataclasses
import functools

from torch._dynamo.source import TensorProperty, TensorPropertySource
from torch._guards import Source


@dataclasses.dataclass(frozen=True, eq=False)
class RecordedSource(Source):
    """A source of which a trace tells; equal to the same one of another trace, and to each of PyTorch's of its name."""

    recorded_name: str
    recorded_class: str
    base: Source | None
    is_for_the_moment: bool
    occurrence: int  # among those that are alike otherwise

    @functools.cached_property
    def name(self):
        return self.recorded_name

    @property
    def _name_template(self):
        return self.recorded_name

    def is_ephemeral(self):
        return self.is_for_the_moment

    def __eq__(self, other):
        if self is other or not isinstance(other, RecordedSource):
            return isinstance(other, Source) and other.name == self.name
        return ((self.recorded_name, self.recorded_class, self.occurrence, self.base)
                == (other.recorded_name, other.recorded_class, other.occurrence, other.base))

    def __hash__(self):
        return hash(self.recorded_name)


def make_source(line, base, occurrence):
    """The source of a definition."""
    if line["class"] == "TensorPropertySource" and base is not None:
        return TensorPropertySource(base, TensorProperty[line["prop"].upper()], line.get("idx"))
    return RecordedSource(line["name"], line["class"], base, bool(line.get("ephemeral")), occurrence)
