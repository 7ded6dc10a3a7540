#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What recording costs: the time to compile some models, with and without it.

    record.py [--runs N] [NAME…]

Each model is compiled over and over in one process, alternately as it is, recorded, and recorded with
effects; the least processor time of each kind counts. Needs torch.
"""

import argparse
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "introspection", "python"))

import torch  # noqa: E402

import shaperec_torch  # noqa: E402


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


MODELS = {function.__name__: function for function in (encoder, transformer, convolutions)}


def compile_once(model, *args):
    torch._dynamo.reset()
    start = time.process_time()
    torch.compile(model, backend="aot_eager", dynamic=True)(*args)
    return time.process_time() - start


def compile_recorded(effects):
    def run(*program):
        with tempfile.TemporaryDirectory() as folder, shaperec_torch.record(folder, effects=effects):
            return compile_once(*program)
    return run


KINDS = {"plain": compile_once, "recorded": compile_recorded(False), "with effects": compile_recorded(True)}


def measure(program, runs):
    best = dict.fromkeys(KINDS, float("inf"))
    compile_once(*program)
    for _ in range(runs):
        for kind, run in KINDS.items():
            best[kind] = min(best[kind], run(*program))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MODELS))
    options = parser.parse_args()
    for name in options.names or MODELS:
        best = measure(MODELS[name](), options.runs)
        costs = ", ".join(f"{kind} {100 * (best[kind] / best['plain'] - 1):+.1f} %" for kind in list(KINDS)[1:])
        print(f"{name}: {best['plain']:.3f} s; {costs}")


if __name__ == "__main__":
    main()
