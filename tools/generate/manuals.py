#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes the manual pages and the shell completions: of the commands' own help texts and of the
registries.

Usage: tools/generate/manuals.py ISORAND [DIRECTORY]

ISORAND is the built command; DIRECTORY (default: packaging in the checkout) gets man/ and
completions/.  A test compares the output with the committed files."""
import pathlib
import re
import subprocess
import sys
import textwrap

sys.dont_write_bytecode = True
import distributions  # noqa: E402

ROOT = distributions.ROOT
DATE = "2026-11-26"  # of the pages
FORMATS = ["npy", "raw", "text", "hex"]
WRITTEN = "Written by tools/generate/manuals.py"


def version():
    header = (ROOT / "include/isorand/isorand.h").read_text()
    return ".".join(re.findall(r"^#define ISORAND_VERSION_\w+ (\d+)", header, re.M))


def rows(name, macro, columns=r"(\w+)"):
    return re.findall(rf"^{macro}\({columns}", (ROOT / f"src/{name}.def").read_text(), re.M)


# ---- help texts ----

def commands():
    """{name: what it does} of the registry of commands."""
    return dict(re.findall(r'^COMMAND\((\w+), "([^"]+)"\)',
                           (ROOT / "tools/isorand/commands.def").read_text(), re.M))


def c_string(path, begin, end):
    """The string literals between two words of a source, joined."""
    text = (ROOT / path).read_text().split(begin)[1].split(end)[0]
    joined = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', text))
    return joined.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


def help_texts(program):
    """{page: (what it does, help text)}."""
    def of(*words):
        return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout
    found = {"isorand": ("NumPy's random streams, bit for bit", of("--help"))}
    for name, what in commands().items():
        found[f"isorand-{name}"] = (what, of("help", name))
    mpi = c_string("tools/isorand/mpi/main.c", "print_help(void) {", "isorand_version()")
    what = re.search(r": (.*)", mpi)[1]
    found["isorand-mpi"] = (what, mpi.split("\n\n", 1)[1])
    bench = c_string("bench/main.cpp", "usage =", ";\n\n")
    found["isorand-bench"] = ("measure isorand on this machine, beside other generators",
                              bench.replace("usage:", "Usage:"))
    return found


# ---- manual pages ----

def roff(text):
    """A text as roff takes it."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def paragraph(lines):
    return roff("\n".join(line.strip() for line in lines))


def verbatim(lines):
    """Lines as they are, without what all are indented by."""
    return ".nf\n" + roff(textwrap.dedent("\n".join(lines)).rstrip("\n")) + "\n.fi"


OPTION = re.compile(r"  (-[\w.-]+(?:,? (?:-\w|\[?[A-Z]\S*))*)(?:  +(.*))?$")


def options(lines):
    """An entry for each line "  --option VALUE  text", with the lines that go on."""
    out = []
    for line in lines:
        match = OPTION.match(line)
        if match:
            name = roff(match[1])
            out += [".TP", f"\\fB{name}\\fR", *([roff(match[2])] if match[2] else [])]
        elif out:
            out.append(roff(line.strip()))
    return "\n".join(out)


def blocks(text):
    """[(title or None, lines)]: a title is a line at the margin that ends with a colon and has
    indented ones behind it."""
    found = [(None, [])]
    lines = text.rstrip("\n").split("\n")
    for line, after in zip(lines, [*lines[1:], ""]):
        if re.match(r"\S.*:$", line) and after.startswith(" "):
            found.append((line[:-1], []))
        elif found[-1][0] and line and not line.startswith(" "):
            found.append((None, [line]))
        elif not found[-1][0] and OPTION.match(line):
            found.append(("Options", [line]))
        else:
            found[-1][1].append(line)
    return found


def description(lines):
    """Paragraphs between empty lines."""
    parts = [part.split("\n") for part in "\n".join(lines).strip("\n").split("\n\n") if part.strip()]
    return "\n.PP\n".join((verbatim if all(line.startswith("  ") for line in part) else paragraph)(part)
                           for part in parts)


def page(name, what, text, others):
    out = [f'.\\" SPDX-License-Identifier: MIT\n.\\" {WRITTEN} from the command\'s help.',
           f'.TH {name.upper()} 1 {DATE} "isorand {version()}" "User Commands"',
           ".SH NAME", roff(f"{name} - {what}")]
    usage = re.search(r"^Usage: (.*)\n", text, re.M)
    text = text[usage.end():] if usage else text
    out += [".SH SYNOPSIS", f"\\fB{roff(usage[1])}\\fR"]
    examples, seen = [], set()
    for title, lines in blocks(text):
        if title is None:
            body = description(lines)
            if body:
                out += [".SH DESCRIPTION" if "DESCRIPTION" not in seen else
                        ".SH NOTES" if "NOTES" not in seen else ".PP", body]
                seen.add("NOTES" if "DESCRIPTION" in seen else "DESCRIPTION")
        elif title == "Options":
            out += [".SH OPTIONS", options(lines)]
        elif title.startswith("Example"):
            more = title.partition(": ")[2]
            examples += [*([roff(more) + ":"] if more else []), verbatim(lines)]
        else:
            out += [f".SH {roff(title.upper())}", verbatim(lines)]
    if examples:
        out += [".SH EXAMPLES", *examples]
    see = [f"\\fB{roff(other)}\\fR(1)" for other in others if other != name]
    out += [".SH SEE ALSO", ",\n".join([*see, "\\fBisorand\\fR(3)"])]
    return "\n".join(out) + "\n"


