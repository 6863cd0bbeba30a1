# SPDX-License-Identifier: MIT
"""Programs on a terminal."""
import os
import pty
import select
import signal
import subprocess

from command import ENVIRONMENT


def on_terminal_until(line, text, number=signal.SIGINT):
    """Runs a program whose stderr is a terminal, and ends it by a signal when it has printed the
    text; all that it printed."""
    leader, follower = pty.openpty()
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=follower,
                          env=ENVIRONMENT) as process:
        os.close(follower)
        shown = b""
        while text not in shown and select.select([leader], [], [], 30)[0]:
            shown += os.read(leader, 65536)
        process.send_signal(number)
        assert process.wait(timeout=30) == -number
        os.close(leader)
    return shown
