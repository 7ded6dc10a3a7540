#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the pages against the project: links lead somewhere, and what stands behind a prompt is what
the command prints.

    test-pages.py --shaperec build/shaperec/tool/shaperec --root . [--update] PAGE.md…

A `console` block holds commands behind `$ ` and their output. Commands of shaperec are run, in a folder
that has the project's `tests` and the traces and logs of the tests; `…` on a line of its own stands for
any lines, seconds may differ. Of other commands the program, or the file it is given, must exist.
With --update, the output in the pages is written anew.
"""

import argparse
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

# What a machine without PyTorch or a checkout may lack.
ELSEWHERE = {"pip", "python", "git", "meson", "ninja", "man", "gi-docgen", "jq", "cat", "alias", "export"}

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
SECONDS = re.compile(r"\d+\.\d+ s\b")


class Playground:
    """The folder in which commands are run."""

    def __init__(self, root, shaperec):
        self.root = root
        self.folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(self.folder.name)
        for name in ("tests", "examples", "introspection"):
            (path / name).symlink_to(root / name)
        for file in [*(root / "tests/data/traces/recorded").iterdir(), *(root / "tests/data/logs").iterdir()]:
            (path / file.name).symlink_to(file)
        (path / "bin").mkdir()
        (path / "bin/shaperec").symlink_to(shaperec)
        self.environment = dict(os.environ, PATH=f"{path}/bin:{os.environ['PATH']}", LC_ALL="C.UTF-8")

    def run(self, command):
        done = subprocess.run(["sh", "-c", command], cwd=self.folder.name, env=self.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
        return done.stdout.rstrip("\n").split("\n") if done.stdout.strip() else []


def entries(block):
    """The commands of a block, each with the lines behind it."""
    found = []
    for line in block.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def matches(expected, got):
    """Whether the lines are those, where `…` stands for any number of them."""
    if not expected:
        return not got
    if expected[0].strip() == "…":
        return any(matches(expected[1:], got[skip:]) for skip in range(len(got) + 1))
    return bool(got) and SECONDS.sub("s", expected[0]) == SECONDS.sub("s", got[0]) and matches(expected[1:], got[1:])


def is_known(command, playground):
    """Whether there is such a program, or such a file where a program is given one of the project's."""
    words = [word for word in shlex.split(command, comments=True) if "=" not in word.split("/")[0] or word[0] == "-"]
    if not words:
        return True
    files = [word for word in words if word.startswith(("examples/", "tests/", "./introspection"))]
    if not all((playground.root / file).exists() for file in files):
        return False
    name = os.path.basename(words[0])
    return name in ELSEWHERE or name.startswith("python") or shutil.which(words[0]) is not None


def check_block(page, block, playground, update):
    """The complaints about a block, and its text as it should be."""
    complaints, lines = [], []
    for command, expected in entries(block):
        lines += ["$ " + command]
        if not command.startswith("shaperec "):
            lines += expected
            if not is_known(command, playground):
                complaints.append(f"{page}: there is no such thing: {command}")
            continue
        got = playground.run(command)
        if matches(expected, got):
            lines += expected
        else:
            lines += got
            complaints.append("\n  ".join([f"{page}: {command} prints", *got]))
    return [] if update else complaints, "\n".join(lines) + "\n"


def anchors(text):
    """The headings of a page, as links name them."""
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def check_links(page, text):
    for target in (one or other for one, other in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        if not file.exists():
            yield f"{page}: the link {target} leads nowhere"
        elif anchor and anchor not in anchors(file.read_text(encoding="utf-8")):
            yield f"{page}: the link {target} leads to no heading"


def check_page(page, playground, update):
    text = page.read_text(encoding="utf-8")
    complaints = list(check_links(page, text))

    def replace(match):
        more, block = check_block(page, match.group(1), playground, update)
        complaints.extend(more)
        return f"```console\n{block}```"

    fresh = BLOCK.sub(replace, text)
    if update and fresh != text:
        page.write_text(fresh, encoding="utf-8")
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shaperec", required=True)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    playground = Playground(options.root.resolve(), os.path.abspath(options.shaperec))
    failed = False
    print(f"1..{len(options.pages)}")
    for number, page in enumerate(options.pages, 1):
        complaints = check_page(page, playground, options.update)
        failed = failed or bool(complaints)
        print("not ok" if complaints else "ok", number, page.name)
        for complaint in complaints:
            print("# " + complaint.replace("\n", "\n# "))
    return failed


if __name__ == "__main__":
    sys.exit(main())