def library_page():
    """isorand.3, of the public header's first comment and its headings."""
    header = (ROOT / "include/isorand/isorand.h").read_text()
    lead = re.search(r"^/\* isorand: (.*?)\*/", header, re.M | re.S)[1]
    parts = [" ".join(re.sub(r"^ \* ?", "", part, flags=re.M).split())
             for part in re.split(r"\n \*\n", lead)]
    out = [f'.\\" SPDX-License-Identifier: MIT\n.\\" {WRITTEN} from isorand/isorand.h.',
           f'.TH ISORAND 3 {DATE} "isorand {version()}" "Library Functions Manual"',
           ".SH NAME", roff("isorand - ") + roff(parts[0].rstrip(".")),
           ".SH SYNOPSIS", ".nf", "\\fB#include <isorand/isorand.h>\\fR", "",
           roff("cc program.c -lisorand"), ".fi", ".SH DESCRIPTION"]
    for part in parts[1:]:
        title, dot, rest = part.partition(".  ")
        if not dot or len(title) > 20:
            title, dot, rest = part.partition(". ")
        if dot and len(title) <= 20:
            out += [".SS " + roff(title), roff(textwrap.fill(rest, 100))]
        else:
            out += [".PP", roff(textwrap.fill(part, 100))]
    out.append(".SH FUNCTIONS\nThe comments of the header say what each does.")
    for section in re.split(r"^/\* ---- ", header, flags=re.M)[1:]:
        title = re.match(r"(.*?) -{3,}", section)[1]
        names = re.findall(r"^ISORAND_API [^(]*?\b(isorand_\w+)\(", section, re.M)
        if names:
            out += [".SS " + roff(title[0].upper() + title[1:]), ",\n".join(f"\\fB{n}\\fR()" for n in names)]
    fills = sorted({f"isorand_fill_{call.name}_{distributions.TYPES[kind][0]}"
                    for call in distributions.rows() for kind in call.types})
    out += [".SS Distributions", "In isorand/distributions.h:",
            ",\n".join(f"\\fB{n}\\fR()" for n in fills), ".SH SEE ALSO", "\\fBisorand\\fR(1)"]
    return "\n".join(out) + "\n"


# ---- completions ----

def option_rows(text):
    """[(option, value or "", first line of its text)] of a help text."""
    found = []
    for title, lines in blocks(text):
        if title == "Options":
            for line in lines:
                if match := re.match(r"  (--[\w-]+)(?: (\[?[A-Z][^ ]*)|, -\w| \.\.\.)?(?:  +(.*))?$", line):
                    found.append((match[1], match[2] or "", match[3] or ""))
    return found


def choices(name):
    """{option: its values}; "FILE" and "DIRECTORY" stand for names of files."""
    dists = [call.name for call in distributions.rows()]
    return {
        "--engine": rows("engines", "ISORAND_ENGINE", r"\w+, (\w+)"),
        "--dist": dists,
        "--type": rows("types", "ISORAND_TYPE", r"\w+, (\w+)"),
        "--backend": rows("backends", "ISORAND_BACKEND"),
        "--numpy": rows("numpy_levels", "ISORAND_NUMPY_LEVEL", r'\w+, "([^"]+)"'),
        "--format": FORMATS,
        "--threads": ["auto"],
        **dict.fromkeys(["--out", "--index", "--plot", "--manifest", "--write-manifest"], "FILE"),
    }.get(name)


def parameter_options():
    """The options of the distributions' parameters: [(option, value)]."""
    found = {}
    for call in distributions.rows():
        for kind, name in call.params:
            found.setdefault(f"--{name}", "" if kind == "FLAG" else "X")
    return sorted(found.items())


def completed(texts):
    """{command: its option rows}, the parameters of distributions with fill and index."""
    found = {name.removeprefix("isorand-"): option_rows(text)
             for name, (_, text) in texts.items() if name not in ("isorand", "isorand-mpi")}
    for name in "fill", "index":
        found[name] += [(option, value, "of the distribution") for option, value in parameter_options()]
    return found


