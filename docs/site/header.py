# SPDX-License-Identifier: MIT
"""Pages of the reference from the headers: what Doxygen reads in them, as Sphinx's directives.

Order and sections are those of the header.  Declarations that follow each other without an empty
line share the comment above them, as they do for a reader.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SECTION = re.compile(r"^ *(?:/\*|//) ---- (?P<title>.*?) -+(?: \*/)?$(?P<more>(?:\n \*.*$)*)", re.M)
SHARING = "function", "variable", "typedef", "define"


CODE = ".. code-block:: c", "   :force:", ""


class Fault(Exception):
    """What the reader of the message has to mend."""


def run_doxygen(headers, place):
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    settings = (HERE / "Doxyfile").read_text(encoding="utf-8") + (
        f"INPUT = {' '.join(headers)}\nOUTPUT_DIRECTORY = {place}\n"
        f'INPUT_FILTER = "{sys.executable} {HERE / "doxygen_filter.py"}"\n')
    done = subprocess.run(["doxygen", "-"], input=settings, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise Fault("Doxygen is not content with the headers; see above")


# ---- text ----

def escaped(text):
    return re.sub(r"([\\*`|_])", r"\\\1", text)


class Text:
    """Comments as reStructuredText, with links from names to what they name."""

    def __init__(self, roles, headers):
        self.roles = roles  # {name: role}
        self.headers = headers
        self.pattern = re.compile(
            r"(?P<name>\b(?:isorand|ISORAND)_\w+)|'(?P<quoted>[A-Za-z]\w*)'(?!\w)|"
            r"(?P<page>\bdocs/[\w-]+\.md)|\b(?P<header>isorand/\w+\.hpp|isorand/\w+\.h)\b")

    def inline(self, text):
        parts, end = [], 0
        for match in self.pattern.finditer(text):
            parts += [escaped(text[end:match.start()]), self.link(match)]
            end = match.end()
        return "".join([*parts, escaped(text[end:])])

    def link(self, match):
        name, kind = match[0], match.lastgroup
        if kind == "quoted":
            return rf"\ ``{match['quoted']}``\ "
        if kind == "page":
            return rf"\ :doc:`{name} </{name[:-3]}>`\ "
        if kind == "header":
            path = f"include/{name}"
            return rf"\ :doc:`{name} </{path}>`\ " if path in self.headers else rf"\ ``{name}``\ "
        role = self.roles.get(name)
        return rf"\ :{role}:`{name}`\ " if role else rf"\ ``{name}``\ "

    def paragraphs(self, comment):
        """Of a comment's lines as they are; those that stand further right are code."""
        blocks = []
        for line in comment:
            code = line.startswith("    ")
            if not line.strip():
                blocks.append(None)
            elif blocks and blocks[-1] and blocks[-1][0] == code:
                blocks[-1][1].append(line)
            else:
                blocks.append((code, [line]))
        out = []
        for block in filter(None, blocks):
            code, lines = block
            if code:
                out += [*CODE, *(f"   {line[4:]}" for line in lines), ""]
            else:
                text = "\n".join(lines)
                lead = re.match(r"[A-Z][\w ]+\.(?=  )", text)  # "Errors.  Every ..."
                if lead:
                    text = f"**{lead[0]}** {self.inline(text[lead.end():]).strip()}"
                else:
                    text = self.inline(text)
                out += [*text.split("\n"), ""]
        return out

    def described(self, node):
        """Of Doxygen's description."""
        def prose(run):
            return [self.inline(" ".join(run.split())), ""]
        out = []
        for para in (para for kind in ("briefdescription", "detaileddescription")
                     for para in node.find(kind).findall("para")):
            run = para.text or ""
            for child in para:
                if child.tag == "verbatim":
                    out += prose(run)
                    code = [line for line in (child.text or "").split("\n") if line.strip(" *")]
                    code = [re.sub(r"^\s*\*?", "", line, count=1) for line in code]
                    indent = min(len(line) - len(line.lstrip()) for line in code)
                    out += [*CODE, *(f"   {line[indent:]}" for line in code), ""]
                    run = ""
                else:
                    run += "".join(child.itertext())
                run += child.tail or ""
            out += prose(run)
        return out if any(out) else []


# ---- declarations ----

def text_of(node):
    return re.sub(r"\s+", " ", "".join(node.itertext())).strip() if node is not None else ""


