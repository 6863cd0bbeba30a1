# SPDX-License-Identifier: MIT
"""tools/site: the site of README.md, docs and the headers, in build/site.

The texts are those of the repository, where they are read too.  In a copy of it, each is a page at
its own place, so that links between them lead on as they are; a README is the page of its folder; a
linked file of another kind becomes a page that shows it.  Sphinx makes HTML of the copy.
"""
import fcntl
import functools
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys

import header
import theme

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE, WORK = ROOT / "build/site", ROOT / "build/site-work"
USAGE = """usage: tools/site [--serve [PORT]]

Makes the site in build/site of README.md, docs and the headers; build/site/index.html opens in a
browser as it is.  Any warning is an error.  With --serve it is then served on
http://127.0.0.1:PORT, 8000 by default, until the program is interrupted.
"""
LANGUAGES = {".c": "c", ".h": "c", ".hpp": "cpp", ".def": "c", ".py": "python", ".sh": "sh",
             ".js": "js", ".json": "json", ".cmake": "cmake", ".f90": "fortran"}
LARGE = 100_000  # bytes, above which a file is linked as it is and not shown
FENCE = re.compile(r"^(```+|~~~+).*?^\1`*\s*?$", re.M | re.S)
LINK = re.compile(r"(?<=\]\()([^()\s#]+)(#[^()\s]*)?(?=\))")
PICTURE = re.compile(r"<picture>.*?srcset=\"(?P<dark>[^\"]+)\".*?alt=\"(?P<alt>[^\"]+)\".*?"
                     r"src=\"(?P<light>[^\"]+)\".*?</picture>", re.S)


class Fault(Exception):
    """What the reader of the message has to mend."""


