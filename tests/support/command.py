# SPDX-License-Identifier: MIT
"""The command line tool, as tests run it."""
import os
import subprocess

import evidence

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "ISORAND_BACKEND"}


class Command:
    def __init__(self, path):
        self.path = str(path)

    def run(self, *args, code=0, env=None, **options):
        """Runs isorand; its exit code must be 'code'."""
        if "stdout" in options:
            options["stderr"] = subprocess.PIPE
        else:
            options["capture_output"] = True
        result = subprocess.run([self.path, *map(str, args)], env={**ENVIRONMENT, **(env or {})},
                                timeout=200, check=False, **options)
        assert result.returncode == code, f"{args}: {result.stderr!r}"
        return result

    def fill(self, *args, **options):
        """The bytes that `isorand fill` prints; nothing may be said on stderr."""
        result = self.run("fill", *args, **options)
        assert result.stderr == b""
        return result.stdout

    def start(self, *args, **options):
        """A running isorand."""
        return subprocess.Popen([self.path, *map(str, args)], **{"env": ENVIRONMENT, **options})


def one_line(result, *parts):
    """The message must be one line that contains all the parts; nothing else may be printed."""
    text = result.stderr.decode()
    assert (result.stdout or b"") == b""
    assert text.startswith("isorand: ") and text.count("\n") == 1 and text.endswith("\n")
    for part in parts:
        assert str(part) in text
    evidence.count("cli.refused", 1)
