# SPDX-License-Identifier: LGPL-2.1-or-later
"""Programs whose number of symbols, guards or steps is a parameter: SCALED[NAME](n) makes a program without arguments.

Each presses one part of an environment: unbacked sizes that are summed, sums that are divided, nested maxima,
products of many sizes, guards between all pairs of sizes, an expression that grows with each step.
"""

import torch


def symint_sum(n):
    def program(values):
        total = 0
        for value in values.tolist():
            torch._check_is_size(value)
            total = total + value
        return torch.zeros(2) + total

    return compile_lazily(program, torch.arange(2, n + 2))


def sum_floordiv(n):
    def program(*scalars):
        return torch.zeros(2) + sum(scalar.item() for scalar in scalars) // 2

    return compile_lazily(program, *(torch.tensor(k) for k in range(3, n + 3)))


def max_chain(n):
    def program(*tensors):
        longest = 0
        for tensor in tensors:
            longest = torch.sym_max(longest, tensor.shape[0] + 1)
        return tensors[0] + longest

    return compile_lazily(program, *make_tensors(n), dynamic=True)


def wide_concat(n):
    def program(*tensors):
        whole = torch.cat(tensors)
        tripled = whole.view(-1, 1).expand(-1, 3).reshape(-1)
        return whole[: whole.shape[0] // 2].sum() + tripled[::3].sum()

    return compile_lazily(program, *make_tensors(n), dynamic=True)


def pair_guards(n):
    def program(*tensors):
        out = 0
        for i, left in enumerate(tensors):
            for j, right in enumerate(tensors[:i]):
                if left.shape[0] + right.shape[0] > 3 * (i - j):
                    out = out + i
        return tensors[0] + out

    return compile_lazily(program, *make_tensors(n), dynamic=True)


def growing(n):
    def program(tensor):
        size = tensor.shape[0]
        for k in range(2, n + 2):
            size = (size * 3 + k) // 2
            if size % 7 == 3:
                tensor = tensor + 1
        return tensor

    return compile_lazily(program, torch.randn(9), dynamic=True)


def make_tensors(n):
    return [torch.randn(k) for k in range(5, n + 5)]


def compile_lazily(program, *args, **options):
    def run():
        torch._dynamo.reset()
        with torch._dynamo.config.patch(capture_scalar_outputs=True):
            torch.compile(program, backend="eager", fullgraph=True, **options)(*args)

    return run


# The least size of each; a program is measured at 1, 4 and 16 times it.
SCALED = {
    "symint_sum": (symint_sum, 16),
    "sum_floordiv": (sum_floordiv, 6),
    "max_chain": (max_chain, 5),
    "wide_concat": (wide_concat, 5),
    "pair_guards": (pair_guards, 4),
    "growing": (growing, 4),
}
