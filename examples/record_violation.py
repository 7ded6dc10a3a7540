#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records an export that fails: the program needs less freedom than its dimension was promised.

    record_violation.py [TRACE]
"""

import sys

import shaperec_torch
import torch
from torch.export import Dim


class Pairs(torch.nn.Module):
    """Adds up neighbours, so that the number of rows must be even."""

    def forward(self, x):
        if x.shape[0] > 100:
            return x
        return x.reshape(-1, 2, x.shape[1]).sum(1)


def main(path="violation.jsonl.gz"):
    with shaperec_torch.record(path):
        try:
            torch.export.export(Pairs(), (torch.randn(6, 8),), dynamic_shapes={"x": {0: Dim("rows", min=2)}})
        except Exception as error:
            print(str(error).split("\n", 1)[0])
    print(f"shaperec guards {path}")


if __name__ == "__main__":
    main(*sys.argv[1:])
