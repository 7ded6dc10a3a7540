# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records what PyTorch's ShapeEnvs do, as shape traces.

    with shaperec_torch.record("traces"):
        torch.compile(model, dynamic=True)(*inputs)

writes traces/0.jsonl, traces/1.jsonl, …: a trace for each environment that was made inside.
"""

from .recorder import Recorder, record
from .trace import TraceWriter, open_text

__all__ = ["Recorder", "TraceWriter", "open_text", "record"]
