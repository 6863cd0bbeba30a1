# SPDX-License-Identifier: MIT
"""What a text in Markdown tells its reader to type and to save, and a reader who does."""
import re
import subprocess

FENCED = re.compile(r"(?:`(?P<name>[\w./-]+)`[^`\n]*:\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$",
                    re.M | re.S)


def blocks(text, language):
    """The text of each fenced block of that language."""
    return [match["text"] for match in FENCED.finditer(text) if match["language"] == language]


def sessions(text):
    """(command, output) of each prompt in console blocks; "> " continues a command."""
    for block in blocks(text, "console"):
        yield from prompts(block)


def prompts(block):
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        while output.startswith("> "):
            more, _, output = output[2:].partition("\n")
            command += "\n" + more
        yield command, output


def without_backends(text):
    """How many there are is the machine's."""
    return re.sub(r"\d+ of \d+ backends checked.*", "", text)


def agrees(printed, wanted):
    """Whether the output is what the text says; "..." there stands for anything."""
    pattern = ".*".join(map(re.escape, without_backends(wanted).rstrip("\n").split("...")))
    return re.fullmatch(pattern, without_backends(printed).rstrip("\n"), re.S) is not None


class Reader:
    """Does what a text says, from top to bottom, in a folder: saves the blocks whose paragraph before
    ends with "`NAME`:", runs those of sh, and types what follows prompts.

    edit(COMMAND) is what is run instead, such as a shorter one; None: nothing."""

    def __init__(self, folder, env, edit=lambda command: command):
        self.folder, self.env, self.edit = folder, env, edit
        self.saved, self.ran, self.compared = [], 0, 0

    def shell(self, command):
        command = self.edit(command)
        if command is None:
            return None
        done = subprocess.run(["sh", "-ec", command], cwd=self.folder, env=self.env,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=900, check=False)
        assert done.returncode == 0, f"{command}: status {done.returncode}\n{done.stdout}"
        self.ran += 1
        return done.stdout

    def read(self, text):
        for match in FENCED.finditer(text):
            if match["language"] == "console":
                for command, wanted in prompts(match["text"]):
                    printed = self.shell(command)
                    if printed is None:
                        continue
                    assert agrees(printed, wanted), f"{command}\n{printed}\nis not\n{wanted}"
                    self.compared += 1
            elif match["language"] == "sh":
                for line in match["text"].splitlines():
                    self.shell(line)
            elif match["name"]:
                (self.folder / match["name"]).write_text(match["text"], encoding="utf-8")
                self.saved.append(match["name"])
        return self
