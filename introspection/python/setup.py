# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adds to the package the file that has each Python look at SHAPEREC_TRACE when it starts."""

import os

from setuptools import setup
from setuptools.command.build_py import build_py

START = "shaperec_torch.pth"


class BuildWithStart(build_py):
    """setuptools has no key in pyproject.toml for a file that goes beside the packages."""

    def run(self):
        super().run()
        if not self.editable_mode:
            self.copy_file(START, os.path.join(self.build_lib, START))

    def get_outputs(self, include_bytecode=True):
        return [*super().get_outputs(include_bytecode), os.path.join(self.build_lib, START)]


setup(cmdclass={"build_py": BuildWithStart})
