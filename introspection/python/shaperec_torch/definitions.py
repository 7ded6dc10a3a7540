# SPDX-License-Identifier: LGPL-2.1-or-later
"""Things that a trace defines once and then names by number: sources, contexts, inputs."""

import json
import re
import weakref

import torch
from torch._dynamo.source import TensorPropertySource
from torch.fx.experimental.recording import FakeTensorMeta
from torch.fx.experimental.symbolic_shapes import (
    StatefulSymbolicContext,
    StatelessSymbolicContext,
    StrictMinMaxConstraint,
    SubclassSymbolicContext,
)


# What follows the name of a tensor's source in that of a size, a stride, or the offset.
PROPERTY = re.compile(r"(\.(size|stride)\(\)\[\d+\]|\.storage_offset\(\))?")
NUMBERED = re.compile(r"(?:s|zf)(\d+)")


def find_numbers(name, source_to_var):
    """By what follows the name of a source, the numbers of the symbols for it and for its properties."""
    found = ((other[len(name):], number_of(symbol)) for other, symbol in source_to_var.items()
             if other.startswith(name) and PROPERTY.fullmatch(other, len(name)))
    return {what: number for what, number in found if number is not None}


NEVER_SEEN = (lambda: NEVER_SEEN), None, None, None


def number_of(symbol):
    found = NUMBERED.fullmatch(str(symbol))
    return int(found[1]) if found else None


def name_of_function(function):
    return getattr(function, "__name__", type(function).__name__)


def name_of_class(source):
    return getattr(source, "recorded_class", type(source).__name__)


def write_by_dim(mapping):
    return {str(dim): value for dim, value in mapping.items()}


