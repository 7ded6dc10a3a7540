# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a Python program and records what its ShapeEnvs do.

    python -m shaperec_torch [-o PATH] [--effects] [--anonymize] [--allow-untested] script.py args…
    python -m shaperec_torch … -m module args…
"""

import argparse
import os
import runpy
import sys

from .recorder import UntestedTorch, record


def parse(arguments):
    parser = argparse.ArgumentParser(prog="python -m shaperec_torch", allow_abbrev=False,
                                     description=__doc__.split("\n", 1)[0])
    parser.add_argument("-o", "--output", default="traces", metavar="PATH",
                        help="a folder for the traces, or a file NAME.jsonl[.gz] (%(default)s)")
    parser.add_argument("--effects", action="store_true", help="write also how each call changed the environment")
    parser.add_argument("--anonymize", action="store_true", help="write short names for those of the program")
    parser.add_argument("--allow-untested", action="store_true", help="try it with another PyTorch than 2.13")
    parser.add_argument("-m", dest="module", action="store_true", help="the program is a module, as for python -m")
    parser.add_argument("program", help="the program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="its arguments")
    return parser.parse_args(arguments)


def run(options):
    """Runs the program as Python itself would."""
    sys.argv = [options.program, *options.arguments]
    if options.module:
        runpy.run_module(options.program, run_name="__main__", alter_sys=True)
    else:
        sys.path[0] = os.path.dirname(os.path.abspath(options.program))
        runpy.run_path(options.program, run_name="__main__")


def main():
    options = parse(sys.argv[1:])
    try:
        with record(options.output, effects=options.effects, anonymize=options.anonymize,
                    allow_untested=options.allow_untested):
            run(options)
    except UntestedTorch as error:
        sys.exit(f"shaperec_torch: {error}")


if __name__ == "__main__":
    main()
