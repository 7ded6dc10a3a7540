# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records what PyTorch's ShapeEnvs do, as shape traces.

    with shaperec_torch.record("run.jsonl.gz"):
        torch.compile(model, dynamic=True)(*inputs)

writes a trace for each environment that was made inside. A program that can't be changed is run by
`python -m shaperec_torch script.py …`; a service records where the environment variable
SHAPEREC_TRACE names a folder. `load` and `replay` bring a trace back into PyTorch.
"""

import shaperec_torch_autostart

from .files import TraceFile, open_text
from .load import load, replay
from .parse import TraceError
from .recorder import Recorder, UntestedTorch, record
from .trace import TraceWriter

__all__ = ["Recorder", "TraceError", "TraceFile", "TraceWriter", "UntestedTorch", "load", "open_text", "record", "replay"]

shaperec_torch_autostart.watch()