def read_groups():
    """{group: its pages} of pages.txt."""
    groups, pages = {}, None
    for number, line in enumerate((HERE / "pages.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            pages = groups.setdefault(line.strip(), [])
        elif pages is None:
            raise Fault(f"docs/site/pages.txt:{number}: a page before the first group")
        else:
            pages.append(line.strip())
    listed = [page for pages in groups.values() for page in pages]
    for page in listed:
        if not (ROOT / page).is_file():
            raise Fault(f"docs/site/pages.txt: there is no {page}")
    for page in sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")):
        if page not in listed:
            raise Fault(f"{page} is in no group of docs/site/pages.txt: add a line")
    return groups


def staged(page):
    """Where a page lies in the copy."""
    folder, name = os.path.split(page)
    if name == "README.md":
        name = "index.md"
    elif name.endswith((".h", ".hpp")):
        name += ".rst"
    return os.path.join(folder, name)


class Copy:
    """The copy of the texts that Sphinx reads."""

    def __init__(self, groups, source, extra):
        self.groups, self.source, self.extra = groups, source, extra
        self.pages = {page for pages in groups.values() for page in pages}
        self.shown = set()

    def write(self, path, text):
        target = self.source / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def copy_extra(self, path):
        """A file that the site has as it is."""
        (self.extra / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, self.extra / path)

    def show(self, path):
        """The page of a file or folder that is no text of the site; where it lies."""
        page = f"{path}.md"
        if path in self.shown:
            return page
        self.shown.add(path)
        if (ROOT / path).is_dir():
            names = [name for name in os.listdir(ROOT / path) if not name.startswith((".", "__"))]
            language, text = "text", "".join(f"{name}\n" for name in sorted(names))
        else:
            text = (ROOT / path).read_text(encoding="utf-8")
            language = LANGUAGES.get(os.path.splitext(path)[1], "text")
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
        self.write(page, f"---\norphan: true\nnosearch: true\n---\n\n# {path}\n\n"
                         f"{fence}{language}\n{text.rstrip()}\n{fence}\n")
        return page

    def target(self, page, link):
        """What a link leads to in the copy."""
        if re.match(r"[a-z]+:", link):
            return link
        folder = os.path.dirname(page)
        path = os.path.normpath(os.path.join(folder, link))
        if not (ROOT / path).exists():
            raise Fault(f"{page}: there is no {link}")
        if path in self.pages:
            path = staged(path)
        elif path.endswith((".svg", ".png")):
            return link
        elif (ROOT / path).is_file() and (ROOT / path).stat().st_size > LARGE:
            self.copy_extra(path)
            # As HTML: Sphinx knows its own pages alone.
            return "raw:" + os.path.relpath(path, folder or ".")
        else:
            path = self.show(path)
        return os.path.relpath(path, folder or ".")

    def add(self, page):
        """A page of Markdown, with its links turned to where the copy has them."""
        text = (ROOT / page).read_text(encoding="utf-8")
        parts, end = [], 0
        for fence in FENCE.finditer(text):
            parts += [self.turn(page, text[end:fence.start()]), fence[0]]
            end = fence.end()
        text = "".join([*parts, self.turn(page, text[end:])])
        if page == "README.md":
            text += self.navigation()
        self.write(staged(page), text)

    def turn(self, page, text):
        text = LINK.sub(lambda m: self.target(page, m[1]) + (m[2] or ""), text)
        text = re.sub(r"\[([^\[\]]+)\]\(raw:([^)]+)\)", r'<a href="\2">\1</a>', text)
        text = re.sub(r"(<a href=\"[^\"]+\">)`?([^<`]+)`?</a>", r"\1\2</a>", text)
        return PICTURE.sub(lambda m: self.picture(page, m), text)

    def picture(self, page, match):
        """Two pictures, of which the theme shows one; a reader can choose the theme."""
        for name in match["dark"], match["light"]:
            self.copy_extra(os.path.normpath(os.path.join(os.path.dirname(page), name)))
        return "\n".join(f'<img class="only-{theme}" alt="{match["alt"]}" src="{match[theme]}">'
                         for theme in ("light", "dark"))

    def navigation(self):
        text = ""
        for group, pages in self.groups.items():
            names = "\n".join("Overview <self>" if page == "README.md" else
                              os.path.splitext(staged(page))[0] for page in pages)
            text += f"\n```{{toctree}}\n:hidden:\n:caption: {group}\n\n{names}\n```\n"
        return text

    def make(self):
        pictures = [path for path in ROOT.glob("docs/images/*.svg")] + [*ROOT.glob("python/*.svg")]
        for path in pictures:
            (self.source / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, self.source / path.relative_to(ROOT))
        headers = [page for page in self.pages if not page.endswith(".md")]
        for page, text in header.pages(headers, WORK / "doxygen").items():
            self.write(staged(page), text)
        for page in sorted(self.pages.difference(headers)):
            self.add(page)


def sphinx(source, made):
    done = subprocess.run([sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html",
                           "-c", HERE, "-d", WORK / "doctrees", source, made], check=False)
    if done.returncode:
        raise Fault("Sphinx is not content with the texts; see above")


def build():
    groups = read_groups()
    WORK.parent.mkdir(exist_ok=True)
    with open(WORK.parent / ".site-lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one at a time
        make(groups)


def make(groups):
    shutil.rmtree(WORK, ignore_errors=True)
    for folder in "source", "extra":
        (WORK / folder).mkdir(parents=True)
    Copy(groups, WORK / "source", WORK / "extra").make()
    made = WORK / "html"
    sphinx(WORK / "source", made)
    theme.mend(made)
    shutil.rmtree(SITE, ignore_errors=True)
    made.rename(SITE)


def serve(port):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=SITE)
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass


def main(arguments):
    if arguments == ["--help"]:
        print(USAGE, end="")
        return 0
    wants_server = arguments[:1] == ["--serve"]
    port = arguments[1] if wants_server and len(arguments) == 2 else "8000"
    if len(arguments) > 2 or (arguments and not wants_server) or not re.fullmatch("[0-9]{1,5}", port):
        print(USAGE, end="", file=sys.stderr)
        return 2
    try:
        build()
    except (Fault, header.Fault) as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 1
    print(SITE / "index.html")
    if wants_server:
        serve(int(port))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
