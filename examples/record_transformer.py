#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records how a transformer is compiled with dynamic shapes: batch and length may vary.

    record_transformer.py [TRACE]
"""

import sys

import shaperec_torch
import torch


class Block(torch.nn.Module):
    """Attention in heads, and a wider layer behind it; long inputs are thinned out."""

    def __init__(self, width=32, heads=4, longest=16):
        super().__init__()
        self.heads = heads
        self.longest = longest
        self.project = torch.nn.Linear(width, 3 * width)
        self.widen = torch.nn.Sequential(torch.nn.Linear(width, 4 * width), torch.nn.GELU(),
                                         torch.nn.Linear(4 * width, width))

    def forward(self, x):
        if x.shape[1] > self.longest:
            x = x[:, ::2]
        batch, length, width = x.shape
        q, k, v = (part.reshape(batch, length, self.heads, -1).transpose(1, 2)
                   for part in self.project(x).chunk(3, dim=-1))
        x = x + torch.nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, width)
        return x + self.widen(x)


def main(path="transformer.jsonl.gz"):
    with shaperec_torch.record(path):
        block = torch.compile(Block().eval(), dynamic=True, backend="eager")
        with torch.no_grad():
            block(torch.randn(3, 20, 32))
    print(f"shaperec guards --language verbose {path}")


if __name__ == "__main__":
    main(*sys.argv[1:])
