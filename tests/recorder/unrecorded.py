#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Programs that have PyTorch change an environment without a call that it records.

    unrecorded.py [--tool build/shaperec/tool/shaperec] [NAME]…

The trace of each, with effects and without, has the state in which the environment was left, it verifies, and
PyTorch's own replay of it ends equal. The change is in it as the event `_set_state`.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile

import support

import torch
from torch._dynamo.source import LocalSource
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx.experimental.symbolic_shapes import DimDynamic, ShapeEnv, StatelessSymbolicContext

import shaperec_torch
from shaperec_torch.state import write_state

# What no trace tells of an environment.
NOT_IN_A_TRACE = ["specializations", "_spec_symbol_to_compile_symbol", "ignorable_fresh_unbacked_symbols"]


def compiled(function, **options):
    return torch.compile(function, backend="aot_eager", fullgraph=True, **options)


def is_eight(size):
    return size == 8


def is_sixteen(size):
    return size == 16


def flatten(tensor):
    flat = tensor.view(-1) * tensor.shape[0]
    return torch.cat([flat, flat]).reshape(-1, 2) if flat.shape[0] % 2 == 0 else flat


def compile_for_special_sizes():
    for n in (8, 16, 12):
        tensor = torch.ones(n, 3)
        torch._dynamo.mark_dynamic(tensor, 0, specialize_on=[is_eight, is_sixteen])
        compiled(flatten)(tensor)


def allow_no_guards():
    env = ShapeEnv()
    size = env.create_symintnode(env.create_symbol(8, LocalSource("x")), hint=8, source=LocalSource("x"))
    fresh = env.create_unbacked_symint()
    with env.error_on_new_guards():
        bool(size > 1)
        for ask in (lambda: bool(size > 3), lambda: int(size), lambda: torch._check(fresh > 3)):
            with contextlib.suppress(RuntimeError):
                ask()
    bool(size > 3)
    torch._check(fresh > 3)


def mark_unbacked():
    first, second = torch.ones(8, 3), torch.ones(8, 3)
    torch._dynamo.decorators.mark_unbacked(first, 0, hint_override=16)
    torch._dynamo.decorators.mark_unbacked(second, 0, hint_override=7)
    compiled(lambda x, y: x.sum() + y.sum())(first, second)


def override_a_hint():
    def program(x):
        size = x.nonzero().shape[0]
        torch._dynamo.override_optimization_hint(size, 42)
        return torch.zeros(size) + 1

    compiled(program)(torch.ones(5))


def take_a_fake_tensor():
    context = StatelessSymbolicContext([DimDynamic.UNBACKED, DimDynamic.STATIC])
    tensor = torch.ones(8, 3)
    tensor._dynamo_hint_overrides = {0: 16}
    fake = FakeTensorMode(shape_env=ShapeEnv()).from_tensor(tensor, source=LocalSource("x"), symbolic_context=context)
    other = FakeTensorMode(shape_env=ShapeEnv()).from_tensor(fake, source=LocalSource("y"))
    torch._check(other.shape[0] > 3)


def name_sizes():
    from torch.fx.experimental.dynamic_spec import IntVar, ParamsSpec, ShapeVar, TensorSpec

    spec = ParamsSpec({"x": TensorSpec([ShapeVar("rows", max=64, optimization_hint=32), None]),
                       "n": IntVar("n", min=3, optimization_hint=9)})
    compiled(lambda x, n: x.sum() + n, shapes_spec=spec)(torch.ones(5, 3), 7)


def bound_an_export():
    class Scale(torch.nn.Module):
        def forward(self, x, n):
            return x * n, x.view(-1)

    dynamic, auto = torch.export.Dim.DYNAMIC, torch.export.Dim.AUTO
    shapes = {"x": {0: dynamic(min=3, max=100), 1: auto(min=2, max=7)}, "n": dynamic(min=3, max=90)}
    torch.export.export(Scale(), (torch.ones(8, 3), 5), dynamic_shapes=shapes)


class Narrow(torch.nn.Module):
    def forward(self, x, n):
        length = n.item()
        torch._check(length < x.shape[0])
        return x.narrow(0, 0, length) * x.shape[0], x.nonzero()


def load_an_export():
    file = io.BytesIO()
    shapes = {"x": {0: torch.export.Dim("rows", min=3)}, "n": None}
    torch.export.save(torch.export.export(Narrow(), (torch.ones(8, 3), torch.tensor(3)), dynamic_shapes=shapes), file)
    file.seek(0)
    torch.export.load(file)


def bind_sizes():
    def program(x, y):
        found, different = x.nonzero(), torch.unique(y)
        torch._check(found.shape[0] == different.shape[0])
        return found.view(-1) * 2, torch.cond(x.sum() > 0, lambda x: x + 1, lambda x: x * x.shape[0], (x,))

    compiled(program, dynamic=True)(torch.ones(5), torch.arange(5))


