# SPDX-License-Identifier: LGPL-2.1-or-later
"""The guards of an environment, as a trace has them: for its inputs, without anything else asked.

What the program had the environment produce is written where it is that; where the program asked
for something else (an export hands over equations between sizes), a copy of the environment is
asked, which leaves the environment itself alone.
"""

import contextlib
import copy
import inspect
from types import SimpleNamespace

from torch.fx.experimental.symbolic_shapes import ConstraintViolationError, ShapeEnv, TrackedFake

from .complaints import never_raises

SIGNATURE = inspect.signature(ShapeEnv.produce_guards_verbose)
LONGEST_MESSAGE = 2000
LANGUAGES = ("python", "cpp")
LANGUAGES_OF_ERRORS = ("python", "verbose_python", "cpp")


def make_twin(env):
    """A copy of an environment that can be asked without changing it."""
    twin = object.__new__(type(env))
    for name, value in vars(env).items():
        vars(twin)[name] = copy.copy(value) if isinstance(value, (dict, list, set)) else value
    # The user's names for sizes are no part of a trace.
    twin.source_name_to_debug_name = {}
    return twin


def version_of(env):
    counts = env._version_counter, len(env.guards), len(env.replacements), env.num_deferred_runtime_asserts
    return counts, dict(env.var_to_range)


def is_plain(asked):
    return (asked["guards"] is None and asked["equalities_inputs"] is None and asked["input_contexts"] is not None
            and not asked["_simplified"] and asked["ignore_static"])


def write_error(error):
    message = str(error)[:LONGEST_MESSAGE]
    return {f"{language}_error": [type(error).__name__, message] for language in LANGUAGES_OF_ERRORS}


def produce_language(twin, inputs, language):
    fakes, sources, contexts = map(list, zip(*inputs)) if inputs else ([], [], [])
    helpers = twin.produce_guards_verbose(fakes, sources, input_contexts=contexts, langs=(language,))
    return list(helpers[0].exprs)


def produce(env, inputs, known):
    """The guards of an environment for inputs, in each language, where they are not known yet."""
    twin = make_twin(env)
    try:
        return {language: known[language] if language in known else produce_language(twin, inputs, language)
                for language in LANGUAGES}
    except ConstraintViolationError as error:
        return write_error(error)


class GuardWriter:
    """Keeps the guards that were produced last, and writes them at the end."""

    def __init__(self, writer):
        self.writer = writer
        self.line = None
        self.version = None

    @contextlib.contextmanager
    def watch(self, env, args, kwargs):
        """Surrounds the program's own question; its answer is put into what this gives."""
        asked = SimpleNamespace(answer=None)
        try:
            yield asked
        except ConstraintViolationError:
            self.keep(env, args, kwargs, None)
            raise
        self.keep(env, args, kwargs, asked.answer)

    @never_raises
    def keep(self, env, args, kwargs, helpers):
        with self.writer.unwatched():
            self.keep_answer(env, args, kwargs, helpers)

    def keep_answer(self, env, args, kwargs, helpers):
        asked = SIGNATURE.bind(env, *args, **kwargs)
        asked.apply_defaults()
        asked = asked.arguments
        if asked["input_contexts"] is None:
            return
        inputs = list(zip(asked["placeholders"], asked["sources"], asked["input_contexts"]))
        texts = {}
        if helpers is not None and is_plain(asked):
            texts = {language: list(helper.exprs) for language, helper in zip(asked["langs"], helpers)}
        self.set_line(env, inputs, produce(env, inputs, texts))

    def set_line(self, env, inputs, texts):
        writer = self.writer
        with writer.lock:
            number = writer.definitions.tracked_fakes([TrackedFake(*parts) for parts in inputs])
            texts = {language: [writer.names.text(text) for text in found] for language, found in texts.items()}
            self.line = {"guards": texts, "tracked_fakes": number}
        self.version = version_of(env)

    @never_raises
    def write(self, env):
        """Writes the guards, produced anew if the environment has changed since."""
        if self.line is None:
            return
        if self.version != version_of(env):
            if env.tracked_fakes is None:
                return
            inputs = [(fake.fake, fake.source, fake.symbolic_context) for fake in env.tracked_fakes]
            self.set_line(env, inputs, produce(env, inputs, {}))
        self.writer.lines.append(self.line)
