# SPDX-License-Identifier: LGPL-2.1-or-later
"""The program whose logs stand beside it.

    TORCH_LOGS=+dynamic python model.py 2> dynamic.log
    TORCH_TRACE=$PWD/torch_trace python model.py
"""

import torch


def join(x, y, n, scale):
    if x.shape[0] * 2 > n:
        x = x * scale
    torch._check(y.shape[1] == 6)
    return (x.sum(1) + y.sum(1))[:n]


def select(x):
    m = (x > 0).sum().item()
    torch._check(m >= 2)
    torch._check(m <= 50)
    return torch.zeros(m) + x.shape[0]


def main():
    torch._dynamo.config.capture_scalar_outputs = True
    x = torch.randn(5, 8)
    torch._dynamo.mark_dynamic(x, 1, min=4, max=64)
    torch.compile(join, dynamic=True, fullgraph=True, backend="eager")(x, torch.randn(5, 6), 3, 0.5)
    torch.compile(select, dynamic=True, fullgraph=True, backend="eager")(torch.randn(9))


main()