def divide():
    env = ShapeEnv()
    sizes = [env.create_symintnode(env.create_symbol(value, source), hint=value, source=source)
             for value, source in ((12, LocalSource("x")), (40, LocalSource("y")))]
    bool(sizes[0] % 4 == 0)
    bool(sizes[0] == 12)
    env.simplify((sizes[1] // 8).node.expr)
    bool(sizes[1] > 3)


def view_a_distributed_tensor():
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.tensor import DTensor, Shard
    from torch.testing._internal.distributed.fake_pg import FakeStore

    torch.distributed.init_process_group("fake", store=FakeStore(), rank=0, world_size=2)
    try:
        tensor = DTensor.from_local(torch.ones(4, 8, 6), init_device_mesh("cpu", (2,)), [Shard(1)])
        torch._dynamo.decorators.mark_unbacked(tensor, 0, hint_override=4)
        compiled(lambda x: x.view(-1, x.shape[-1]) * 2)(tensor)
    finally:
        torch.distributed.destroy_process_group()


def attend():
    from torch._inductor import config
    from torch.nn.attention.flex_attention import flex_attention

    query = torch.ones(1, 2, 128, 16)
    with config.patch(force_disable_caches=True):
        torch.compile(flex_attention, dynamic=True)(query, query, query)


# By program, the fields that it has changed so.
PROGRAMS = {
    compile_for_special_sizes: {"replacements", "axioms", "frozen"},
    allow_no_guards: {"frozen"},
    mark_unbacked: {"pending_fresh_unbacked_symbols"},
    override_a_hint: {"var_to_hint_override", "pending_fresh_unbacked_symbols"},
    take_a_fake_tensor: {"var_to_hint_override"},
    name_sizes: {"var_to_hint_override", "pending_fresh_unbacked_symbols"},
    bound_an_export: {"var_to_range", "frozen"},
    load_an_export: {"backed_var_to_val", "unbacked_symint_counter", "pending_fresh_unbacked_symbols"},
    bind_sizes: {"pending_fresh_unbacked_symbols"},
    divide: {"divisible"},
    attend: {"var_to_range", "pending_fresh_unbacked_symbols"},
}
if torch.distributed.is_available():
    PROGRAMS[view_a_distributed_tensor] = {
        "deferred_runtime_asserts", "num_deferred_runtime_asserts", "pending_fresh_unbacked_symbols",
    }


def compare_replay(path, env, has_names):
    """How PyTorch's replay of a trace fails, or ends otherwise than an environment; None for not."""
    try:
        replayed = shaperec_torch.replay(path)
        for name in NOT_IN_A_TRACE:
            setattr(replayed, name, getattr(env, name))
        if has_names:
            env.check_equal(replayed)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def check_trace(recorder, env, path, lines):
    """What is wrong with the trace of an environment."""
    state = next(line["state"] for line in lines if "state" in line)
    if state != write_state(recorder.writers[env], env):
        yield "the state is not that of the environment"
    if support.TOOL:
        yield support.verify(path) or None
    yield compare_replay(path, env, recorder.writers[env].names.is_plain)


def check(program, options, folder):
    """What is wrong with the traces of a program."""
    torch._dynamo.reset()
    changed = set()
    with shaperec_torch.record(folder, **options) as recorder, support.keep_environments() as made:
        # A compile may fail for want of a compiler, which is after all that counts here.
        with contextlib.suppress(torch._dynamo.exc.BackendCompilerFailed, torch._inductor.exc.InductorError):
            program()
    for env in made:
        path = recorder.path_of(env)
        if path is not None:
            lines = support.read_trace(path)
            yield from filter(None, check_trace(recorder, env, path, lines))
            changed.update(*(line["args"]["changes"] for line in lines if line.get("event") == "_set_state"))
    if changed != PROGRAMS[program]:
        yield f"what it changes is {', '.join(sorted(changed))}"


OPTIONS = [{"effects": True}, {}, {"anonymize": True}]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", help="the command shaperec, for the traces to be verified")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    support.TOOL = options.tool or support.TOOL
    torch._dynamo.config.capture_scalar_outputs = True
    torch._dynamo.config.capture_dynamic_output_shape_ops = True
    programs = [program for program in PROGRAMS if not options.names or program.__name__ in options.names]
    print(f"1..{len(programs)}")
    failed = 0
    for number, program in enumerate(programs, 1):
        wrong = []
        for chosen in OPTIONS:
            with tempfile.TemporaryDirectory() as folder:
                wrong += check(program, chosen, os.path.join(folder, "traces"))
        failed += bool(wrong)
        print("not ok" if wrong else "ok", number, program.__name__)
        for text in wrong:
            print("# " + text.replace("\n", "\n# "))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
