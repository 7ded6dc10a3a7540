# SPDX-License-Identifier: LGPL-2.1-or-later
"""Where the traces of a recording go: a file, files of like names, or a folder with an index."""

import json
import os
import sys

from .files import ENDINGS, TraceFile, split_ending


class NumberedFiles:
    """The one trace under the given name; as soon as there is another, all with numbers."""

    def __init__(self, path):
        self.path = path
        self.stem, self.ending = split_ending(path)

    def numbered(self, number):
        return f"{self.stem}.{number}{self.ending}"

    def open(self, number):
        if number == 0:
            return TraceFile(self.path)
        if number == 1:
            os.replace(self.path, self.numbered(0))
        return TraceFile(self.numbered(number))

    def close(self):
        pass


class Folder:
    """A folder of traces; `index.json` names them and the program, and tells whether all are whole."""

    def __init__(self, path):
        self.path = path
        self.names = []

    def open(self, number):
        os.makedirs(self.path, exist_ok=True)
        name = f"{number}.jsonl.gz"
        file = TraceFile(os.path.join(self.path, name))
        self.names.append(name)
        self.write_index(is_complete=False)
        return file

    def write_index(self, is_complete):
        path = os.path.join(self.path, "index.json")
        index = {"program": os.path.basename(sys.argv[0]), "process": os.getpid(),
                 "complete": is_complete, "traces": self.names}
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(index, file, indent=1)
        os.replace(path + ".new", path)

    def close(self):
        if self.names:
            self.write_index(is_complete=True)


def choose_output(path):
    path = os.path.abspath(os.fspath(path))
    return NumberedFiles(path) if path.endswith(ENDINGS) else Folder(path)
