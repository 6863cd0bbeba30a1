# SPDX-License-Identifier: MIT
"""A small test harness: functions registered as cases, run in order, reported as TAP."""
import os
import sys
import traceback

try:
    import numpy
except ImportError:
    numpy = None

_cases = []


class Skip(Exception):
    """Raised by a case that cannot run here; its text is the reason."""


def case(name, needs_numpy=False):
    """Registers the decorated function, which takes no arguments, as the case 'name'.

    A case that needs NumPy is skipped where NumPy is absent, but fails there under CI=true."""
    def register(function):
        _cases.append((name, needs_numpy, function))
        return function
    return register


def equal(got, wanted, what="value"):
    """Fails the case unless both are equal."""
    if got != wanted:
        raise AssertionError(f"{what}: got {got!r:.600}, wanted {wanted!r:.600}")


def check(condition, message):
    """Fails the case unless the condition holds; unlike assert, under python -O too."""
    if not condition:
        raise AssertionError(message)


def note(text):
    """Prints lines that TAP readers pass over."""
    for line in text.splitlines():
        print("#", line)


def _run(needs_numpy, function):
    if needs_numpy and numpy is None:
        reason = f"NumPy is absent from {sys.executable}"
        check(os.environ.get("CI") != "true", reason)
        raise Skip(reason)
    function()


def main(prefix):
    """Runs the cases and ends the process with 1 when one failed."""
    failed = 0
    print(f"1..{len(_cases)}")
    for number, (name, needs_numpy, function) in enumerate(_cases, 1):
        try:
            _run(needs_numpy, function)
            print(f"ok {number} - {prefix}/{name}")
        except Skip as reason:
            print(f"ok {number} # SKIP {prefix}/{name} {reason}")
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f"not ok {number} - {prefix}/{name}")
            note(traceback.format_exc())
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
