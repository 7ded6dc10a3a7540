#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records an export with a named dimension, and one derived from it.

    record_export.py [TRACE]
"""

import sys

import shaperec_torch
import torch
from torch.export import Dim


class Interleave(torch.nn.Module):
    """Takes the even rows of the longer input, and adds them to the shorter."""

    def forward(self, short, long):
        return short + long.reshape(-1, 2, long.shape[1])[:, 0]


def main(path="export.jsonl.gz"):
    rows = Dim("rows", min=2, max=64)
    with shaperec_torch.record(path):
        torch.export.export(Interleave(), (torch.randn(5, 8), torch.randn(10, 8)),
                            dynamic_shapes={"short": {0: rows}, "long": {0: 2 * rows}})
    print(f"shaperec replay {path}")


if __name__ == "__main__":
    main(*sys.argv[1:])
