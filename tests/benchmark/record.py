#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What recording costs: the time to compile some models, with and without it.

    record.py [--runs N] [--sampled] [NAME…]

Each model is compiled over and over in one process, alternately as it is, recorded, and recorded with
effects, from the first call to the end of the trace; the medians of the processor times of each kind are
compared, and in brackets the least ones.

That takes a quiet machine and two dozen runs. With --sampled, the program is looked at each millisecond of its processor time,
and what the recorder costs is how often it is the one that works: both sides are of one run.

Needs torch; the models of `transformers`, small and with random weights, need that too.
"""

import argparse
import collections
import functools
import importlib.util
import os
import signal
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "introspection", "python"))

import torch  # noqa: E402

import shaperec_torch  # noqa: E402

LAYERS = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
WORDS = {"vocab_size": 100, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
PICTURES = {"image_size": 32, "patch_size": 8}


def encoder():
    layer = torch.nn.TransformerEncoderLayer(32, 4, 64, batch_first=True)
    return torch.nn.TransformerEncoder(layer, 4).eval(), torch.randn(3, 9, 32)


def transformer():
    model = torch.nn.Transformer(32, 4, 2, 2, 64, batch_first=True)
    return model, torch.randn(3, 9, 32), torch.randn(3, 7, 32)


def convolutions():
    nn = torch.nn
    return nn.Sequential(nn.Conv2d(3, 8, 3, 2), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
                         nn.AdaptiveAvgPool2d(4)), torch.randn(5, 3, 33, 47)


def pretrained(name, settings):
    """A model of `transformers`, and an input for it."""
    import transformers
    transformers.logging.set_verbosity_error()
    settings = getattr(transformers, name + "Config")(**settings)
    model = getattr(transformers, name + "Model")(settings).eval()
    if hasattr(settings, "image_size"):
        return model, torch.randn(3, 3, 32, 32)
    return model, torch.randint(3, 100, (3, 9))


RECORDER = os.path.dirname(shaperec_torch.__file__)
# Functions of the recorder that call the program on.
CALLS_ON = {"recorded", "record", "record_bare", "asked", "ask", "entered"}

MODELS = {function.__name__: function for function in (encoder, transformer, convolutions)}
PRETRAINED = {
    "bert": ("Bert", LAYERS | WORDS),
    "gpt2": ("GPT2", {"n_embd": 32, "n_layer": 2, "n_head": 4} | WORDS),
    "vit": ("ViT", LAYERS | PICTURES),
    "llama": ("Llama", LAYERS | WORDS | {"num_key_value_heads": 2}),
    "mistral": ("Mistral", LAYERS | WORDS | {"num_key_value_heads": 2}),
    "opt": ("OPT", {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "ffn_dim": 64,
                    "word_embed_proj_dim": 32} | WORDS),
}
if importlib.util.find_spec("transformers") is not None:
    MODELS |= {name: functools.partial(pretrained, *what) for name, what in PRETRAINED.items()}


def compile_once(model, *args):
    torch._dynamo.reset()
    torch.compile(model, backend="aot_eager", dynamic=True)(*args)


def compile_recorded(effects):
    def run(*program):
        with tempfile.TemporaryDirectory() as folder, shaperec_torch.record(folder, effects=effects):
            compile_once(*program)
    return run


KINDS = {"plain": compile_once, "recorded": compile_recorded(False), "with effects": compile_recorded(True)}


def seconds(run, program):
    start = time.process_time()
    run(*program)
    return time.process_time() - start


def is_recorder(frame):
    """Whether it is the recorder that works here, and not the program that it has called."""
    top = frame
    while frame is not None and os.path.dirname(frame.f_code.co_filename) != RECORDER:
        frame = frame.f_back
    return frame is not None and (frame is top or frame.f_code.co_name not in CALLS_ON)


def sample(run, program):
    """What recording costs, relative to the rest of the time."""
    found = collections.Counter()
    signal.signal(signal.SIGPROF, lambda _, frame: found.update([is_recorder(frame)]))
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    run(*program)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return found[True] / found[False]


def measure_samples(program, runs):
    compile_once(*program)
    return {kind: [sample(run, program) for _ in range(runs)] for kind, run in list(KINDS.items())[1:]}


def describe_samples(costs):
    return ", ".join(f"{kind} {100 * sum(found) / len(found):.1f} %" for kind, found in costs.items())


def measure(program, runs):
    """The times of each kind. The order turns with each run, since a run leaves its garbage to the next."""
    times = {kind: [] for kind in KINDS}
    compile_once(*program)
    for turn in range(runs):
        for kind in list(KINDS)[::-1 if turn % 2 else 1]:
            times[kind].append(seconds(KINDS[kind], program))
    return times


def describe(times):
    def excess(choose, kind):
        return f"{100 * (choose(times[kind]) / choose(times['plain']) - 1):+.1f} %"

    costs = ", ".join(f"{kind} {excess(statistics.median, kind)} ({excess(min, kind)})" for kind in list(KINDS)[1:])
    return f"{statistics.median(times['plain']):.3f} s; {costs}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sampled", action="store_true", help="look at one run, not at the difference of two")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MODELS))
    options = parser.parse_args()
    for name in options.names or MODELS:
        program = MODELS[name]()
        found = describe_samples(measure_samples(program, options.runs)) if options.sampled \
            else describe(measure(program, options.runs))
        print(f"{name}: {found}", flush=True)


if __name__ == "__main__":
    main()