class Member:
    """A declaration, at a line of a header."""

    cpp = False

    def __init__(self, node, kind=None):
        self.node, self.kind = node, kind or node.get("kind")
        name = node.find("name")
        self.name = text_of(name if name is not None else node.find("compoundname"))
        self.line = int(node.find("location").get("line"))
        self.members = []

    def signature(self):
        node = self.node
        kind, args = text_of(node.find("type")), text_of(node.find("argsstring"))
        if self.kind == "define":
            return self.name
        if "(*" in kind or args.startswith(")"):
            return f"{kind}{self.name}{args}"
        if self.kind == "typedef":
            definition = text_of(node.find("definition"))
            using = re.match(r"using .*?(\w+) = +(.*)", definition)
            return f"{using[1]} = {using[2]}" if using else f"{kind} {self.name}{args}"
        front = "".join(f"{word} " for word in ("static", "explicit")
                        if node.get(word) == "yes" and self.kind == "function" and self.cpp)
        template = node.find("templateparamlist")
        if template is not None:
            front = "template<" + ", ".join(
                f"{text_of(p.find('type'))} {text_of(p.find('declname'))}".strip()
                for p in template) + "> " + front
        kind = re.sub(r"^(?:static |inline )+", "", kind)
        # (min)() keeps a macro of that name away.
        kind = kind.replace("result_type()", "result_type")
        whole = " ".join(f"{front}{kind} {self.name}{args}".split())
        return re.sub(r" ([*&]) ", r" \1", whole)


class Cpp(Member):
    """One of C++, whose members stand close."""

    cpp = True


def read(place, header):
    """The members of a header in its order."""
    make = Cpp if header.endswith(".hpp") else Member
    members = []
    for path in sorted(place.glob("xml/*.xml")):
        for compound in ElementTree.parse(path).getroot().findall("compounddef"):
            where = compound.find("location")
            if where is None or not where.get("file").endswith(header.removeprefix("include/")):
                continue
            kind = compound.get("kind")
            inside = [make(node) for node in compound.iter("memberdef")
                      if node.get("prot") != "private" and node.find("location") is not None]
            if kind in ("struct", "union", "class"):
                whole = make(compound, kind)
                whole.members = sorted(inside, key=lambda member: member.line)
                members.append(whole)
            elif kind == "file" or (kind == "namespace" and whole_name(compound) == "isorand"):
                members += inside
    return sorted((m for m in members if is_public(m)), key=lambda member: member.line)


def whole_name(compound):
    return text_of(compound.find("compoundname"))


def is_public(member):
    name = member.name
    if "detail" in name or name.startswith(("ir_", "ENGINE")) or name.endswith("_") or (
            name == "ISORAND_API" or name.endswith("_H") or name.endswith("_HPP")):
        return False
    if member.kind == "enum":
        return not all(text_of(value.find("name")).endswith("_")
                       for value in member.node.findall("enumvalue"))
    return True