def bash(found):
    bench = found.pop("bench")
    names = " ".join(found)
    out = [f"# SPDX-License-Identifier: MIT\n# bash completion for isorand.  {WRITTEN}.\n_isorand()\n{{",
           "    local cur prev words cword", "    _init_completion || return",
           '    local command=${words[1]}', '    case $prev in']
    taken = {}
    for option, value, _ in [row for options in found.values() for row in options] + bench:
        if value:
            taken.setdefault(option, choices(option))
    by_action = {}
    for option, values in sorted(taken.items()):
        what = "_filedir" if values == "FILE" else (
            f'COMPREPLY=($(compgen -W "{" ".join(values)}" -- "$cur"))' if values else ":")
        by_action.setdefault(what, []).append(option)
    for what, options in by_action.items():
        out += [f"        {' | '.join(options)})", f"            {what}", "            return", "            ;;"]
    out += ["    esac", '    if [[ ${words[0]##*/} == isorand-bench ]]; then', "        command=bench",
            "    elif ((cword == 1)); then",
            f'        COMPREPLY=($(compgen -W "{names} help --help --version" -- "$cur"))',
            "        return", "    fi", "    case $command in"]
    for name, options in [*found.items(), ("bench", bench)]:
        words = " ".join(option for option, _, _ in options)
        out += [f"        {name})", f'            COMPREPLY=($(compgen -W "{words}" -- "$cur"))',
                "            ;;"]
    out += ["        help)", f'            COMPREPLY=($(compgen -W "{names}" -- "$cur"))', "            ;;",
            "    esac", "}", "complete -F _isorand isorand isorand-mpi isorand-bench", ""]
    found["bench"] = bench
    return "\n".join(out)


def zsh(found):
    def quoted(text):
        return text.replace("'", "'\\''")

    def described(text):
        return quoted(re.sub(r"([\[\]:\\])", r"\\\1", text))

    def argument(option, value, text):
        values = choices(option)
        action = ""
        if value:
            kind = "_files" if values == "FILE" else f"({' '.join(values)})" if values else " "
            action = f":{value.strip('[]').rstrip('|-.,') or 'VALUE'}:{kind}"
        return f"        '{option}[{described(text.rstrip(';:'))}]{action}'"
    out = ["#compdef isorand isorand-mpi isorand-bench\n# SPDX-License-Identifier: MIT",
           f"# zsh completion for isorand.  {WRITTEN}.", "_isorand() {", "    local command=$words[2]"]
    out += ["    if [[ ${words[1]:t} == isorand-bench ]]; then", "        command=bench",
            "    elif ((CURRENT == 2)); then", "        local -a commands=("]
    out += [f"            '{name}:{quoted(what)}'" for name, what in commands().items()]
    out += ["            'help:show the options of a command'", "        )", "        _describe command commands",
            "        _arguments '--help[show this text]' '--version[show the version]'",
            "        return",
            "    else", "        shift words", "        ((CURRENT--))", "    fi", "    case $command in"]
    for name, options in found.items():
        lines = [argument(*row) for row in options]
        out += [f"    {name})", "        _arguments \\", " \\\n".join(lines), "        ;;"]
    out += ["    help)", f"        _values command {' '.join(commands())}", "        ;;", "    esac", "}",
            '_isorand "$@"', ""]
    return "\n".join(out)


def fish(found):
    def quoted(text):
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    out = [f"# SPDX-License-Identifier: MIT\n# fish completion for isorand.  {WRITTEN}."]
    for name, what in {**commands(), "help": "show the options of a command"}.items():
        out.append(f"complete -c isorand -n __fish_use_subcommand -f -a {name} -d {quoted(what)}")
    for name in "help", "version":
        out.append(f"complete -c isorand -n __fish_use_subcommand -f -l {name}")
    out.append(f"complete -c isorand -n '__fish_seen_subcommand_from help' -f -a {quoted(' '.join(commands()))}")
    out.append("complete -c isorand-mpi -w isorand")
    for name, options in found.items():
        program = "isorand-bench" if name == "bench" else "isorand"
        when = "" if name == "bench" else f" -n '__fish_seen_subcommand_from {name}'"
        for option, value, text in options:
            values = choices(option)
            how = "" if not value else " -r" if values == "FILE" else (
                f" -x -a {quoted(' '.join(values))}" if values else " -x")
            out.append(f"complete -c {program}{when} -l {option[2:]}{how} -d {quoted(text.rstrip(';:'))}")
    return "\n".join(out) + "\n"


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    place = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else ROOT / "packaging"
    texts = help_texts(sys.argv[1])
    files = {f"man/{name}.1": page(name, what, text, texts) for name, (what, text) in texts.items()}
    files["man/isorand.3"] = library_page()
    found = completed(texts)
    files["completions/isorand.bash"] = bash(found)
    files["completions/_isorand"] = zsh(found)
    files["completions/isorand.fish"] = fish(found)
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
