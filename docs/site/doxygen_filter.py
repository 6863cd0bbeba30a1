# SPDX-License-Identifier: MIT
"""Doxygen's input filter: prints a header with its comments marked as documentation.

A comment belongs to the declaration after it, or before it on its line.  Those within functions,
the header's own and those that head a section stay as they are: header.py reads the last two.  No
line is added or removed, so that places in the output are places in the header.
"""
import re
import sys

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*(?:\n[ \t]*//[^\n]*)*", re.S)
BODIES = {
    True: re.compile(r"^[^\n]*\) \{\n.*?^\}$", re.M | re.S),
    False: re.compile(r"^[^\n]*\)(?: const)?(?: noexcept)? \{\n.*?^(?: {4})?\}$", re.M | re.S),
}


def marked(comment, trailing):
    """The comment as documentation: nothing in it is a command, a tag or a link."""
    lines = re.sub(r"([\\@<>&#%$])", r"\\\1", comment).split("\n")
    inside = False
    for i, line in enumerate(lines):
        deep = bool(re.match(r"\s*(\*|//)     ?\S", line))
        if deep and not inside:
            lines[i] = re.sub(r"(\*|//)", r"\1 @verbatim ", line, count=1)
        elif inside and not deep and i:
            lines[i - 1] += " @endverbatim"
        inside = deep
    text = "\n".join(lines)
    end = "<" if trailing else ""
    return re.sub(r"^/\*", "/**" + end, text) if text.startswith("/*") else (
        re.sub(r"//", "///" + end, text))


def documented(text, is_c):
    bodies = [match.span() for match in BODIES[is_c].finditer(text)]
    own = COMMENT.search(text, text.index("\n")).start()

    def mark(match):
        place = match.start()
        before = text[text.rfind("\n", 0, place) + 1:place].strip()
        if (place <= own or re.match(r"(/\*|//) (----|IWYU)", match[0]) or before.startswith("}") or
                any(begin <= place < end for begin, end in bodies)):
            return match[0]
        return marked(match[0], bool(before))
    return COMMENT.sub(mark, text)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as f:
        print(documented(f.read(), sys.argv[1].endswith(".h")), end="")
