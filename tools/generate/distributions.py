#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes what follows from the rows of src/dists.def: include/isorand/distributions.h, the numbers
and one prototype with its text for each typed call, and src/api/distributions.c, their bodies.

Usage: tools/generate/distributions.py [DIRECTORY]     (default: the checkout)
A test compares the output with the committed files."""
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WIDTH = 100
BOUND_OF_U64 = {"U64"}  # types whose bounds need more than int64_t


def arguments(text):
    """The arguments of a macro call whose text begins after the opening parenthesis, and what
    follows the closing one."""
    depth, start, found = 0, 0, []
    quoted = False
    for i, c in enumerate(text):
        if c == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif c == "(":
            depth += 1
        elif c == ")" and depth:
            depth -= 1
        elif c in ",)" and not depth:
            found.append(" ".join(text[start:i].split()))
            start = i + 1
            if c == ")":
                return found, text[i + 1:]
    raise ValueError(f"no end: {text[:60]}")


def types():
    """{ID: (name, C type)} of types.def."""
    rows = re.findall(r"^ISORAND_TYPE\((\w+), (\w+), (\w+),", (ROOT / "src/types.def").read_text(),
                      re.M)
    return {row[0]: row[1:] for row in rows}


TYPES = types()
INTEGERS = [name for name in TYPES if not name.startswith("F")]


def parameters(text):
    """[(kind, name)] of PARAMS(...) or NONE."""
    if text == "NONE":
        return []
    items, _ = arguments(text[len("PARAMS("):])
    return [(item.split("(")[0], re.split(r"[(,)]", item)[1]) for item in items]


def defaults(text):
    """Those of REAL, INT and BOUND, as the row writes them; "0" for a FLAG."""
    items, _ = arguments(text[len("PARAMS("):]) if text != "NONE" else ([], "")
    found = [re.match(r"\w+\(\w+(?:, ([^,)]+))?", item)[1] for item in items]
    return [default or "0" for default in found]


def typed(text):
    return INTEGERS if text == "INTEGER_TYPES" else re.findall(r"T\((\w+)\)", text)


class Call:
    """A distribution with the types that have calls."""

    def __init__(self, identifier, number, name, kinds, params, comment):
        self.identifier, self.number, self.name = identifier, int(number), name
        self.types, self.params, self.comment = kinds, parameters(params), comment
        self.defaults = defaults(params)


def paragraphs(comment):
    """The two texts of a comment: for Generator's and for RandomState's calls."""
    body = re.sub(r"^\s*\* ?", "", comment.strip()[2:-2], flags=re.M)
    parts = [" ".join(p.split()) for p in re.split(r"\n\s*\n", body)]
    own = [p for p in parts if not p.startswith("RandomState: ")]
    legacy = [p[len("RandomState: "):] for p in parts if p.startswith("RandomState: ")]
    return own, legacy


def rows():
    text = (ROOT / "src/dists.def").read_text()
    found = []
    for match in re.finditer(r"(/\*(?:(?!\*/).)*\*/)\nISORAND_DIST(_BOTH)?\(", text, re.S):
        row, _ = arguments(text[match.end():])
        own, legacy = paragraphs(match[1])
        if match[2]:
            identifier, number, legacy_number, name, kind, _, params = row
            call = re.split(r"[:.] ", own[0])[0]
            found.append(Call(identifier, number, name, [kind], params, own))
            found.append(Call("LEGACY_" + identifier, legacy_number, "legacy_" + name, [kind], params,
                              [f"RandomState.{call}."] + [
                                  f"As isorand_fill_{name}_{TYPES[kind][0]}, but {p}"
                                  for p in legacy] or []))
        else:
            identifier, number, _, name, _, kinds, _, params = row
            found.append(Call(identifier, number, name, typed(kinds), params,
                              own + legacy))
    assert len(found) == len(re.findall(r"^ISORAND_DIST\(", text, re.M)) + 2 * len(
        re.findall(r"^ISORAND_DIST_BOTH\(", text, re.M)), "a row without a comment"
    return found


def wrapped(text, begin, more, end=""):
    """Text in lines that fit."""
    kept = text + end.replace(" ", "\0")  # the end stays on the last word's line
    return textwrap.fill(kept, WIDTH, initial_indent=begin, subsequent_indent=more,
                         break_long_words=False, break_on_hyphens=False).replace("\0", " ")


def comment_of(call):
    """A C comment of the call's paragraphs."""
    lines = [wrapped(p, "/* " if i == 0 else " * ", " * ", " */" if p is call.comment[-1] else "")
             for i, p in enumerate(call.comment)]
    return "\n *\n".join(lines)