class Page:
    """The page of a header."""

    def __init__(self, header, members, text):
        self.header, self.members, self.text = header, members, text
        self.domain = "cpp" if header.endswith(".hpp") else "c"
        self.lines = (ROOT / header).read_text(encoding="utf-8").split("\n")
        self.out = []

    def add(self, depth, *lines):
        self.out += [" " * 3 * depth + line if line else "" for line in lines]

    def own_comment(self):
        """The comment that begins the file, after that of the licence."""
        lines = []
        for line in self.lines[1:]:
            if not line.startswith(("/*", " *", "//")):
                break
            lines.append(re.sub(r"^(/\*|//| \*)(?!/) ?", "", line))
        return [re.sub(r" ?\*/$", "", line) for line in lines]

    def sections(self):
        """(line, title, the rest of the comment) of each."""
        text = "\n".join(self.lines)
        for match in SECTION.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            more = [re.sub(r" ?\*/$", "", re.sub(r"^ \* ?", "", part))
                    for part in match["more"].split("\n")[1:]]
            yield line, match["title"], more, match[0].startswith(" ")

    def joined(self, group, member):
        """Whether a member shares the comment of the ones before it."""
        last = group[-1]
        if member.cpp and self.text.described(group[0].node):
            return False
        return (member.kind == last.kind and member.kind in SHARING and
                not self.text.described(member.node) and
                all(line.strip() and not re.match(r"\s*(/\*|//|#if|#e)", line)
                    for line in self.lines[last.line - 1:member.line]))

    def groups(self, members):
        groups = []
        for member in members:
            if groups and self.joined(groups[-1], member):
                groups[-1].append(member)
            else:
                groups.append([member])
        return groups

    def make(self):
        name = self.header.removeprefix("include/")
        self.add(0, name, "=" * len(name), "", *self.text.paragraphs(self.own_comment()))
        self.add(0, f".. code-block:: {self.domain}", "", f"   #include <{name}>", "")
        if self.domain == "cpp":
            self.add(0, ".. cpp:namespace:: isorand", "")
        sections = list(self.sections())
        groups = self.groups(self.members)
        hidden = False
        for group in groups:
            while sections and sections[0][0] < group[0].line:
                _, title, more, inner = sections.pop(0)
                hidden = "not for direct use" in title
                if not hidden and not inner:
                    title = title[0].upper() + title[1:]
                    self.add(0, self.text.inline(title), "-" * (len(title) + 40), "",
                             *self.text.paragraphs(more))
            if not hidden:
                self.entry(0, group, sections)
        return "\n".join(self.out) + "\n"

    def entry(self, depth, group, sections=()):
        first = group[0]
        if first.kind == "enum":
            return self.enum(depth, first)
        if first.kind in ("define", "typedef"):
            if first.kind == "define" and not self.text.described(first.node):
                return None
            what = "macro" if first.kind == "define" else "type"
        elif first.kind == "variable":
            what = "member" if depth else "var"
        else:
            what = first.kind
        names = [self.compound(m) if m.members or m.kind in ("struct", "union", "class")
                 else m.signature() for m in group]
        start = f".. {self.domain}:{what}:: "
        self.add(depth, start + names[0], *(" " * len(start) + name for name in names[1:]), "")
        description = self.text.described(first.node)
        self.add(depth + 1, *description)
        if re.search(r"\bAll (members|fields) are private", " ".join(description)):
            return None
        inner = [s for s in sections if s[3]]
        for sub in self.groups(first.members):
            while inner and inner[0][0] < sub[0].line:
                title = inner.pop(0)[1]
                if sub[0].line > first.line:
                    self.add(depth + 1, f".. rubric:: {self.text.inline(title)}", "")
            self.entry(depth + 1, sub)
        return None

    def compound(self, member):
        template = member.node.find("templateparamlist")
        front = "" if template is None else "template<" + ", ".join(
            f"{text_of(p.find('type'))} {text_of(p.find('declname'))}" for p in template) + "> "
        base = "".join(f" : public {text_of(node)}" for node in member.node.findall("basecompoundref"))
        return f"{front}{member.name.removeprefix('isorand::')}{base}"

    def enum(self, depth, member):
        description = self.text.described(member.node)
        if any(other.name == member.name and other is not member for other in self.members):
            # C has both in namespaces of their own, Sphinx has not.
            self.add(depth, f"enum ``{member.name}``:", "")
        elif not member.name.startswith("@"):
            self.add(depth, f".. {self.domain}:enum:: {member.name}", "")
            depth += 1
            self.add(depth, *description)
            description = []
        for value in member.node.findall("enumvalue"):
            name, initial = text_of(value.find("name")), text_of(value.find("initializer"))
            self.add(depth, f".. {self.domain}:enumerator:: {name} {initial}".rstrip(), "")
            self.add(depth + 1, *description, *self.text.described(value))
            description = []


def roles(members):
    """{name: role of Sphinx} of what C names."""
    out = {}
    for member in members:
        kind = {"function": "func", "define": "macro", "typedef": "type", "variable": "data"}.get(
            member.kind, member.kind)
        out[member.name] = f"c:{kind}"
        for value in member.node.findall("enumvalue"):
            out[text_of(value.find("name"))] = "c:enumerator"
    return out


def pages(headers, place):
    """{header: its page}."""
    headers = sorted(headers)
    run_doxygen(headers, place)
    members = {header: read(place, header) for header in headers}
    for header, found in members.items():
        if not found:
            raise Fault(f"{header}: Doxygen finds no declaration")
    text = Text(roles([m for found in members.values() for m in found if not m.cpp]), headers)
    return {header: Page(header, found, text).make() for header, found in members.items()}