class DefinitionWriter:
    """Gives numbers to sources, contexts and lists of inputs; hands new definitions to `define`."""

    def __init__(self, values, define, names, is_new):
        self.values = values
        self.define = define
        self.names = names
        self.is_new = is_new  # whether a line is not written yet
        self.sources = {}
        self.n_sources = 0
        self.contexts = {}
        self.memories = {}
        self.fakes = {}   # numbers by the parts of a list
        self.inputs = []  # what the parts are
        self.parts = {}   # the other way round
        self.seen = {}    # by identity: what is in it, the fake held weakly, and the part
        self.lines_of = {}  # the definitions of sources

    def source(self, source):
        """The number of a source, None for None."""
        if source is None:
            return None
        number = self.sources.get(source)
        if number is None:
            number = self.define_source(source)
        return number

    def define_source(self, source):
        written = {"class": name_of_class(source), "name": self.names.source(source)}
        base = getattr(source, "base", None)
        if base is not None:
            written["base"] = self.source(base)
        if source.is_ephemeral():
            written["ephemeral"] = True
        if isinstance(source, TensorPropertySource):
            written["prop"] = source.prop.name.lower()
            if source.idx is not None:
                written["idx"] = source.idx
        number = self.sources[source] = self.take_number()
        self.lines_of[source] = {"define": "source", "id": number, **written}
        self.define(self.lines_of[source])
        return number

    def take_number(self):
        self.n_sources += 1
        return self.n_sources - 1

    def number_symbols(self, source, event, source_to_var):
        """Has the source of an event give the numbers of the symbols that the event may have made for it.

        Such a number comes from the name of the source, which is another one here. A source that an
        earlier event named is defined once more.
        """
        numbers = find_numbers(source.name, source_to_var)
        line = self.lines_of[source]
        if numbers == line.get("numbers", {}):
            return
        if not self.is_new(line):
            line = self.lines_of[source] = {**line, "id": self.take_number()}
            self.sources[source] = line["id"]
            self.define(line)
            event["args"]["source"] = line["id"]
        line["numbers"] = numbers

    def constraint(self, constraint):
        if constraint is None:
            return None
        written = {"class": type(constraint).__name__}
        if isinstance(constraint, StrictMinMaxConstraint):
            written["range"] = self.values.write_range(constraint.vr)
        return {**written, "warn_only": constraint.warn_only}

    def context(self, context):
        """The number of a context, which is told by its identity; None for None."""
        if context is None:
            return None
        known = self.contexts.get(id(context))
        if known is None:
            written = self.write_context(context)
            # The context is kept, so that no later one has the same identity.
            known = self.contexts[id(context)] = (len(self.contexts), context)
            self.define({"define": "context", "id": known[0], **written, **self.share_memory(context, known[0])})
        return known[0]

    def share_memory(self, context, number):
        if not isinstance(context, StatefulSymbolicContext):
            return {}
        first = self.memories.setdefault(id(context.shape_env_to_source_to_symbol_cache), number)
        return {} if first == number else {"cache_of": first}

    def write_context(self, context):
        written = {"class": type(context).__name__}
        if isinstance(context, StatelessSymbolicContext):
            written |= self.write_dims(context)
        else:
            written["constraint"] = self.constraint(context.constraint)
        if isinstance(context, StatefulSymbolicContext):
            written["tensor_source"] = self.source(context.tensor_source)
            if context.excluded_sizes is not None:
                written["excluded_sizes"] = list(context.excluded_sizes)
        if isinstance(context, SubclassSymbolicContext) and context.inner_contexts:
            written["inner_contexts"] = {name: self.context(inner) for name, inner in context.inner_contexts.items()}
        return written

    def write_dims(self, context):
        written = {
            "dynamic_sizes": [dim.name for dim in context.dynamic_sizes],
            "dynamic_strides": [dim.name for dim in context.dynamic_strides],
            "constraint_sizes": [self.constraint(constraint) for constraint in context.constraint_sizes],
            "constraint_strides": [self.constraint(constraint) for constraint in context.constraint_strides],
        }
        if any(context.specialize_on):
            written["specialize_on"] = [[self.names.function(name_of_function(function)) for function in functions]
                                        for functions in context.specialize_on]
        if context.view_base_context is not None:
            written["view_base_context"] = self.context(context.view_base_context)
        if context.shape_ids is not None:
            written["shape_ids"] = write_by_dim(context.shape_ids)
        if context.unbacked_bounds is not None:
            written["unbacked_bounds"] = write_by_dim(context.unbacked_bounds)
        return written

    def tracked_fakes(self, fakes):
        """The number of a list of inputs; two lists of the same content have the same one."""
        parts = tuple(map(self.number_fake, fakes))
        number = self.fakes.get(parts)
        if number is None:
            number = self.fakes[parts] = len(self.fakes)
            self.define({"define": "tracked_fakes", "id": number, "fakes": [self.inputs[part] for part in parts]})
        return number

    def number_fake(self, tracked):
        """The place of an input in `inputs`; a tensor is looked at once, since this is asked with each guard."""
        ref, source, context, part = self.seen.get(id(tracked), NEVER_SEEN)
        if ref() is tracked.fake and source is tracked.source and context is tracked.symbolic_context:
            return part
        written = self.write_fake(tracked)
        part = self.parts.setdefault(json.dumps(written), len(self.inputs))
        if part == len(self.inputs):
            self.inputs.append(written)
        self.seen[id(tracked)] = weakref.ref(tracked.fake), tracked.source, tracked.symbolic_context, part
        return part

    def write_fake(self, tracked):
        if isinstance(tracked.fake, (torch.SymInt, torch.SymFloat)):
            written = {"scalar": self.values.write(tracked.fake)}
        else:
            fake = tracked.fake
            meta = fake if isinstance(fake, FakeTensorMeta) else FakeTensorMeta.from_fake(fake)
            written = self.values.write_sizes((meta.size(), meta.stride(), meta.storage_offset()))
            written["is_nested"] = meta.is_nested
        return {**written, "source": self.source(tracked.source), "context": self.context(tracked.symbolic_context)}
