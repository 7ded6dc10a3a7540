#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the cost of a replay grows with the size of a program, in PyTorch and in shaperec.

    growth.py --shaperec build/shaperec/tool/shaperec [--svg doc/growth.svg] [NAME…]

Each program of `scaled.py` is recorded at 1, 4 and 16 times its least size and replayed on both sides, in one run.
Prints a table: microseconds an event, and by which power of the number of events the cost grows between the last two
(1: linear). --svg draws the curves.
"""

import argparse
import glob
import logging
import math
import multiprocessing
import os
import sys
import tempfile
import warnings

from replay import record, time_pytorch, time_shaperec
from scaled import SCALED

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "..", "introspection", "python"))
import shaperec_torch  # noqa: E402 (found by the line before)

SCALES = 1, 4, 16
COLOURS = "#4053d3", "#b51d14", "#00a36c", "#ddb310", "#7e4794", "#00beff"
WIDTH, HEIGHT, MARGIN = 860, 520, 60


def measure(command, program):
    """(events, PyTorch's seconds, ours) of a program."""
    with tempfile.TemporaryDirectory() as folder:
        with shaperec_torch.record(os.path.join(folder, "run.jsonl")):
            program()
        (trace,) = glob.glob(os.path.join(folder, "*.jsonl"))
        (env,) = record(program)
        return len(env.events), time_pytorch(lambda: env.events), time_shaperec(command, trace)[0]


def measure_program(command, name):
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    make, least = SCALED[name]
    return [measure(command, make(least * scale)) for scale in SCALES]


def power(points, side):
    (n, *before), (m, *after) = points[-2:]
    return math.log(after[side] / before[side]) / math.log(m / n)


def print_table(curves):
    print("Microseconds an event at 1, 4 and 16 times the least size; the power of growth between the last two.")
    print(f"{'program':16} {'events':>7} {'PyTorch':>32} {'shaperec':>32}")
    for name, points in curves.items():
        cells = []
        for side in (0, 1):
            costs = " ".join(f"{point[1 + side] / point[0] * 1e6:8.2f}" for point in points)
            cells.append(f"{costs} {power(points, side):5.2f}")
        print(f"{name:16} {points[-1][0]:7} {cells[0]:>32} {cells[1]:>32}")


def ticks(low, high):
    return [10.0 ** k for k in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def draw(curves, path):
    """Both axes logarithmic, so that a linear cost is a line that rises by one to one."""
    every = [point for points in curves.values() for point in points]
    xs, ys = ticks(min(p[0] for p in every), max(p[0] for p in every)), ticks(min(p[2] for p in every), max(p[1] for p in every))

    def x(n):
        return MARGIN + (math.log(n / xs[0]) / math.log(xs[-1] / xs[0])) * (WIDTH - 3.5 * MARGIN)

    def y(seconds):
        return HEIGHT - MARGIN - (math.log(seconds / ys[0]) / math.log(ys[-1] / ys[0])) * (HEIGHT - 2 * MARGIN)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
           f'<text x="{MARGIN}" y="24" font-size="15">Seconds of a replay over its events: PyTorch dashed, shaperec solid</text>']
    for n in xs:
        out.append(f'<path d="M{x(n):.1f} {y(ys[0]):.1f}V{y(ys[-1]):.1f}" stroke="#ddd"/>'
                   f'<text x="{x(n):.1f}" y="{y(ys[0]) + 18:.1f}" text-anchor="middle">{n:g}</text>')
    for seconds in ys:
        out.append(f'<path d="M{x(xs[0]):.1f} {y(seconds):.1f}H{x(xs[-1]):.1f}" stroke="#ddd"/>'
                   f'<text x="{x(xs[0]) - 6:.1f}" y="{y(seconds) + 4:.1f}" text-anchor="end">{seconds:g} s</text>')
    for i, (name, points) in enumerate(curves.items()):
        colour = COLOURS[i % len(COLOURS)]
        for side, dash in ((1, ' stroke-dasharray="6 4"'), (2, "")):
            line = " ".join(f"{x(point[0]):.1f},{y(point[side]):.1f}" for point in points)
            out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        out.append(f'<text x="{WIDTH - 2.2 * MARGIN:.0f}" y="{MARGIN + 20 * i + 14}" fill="{colour}">{name}</text>')
    with open(path, "w") as file:
        file.write("\n".join(out + ["</svg>"]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shaperec", required=True)
    parser.add_argument("--svg")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()

    curves = {}
    # Each in a process of its own: PyTorch's caches outlive its environments.
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for name in args.names or SCALED:
            curves[name] = pool.apply(measure_program, (args.shaperec, name))
    print_table(curves)
    if args.svg:
        draw(curves, args.svg)


if __name__ == "__main__":
    main()
