# SPDX-License-Identifier: LGPL-2.1-or-later
"""What PyTorch and SymPy remember beyond an environment."""

import sys

from sympy.core.cache import clear_cache
from torch.fx.experimental import symbolic_shapes


def forget():
    """Empties it, as if the process had seen no expression yet."""
    clear_cache()
    for name, module in list(sys.modules.items()):
        if name == symbolic_shapes.__name__ or name.startswith("torch.utils._sympy"):
            for value in vars(module).values():
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()
