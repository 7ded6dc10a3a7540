#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the cost of a replay grows with the length of a trace, in PyTorch and in shaperec.

    growth.py --shaperec build/shaperec/tool/shaperec --corpus DIR [--svg doc/growth.svg] [NAME…]

Each program of the group `bench` is replayed up to a sixteenth, a quarter and the whole of its
events, on both sides in one run. Prints a table: microseconds an event, and by which power of
the length the cost grows between the last two (1: linear). --svg draws the curves.
"""

import argparse
import gzip
import json
import logging
import math
import multiprocessing
import os
import tempfile
import warnings

from replay import load_programs, record, time_pytorch, time_shaperec

PARTS = 16, 4, 1
COLOURS = "#4053d3", "#b51d14", "#00a36c", "#ddb310", "#7e4794", "#00beff"
WIDTH, HEIGHT, MARGIN = 860, 520, 60


def write_part(trace, n_events, file):
    """The trace up to its event of that number."""
    seen = 0
    with gzip.open(trace, "rt") as lines:
        for line in lines:
            file.write(line)
            seen += "event" in json.loads(line)
            if seen == n_events:
                break
    file.write(json.dumps({"end": seen}) + "\n")
    file.flush()


def measure(command, events, trace):
    """(events, PyTorch's seconds, ours) for each part."""
    points = []
    for part in PARTS:
        n = max(2, len(events) // part)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            write_part(trace, n, file)
            points.append((n, time_pytorch(events[:n]), time_shaperec(command, file.name)[0]))
    return points


def measure_program(command, corpus, name):
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    env = record(load_programs(corpus).bench_cases()[name])[0]
    return measure(command, env.events, os.path.join(corpus, "bench", name + ".0.jsonl.gz"))


def power(points, side):
    (n, *before), (m, *after) = points[-2:]
    return math.log(after[side] / before[side]) / math.log(m / n)


def print_table(curves):
    print("Microseconds an event up to a sixteenth, a quarter and the whole of the events; the power of growth.")
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
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--svg")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()

    names = args.names or load_programs(args.corpus).bench_cases()
    curves = {}
    # Each in a process of its own: PyTorch's caches outlive its environments.
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for name in names:
            curves[name] = pool.apply(measure_program, (args.shaperec, args.corpus, name))
    print_table(curves)
    if args.svg:
        draw(curves, args.svg)


if __name__ == "__main__":
    main()
