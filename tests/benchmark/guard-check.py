#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks the same guards in Python, in PyTorch's guard manager and in shaperec, in one run.

    guard-check.py --guard-check build/tests/guard-check TRACE

The guards of TRACE must look at sizes of the tensors of one list argument alone, as those of `guards_1000`
do: `L['xs'][3].size()[0]`. Prints nanoseconds a guard, best of several runs:

  eval            the guards joined by `and`, compiled once, with real tensors
  lambda guard    the guard manager's epilogue lambda guard, which Dynamo installs by default
  C++ guard       its symbolic shape guard, compiled C++ (`enable_cpp_symbolic_shape_guards`)
  shaperec        shape_guards_check (), on an array of sizes

The first three need torch, and read the sizes from the tensors; a program that calls shaperec has them in an array.
"""

import argparse
import ctypes
import gzip
import json
import re
import subprocess
import sys
import time

try:
    import torch
    from torch._C._dynamo.guards import RootGuardManager, install_symbolic_shape_guard
    from torch._dynamo.guards import GuardManagerType
    from torch._inductor.codecache import CppCodeCache
    from torch.fx.experimental.symbolic_shapes import SYMPY_INTERP
except ImportError:
    torch = None

SIZE = re.compile(r"L\['(\w+)'\]\[(\d+)\]\.size\(\)\[0\]")
RUNS, CALLS = 5, 200


def read_trace(path):
    """The guards, and the size of each tensor of the list by its place there."""
    guards, state = [], {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith('{"guards"'):
                guards = json.loads(line)["guards"]["python"]
            elif line.startswith('{"state"'):
                state = json.loads(line)["state"]
    sizes = {}
    for source, symbol in state["source_to_var"].items():
        found = SIZE.fullmatch(source)
        if found:
            sizes[int(found[2])] = int(state["backed_var_to_val"][symbol])
    return guards, sizes


def measure(ask, n_guards):
    """Nanoseconds a guard."""
    assert ask()
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        for _ in range(CALLS):
            ask()
        best = min(best, time.perf_counter() - start)
    return best / CALLS / n_guards * 1e9


def make_lambda_guard(guards):
    made = {}
    exec(f"def make({', '.join(SYMPY_INTERP)}):\n  return lambda L: {' and '.join(guards)}", {}, made)
    root = RootGuardManager()
    root.add_epilogue_lambda_guard(made["make"](*SYMPY_INTERP.values()), guards, None)
    return root


def make_cpp_guard(guards, name, tensors):
    def place(match):
        return f"v[{match[2]}]"

    source = ('#include <cstdint>\nextern "C" int8_t guard(int64_t *v, double *) {\n'
              f"  return ({') && ('.join(SIZE.sub(place, guard) for guard in guards)});\n}}\n")
    library = CppCodeCache.load(source)
    root, kind = RootGuardManager(), GuardManagerType.GUARD_MANAGER
    items = root.dict_getitem_manager(key=name, source=name, example_value=tensors, guard_manager_enum=kind)
    sizes = []
    for i, tensor in enumerate(tensors):
        item = items.list_getitem_manager(key=i, source=f"{name}[{i}]", example_value=tensor, guard_manager_enum=kind)
        size = item.tensor_property_size_manager(idx=0, source=f"{name}[{i}].size", example_value=tensor.size(0),
                                                 guard_manager_enum=kind)
        sizes.append(size.indexed_manager(idx=i, source=f"{name}[{i}].size[0]", example_value=tensor.size(0),
                                          guard_manager_enum=kind))
    address = ctypes.cast(library.guard, ctypes.c_void_p).value
    install_symbolic_shape_guard(sizes, len(sizes), 0, address, library, guards, None)
    return root


def measure_shaperec(command, guards, name, sizes):
    values = [f"L['{name}'][{i}].size()[0]={size}" for i, size in sizes.items()]
    out = subprocess.run([command], input="\n".join([*guards, "", *values]), capture_output=True, text=True, check=True)
    return float(out.stdout)


def measure_pytorch(guards, name, sizes):
    tensors = [torch.empty(sizes[i]) for i in range(len(sizes))]
    inputs = {name: tensors}
    code = compile(" and ".join(guards), "guards", "eval")
    lambda_guard, cpp_guard = make_lambda_guard(guards), make_cpp_guard(guards, name, tensors)
    return {
        "eval": measure(lambda: eval(code, dict(SYMPY_INTERP), {"L": inputs}), len(guards)),
        "lambda guard": measure(lambda: lambda_guard.check(inputs), len(guards)),
        "C++ guard": measure(lambda: cpp_guard.check(inputs), len(guards)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guard-check", required=True)
    parser.add_argument("trace")
    args = parser.parse_args()

    guards, sizes = read_trace(args.trace)
    name = SIZE.search(guards[0])[1]
    ours = measure_shaperec(args.guard_check, guards, name, sizes)
    rows = measure_pytorch(guards, name, sizes) if torch else {}
    print(f"{len(guards)} guards   ns a guard   times shaperec" + ("" if torch else "   (without torch)"))
    for label, nanoseconds in [*rows.items(), ("shaperec", ours)]:
        print(f"{label:14} {nanoseconds:9.2f} {nanoseconds / ours:12.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
