# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a recorder says of its own troubles: once on stderr, and never to the program."""

import functools
import os
import sys

told = set()


def complain(text):
    """Prints a complaint, unless it was made before."""
    if text in told:
        return
    told.add(text)
    try:
        os.write(sys.__stderr__.fileno(), f"shaperec_torch: {text}\n".encode("utf-8", "backslashreplace"))
    except Exception:  # there may be no stderr, and nobody to tell
        pass


def describe(error):
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def never_raises(function):
    """Keeps what goes wrong in a recorder from the program that is recorded."""

    @functools.wraps(function)
    def careful(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception as error:
            complain(f"{function.__name__}: {describe(error)}")
            return None

    return careful
