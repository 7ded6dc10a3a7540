#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the library exports is what its GIR describes: test-exports.py LIBRARY GIR."""

import subprocess
import sys
import xml.etree.ElementTree as ET

C = "{http://www.gtk.org/introspection/c/1.0}"
GLIB = "{http://www.gtk.org/introspection/glib/1.0}"
# Named in the GIR by the type that they belong to, not as functions.
BY_TYPE = ("_get_type", "_quark", "_ref", "_unref")


def exported(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1] for line in lines.splitlines()}


def described(gir):
    names = set()
    for element in ET.parse(gir).iter():
        names.update(element.get(key) for key in (C + "identifier", GLIB + "get-type", GLIB + "ref-func", GLIB + "unref-func"))
    return names


def main():
    library, gir = sys.argv[1:]
    symbols, names = exported(library), described(gir)
    strays = {s for s in symbols - names if not s.endswith(BY_TYPE)} | {s for s in symbols if not s.startswith("shape_")}
    missing = {n for n in names - symbols if n and n.startswith("shape_")}
    for name in sorted(strays):
        print(f"exported, but not in the GIR: {name}")
    for name in sorted(missing):
        print(f"in the GIR, but not exported: {name}")
    return 1 if strays or missing or not symbols else 0


if __name__ == "__main__":
    sys.exit(main())
