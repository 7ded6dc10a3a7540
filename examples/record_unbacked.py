#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records sizes that only the data has: what is known of them are the asserts of the program.

    record_unbacked.py [TRACE]
"""

import sys

import shaperec_torch
import torch


def keep_positive(x):
    kept = x[x > 0]
    torch._check(kept.shape[0] >= 2)
    torch._check(kept.shape[0] <= 100)
    return kept * kept.shape[0]


def main(path="unbacked.jsonl.gz"):
    torch._dynamo.config.capture_dynamic_output_shape_ops = True
    with shaperec_torch.record(path):
        torch.compile(keep_positive, dynamic=True, fullgraph=True, backend="eager")(torch.linspace(-4, 5, 10))
    print(f"shaperec replay {path}")


if __name__ == "__main__":
    main(*sys.argv[1:])
