# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the scripts that compare have in common: their options, and what they tell at their end."""

import argparse


def make_parser(doc, count, unit):
    """A parser for the options of a script whose docstring is @doc."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same %s (%%(default)s)" % unit)
    parser.add_argument("--count", type=int, default=count, help="how many %s (%%(default)s)" % unit)
    return parser


def print_left_out(left_out):
    """How many were left out, by the rule that says so."""
    for rule, count in left_out.most_common():
        print(f"left out {count}: {rule}")
