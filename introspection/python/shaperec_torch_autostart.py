# SPDX-License-Identifier: LGPL-2.1-or-later
"""Starts a recording in a process whose environment has SHAPEREC_TRACE=DIR.

An installed `shaperec_torch.pth` imports this where the variable is set. It costs nothing until
PyTorch makes its first ShapeEnv, which starts the recording; `SHAPEREC_EFFECTS=1` and
`SHAPEREC_ANONYMIZE=1` are the options of `shaperec_torch.record`.
"""

import atexit
import importlib.abc
import importlib.machinery
import os
import sys
import time

MODULE = "torch.fx.experimental.symbolic_shapes"


def is_set(name):
    return os.environ.get(name, "0") not in ("", "0")


def start():
    """Records from now on into a folder of this process."""
    from shaperec_torch.complaints import never_raises
    from shaperec_torch.recorder import record

    folder = os.path.join(os.environ["SHAPEREC_TRACE"], f"{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}")
    recording = record(folder, effects=is_set("SHAPEREC_EFFECTS"), anonymize=is_set("SHAPEREC_ANONYMIZE"))
    if never_raises(recording.__enter__)() is not None:
        atexit.register(recording.__exit__, None, None, None)


def start_at_first(symbolic_shapes):
    """Has the first ShapeEnv that is made start the recording."""
    ShapeEnv = symbolic_shapes.ShapeEnv
    original = ShapeEnv.__init__

    def starting_init(env, *args, **kwargs):
        if ShapeEnv.__init__ is starting_init:
            ShapeEnv.__init__ = original
            start()
        ShapeEnv.__init__(env, *args, **kwargs)

    ShapeEnv.__init__ = starting_init


class Loader(importlib.abc.Loader):
    """Loads the module as ever, and prepares it."""

    def __init__(self, loader):
        self.loader = loader

    def __getattr__(self, name):
        return getattr(self.loader, name)

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        start_at_first(module)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the one module, for the Loader."""

    def find_spec(self, name, path, target=None):
        if name != MODULE:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None:
            spec.loader = Loader(spec.loader)
        return spec


def watch():
    """Starts where the variable is set; does so once."""
    if not os.environ.get("SHAPEREC_TRACE") or hasattr(watch, "is_done"):
        return
    watch.is_done = True
    loaded = sys.modules.get(MODULE)
    if loaded is not None and hasattr(loaded, "ShapeEnv"):
        start_at_first(loaded)
    else:
        sys.meta_path.insert(0, Finder())


watch()