def c_parameters(call, kind):
    of = {"REAL": "double", "INT": "int64_t", "FLAG": "int",
          "BOUND": "uint64_t" if kind in BOUND_OF_U64 else "int64_t"}
    return [(of[k], name) for k, name in call.params]


def signature(call, kind, prefix, end):
    name, ctype = TYPES[kind]
    head = f"{prefix}int isorand_fill_{call.name}_{name}("
    items = ["isorand_rng *rng", f"{ctype} *out", "size_t n",
             *(f"{t} {p}" for t, p in c_parameters(call, kind))]
    lines, line = [], head
    for i, item in enumerate(items):
        part = item + ("," if i + 1 < len(items) else ")" + end)
        if len(line) + (line[-1] == ",") + len(part) > WIDTH:
            lines.append(line)
            line = " " * len(head) + part
        else:
            line += (" " if line[-1] == "," else "") + part
    return "\n".join(lines + [line])


def header(calls):
    out = ['''/* SPDX-License-Identifier: MIT */
/* The distributions: their numbers, and a call for each distribution and type.
 *
 * Written by tools/generate/distributions.py from the rows of src/dists.def.
 *
 * Every call fills 'out' with 'n' values and answers as isorand_fill does.  Values, order of draws
 * and stream positions are those of NumPy on x86-64, at the rng's NumPy level (see isorand.h);
 * "since 1.18" or "1.21 - 2.3" says which versions agree with level 1.24.  NumPy's last bits depend
 * on the CPU and the C library that it runs on: the reference is glibc 2.28 or later on a CPU with
 * FMA.  isorand's are the same on every machine, and equal to the reference, but for vonmises, see
 * docs/guarantee.md.
 *
 * ISORAND_EINVAL: a parameter that NumPy refuses, and any NaN (but see ISORAND_NAN_ALLOWED).  -0.0
 * counts as negative, as in NumPy.  No call runs for ever: where NumPy 1.24 searches for ever or a
 * million times and more for a value (tiny beta, zipf near 1 and huge) its later versions' answer
 * is given, and where all of them do, the parameters are refused.
 *
 * The legacy calls are the functions of np.random after np.random.seed(S), on an rng from
 * isorand_seed_legacy(S); any other engine is RandomState(ENGINE(S)).  These streams are frozen in
 * NumPy since 1.17 and most of them since its beginnings.  rand, random_sample: isorand_fill_f64.
 * bytes: isorand_fill_bytes.  choice(pop, n): isorand_fill_legacy_integers_i64(0, pop, 0). */
#ifndef ISORAND_DISTRIBUTIONS_H
#define ISORAND_DISTRIBUTIONS_H

#include <isorand/isorand.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The numbers are part of the ABI. */
enum isorand_dist {''']
    by_number = sorted(calls, key=lambda c: c.number)
    out += [f"    ISORAND_{c.identifier} = {c.number}{',' if c is not by_number[-1] else ''}"
            for c in by_number]
    out.append("};")
    for call in calls:
        if call.types:
            out += ["", comment_of(call)]
            out += [signature(call, kind, "ISORAND_API ", ";") for kind in call.types]
    out.append('''
#ifdef __cplusplus
}
#endif

#endif
''')
    return "\n".join(out)


MEMBER = {"REAL": "f", "INT": "i", "FLAG": "i"}


def body(call, kind):
    values = [f"{{.{MEMBER.get(k) or ('u' if kind in BOUND_OF_U64 else 'i')} = {name}}}"
              for k, name in call.params]
    request = [f"ISORAND_{call.identifier}", f"ISORAND_{kind}",
               f"{{{', '.join(values) or '{0}'}}}", "0"]
    line = f"    const isorand_request request = {{{', '.join(request)}}};"
    if len(line) > WIDTH:
        line = ("    const isorand_request request = {\n        " + ", ".join(request) + "};")
    return f"{signature(call, kind, '', ' {')}\n{line}\n    return isorand_fill(rng, &request, out, n);\n}}"


def source(calls):
    out = ['''/* SPDX-License-Identifier: MIT */
/* The typed calls of isorand/distributions.h: each is one request.
 *
 * Written by tools/generate/distributions.py from the rows of src/dists.def. */
#include <isorand/isorand.h>''']
    out += ["\n" + body(call, kind) for call in calls for kind in call.types]
    return "\n".join(out) + "\n"


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    calls = rows()
    for path, text in (("include/isorand/distributions.h", header(calls)),
                       ("src/api/distributions.c", source(calls))):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


if __name__ == "__main__":
    main()
