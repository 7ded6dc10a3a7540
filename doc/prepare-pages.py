#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes of the pages what gi-docgen takes: the title in a line in front, links to pages as they are built,
links into the sources as plain text.

    prepare-pages.py --to FOLDER --stamp FILE FILE…
"""

import argparse
import pathlib
import re
import shutil


def prepare(text):
    title, _, rest = text.partition("\n")
    rest = re.sub(r"\[([^\]]*)\]\(\.\./[^)]*\)", r"`\1`", rest).replace("``", "`")
    rest = re.sub(r"\]\(([a-z-]+)\.md(#[^)]*)?\)", r"](\1.html\2)", rest)
    return f"Title: {title.removeprefix('# ')}\n{rest}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--to", required=True, type=pathlib.Path)
    parser.add_argument("--stamp", required=True, type=pathlib.Path)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    for file in options.files:
        if file.suffix == ".md":
            (options.to / file.name).write_text(prepare(file.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copy(file, options.to)
    options.stamp.touch()


if __name__ == "__main__":
    main()
