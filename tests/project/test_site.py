# SPDX-License-Identifier: MIT
"""tools/site: the site is made without a warning, all its links lead somewhere, the reference has
every public name, and a browser shows it as it should be."""
import html.parser
import os
import re
import subprocess
import sys
import urllib.parse

import pytest

import oracles
from browser import look
from build import ROOT
from evidence import count
from programs import run

SITE = ROOT / "build/site"
# Those that are looked at closely.
CLOSELY = ["index.html", "docs/performance.html", "docs/tutorials/fill-arrays.html",
           "include/isorand/isorand.h.html"]
HEADERS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "include/isorand").iterdir()
                 if path.suffix in (".h", ".hpp"))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Where tools/site --serve serves the site that it has made."""
    oracles.program("doxygen")
    complaints = tmp_path_factory.mktemp("site") / "stderr"
    with open(complaints, "w", encoding="utf-8") as stderr:
        process = subprocess.Popen([ROOT / "tools/site", "--serve", "0"], stdout=subprocess.PIPE,
                                   stderr=stderr, text=True)
    try:
        made = process.stdout.readline()
        assert (made, complaints.read_text(encoding="utf-8")) == (f"{SITE / 'index.html'}\n", "")
        yield process.stdout.readline().strip() + "/"
    finally:
        process.terminate()
        process.communicate()


@pytest.fixture(scope="module")
def site(served):
    """{path: page} of the HTML of the site."""
    return {str(path.relative_to(SITE)): Page(path.read_text(encoding="utf-8"))
            for path in sorted(SITE.rglob("*.html"))}


@pytest.fixture(scope="module")
def program():
    """The module docs/site/build.py, in Debian's Python."""
    sys.path.insert(0, str(ROOT / "docs/site"))
    import build as tests_build  # what has that name is a module of the tests

    try:
        del sys.modules["build"]
        import build
        return build
    finally:
        sys.modules["build"] = tests_build
        sys.path.pop(0)


# ---- links ----

class Page(html.parser.HTMLParser):
    """Where a page leads, what it loads and what can be led to in it."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.ids, self.title = [], [], set(), ""
        self.in_title = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids.update(attrs[key] for key in ("id", "name") if attrs.get(key))
        self.in_title = tag == "title" or (self.in_title and tag != "body")
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        elif tag == "link" or tag in ("img", "script", "source", "iframe"):
            self.loads += filter(None, [attrs.get("href"), attrs.get("src"), attrs.get("srcset")])

    def handle_data(self, data):
        if self.in_title:
            self.title += data

    def handle_endtag(self, tag):
        if tag == "title":
            self.in_title = False


def broken(pages, exists):
    """The links of {path: page} that lead nowhere, as text; exists(PATH) knows other files."""
    faults = []
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme in ("http", "https") and link in page.links:
                continue
            if parts.scheme == "data":
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(path),
                                                   urllib.parse.unquote(parts.path)))
            if parts.scheme or parts.netloc or parts.path.startswith("/") or target.startswith(".."):
                faults.append(f"{path}: {link} leaves the site")
                continue
            target = path if not parts.path else target
            if target not in pages and not exists(target):
                faults.append(f"{path}: {link} leads nowhere")
            elif parts.fragment and (target not in pages or urllib.parse.unquote(parts.fragment)
                                     not in pages[target].ids):
                faults.append(f"{path}: {link}: no such place")
    return faults


def test_links(site, note):
    assert broken(site, lambda path: (SITE / path).is_file()) == []
    links = sum(len(page.links) + len(page.loads) for page in site.values())
    assert len(site) > 60 and links > 5000
    count("site.pages", len(site))
    count("site.links", links)
    note(f"checked {links} links of {len(site)} pages")


def test_broken_links_are_seen():
    pages = {"a.html": Page('<a href="b/c.html#x">1</a><a href="#y">2</a><img src="d.svg">'
                            '<a href="https://a.example">3</a>'),
             "b/c.html": Page('<p id="x"></p><a href="../a.html">4</a>')}
    files = {"d.svg"}
    assert broken(pages, files.__contains__) == ["a.html: #y: no such place"]
    assert len(broken(pages, set().__contains__)) == 2
    for wrong in ('<a href="z.html">', '<a href="b/c.html#z">', '<img src="https://a.example/i.png">',
                  '<script src="//a.example/s.js"></script>', '<a href="/b/c.html">',
                  '<a href="../b.html">', '<link rel="stylesheet" href="z.css">'):
        assert broken({**pages, "n.html": Page(wrong)}, files.__contains__)[1:], wrong


def test_styles_load_nothing_from_elsewhere(site):
    for path in SITE.rglob("*.css"):
        for target in re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8")):
            assert target.startswith("data:") or (path.parent / target.split("#")[0]).exists(), (
                f"{path}: {target}")
    assert "import " not in (SITE / "_static/scripts/furo.js").read_text(encoding="utf-8")


# ---- what is there ----

def test_every_page_is_there(site, program):
    titles = {}
    for pages in program.read_groups().values():
        for page in pages:
            path = os.path.splitext(program.staged(page))[0] + ".html"
            assert path in site, page
            titles[path] = site[path].title
            assert path == "index.html" or any(
                os.path.normpath(link.split("#")[0]) == path for link in site["index.html"].links)
    assert len(set(titles.values())) == len(titles)


def public_names():
    """What the headers declare for programs, in C."""
    names = set()
    for header in HEADERS:
        if header.endswith(".hpp"):
            continue
        text = (ROOT / header).read_text(encoding="utf-8")
        text = re.sub(r"/\* ---- what the inlined draws call: not for direct use.*?^#endif", "", text,
                      flags=re.S | re.M)
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        names.update(re.findall(r"^(?:ISORAND_API|static (?:inline|IR_INLINE))[^;{()]*?\b(isorand_\w+)\(",
                                text, re.M))
        names.update(re.findall(r"^ *(ISORAND_[A-Z0-9_]+) = ", text, re.M))
        names.update(re.findall(r"^(?:typedef )?(?:struct|union) (isorand_\w+) \{", text, re.M))
    return {name for name in names if not name.endswith("_")}


def test_the_reference_has_every_public_name(site, note):
    places = {place.split(".")[-1] for header in HEADERS for place in site[f"{header}.html"].ids
              if place.startswith("c.")}
    names = public_names()
    assert len(names) > 300 and names - places == set()
    count("site.names", len(names))
    note(f"checked {len(names)} names of the headers")


def test_names_lead_to_the_reference(site):
    """From the code marks of other pages."""
    links = site["docs/moving-from-numpy.html"].links
    for header, name in [("isorand", "isorand_fill_f64"), ("isorand", "isorand_shuffle"),
                         ("distributions", "isorand_fill_normal_f64")]:
        assert f"../include/isorand/{header}.h.html#c.{name}" in links


def test_classes_are_in_the_reference(site):
    text = (SITE / "include/isorand/isorand.hpp.html").read_text(encoding="utf-8")
    for name in "seed_sequence", "engine", "error", "normal_f64", "discard", "shuffle":
        assert re.search(rf'<span class="pre">{name}</span>', text), name


# ---- what is refused ----

def test_a_page_without_a_group(program, monkeypatch, tmp_path):
    text = (ROOT / "docs/site/pages.txt").read_text(encoding="utf-8")
    monkeypatch.setattr(program, "HERE", tmp_path)
    for wrong, said in [(text.replace("    docs/guarantee.md\n", ""), "docs/guarantee.md is in no group"),
                        (text + "    docs/nosuch.md\n", "there is no docs/nosuch.md"),
                        ("    README.md\n", "before the first group")]:
        (tmp_path / "pages.txt").write_text(wrong, encoding="utf-8")
        with pytest.raises(program.Fault, match=said):
            program.read_groups()


@pytest.mark.parametrize("text", [
    "# A\n\n[x](nosuch.md)\n", "# A\n\n[x](#nosuch)\n", "# A\n\n```{nosuch}\n```\n",
    "# A\n\n![x](nosuch.png)\n"])
def test_warnings_are_errors(program, monkeypatch, tmp_path, text, capfd):
    """Also where the copy of the texts does not find the fault already."""
    monkeypatch.setattr(program, "WORK", tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/index.md").write_text(text, encoding="utf-8")
    with pytest.raises(program.Fault):
        program.sphinx(tmp_path / "source", tmp_path / "html")
    assert "index.md:3: " in capfd.readouterr().err


def test_a_link_to_nothing(program, tmp_path):
    copy = program.Copy({"Start": ["README.md"]}, tmp_path, tmp_path)
    with pytest.raises(program.Fault, match="docs/a.md: there is no b.md"):
        copy.target("docs/a.md", "b.md")
    assert copy.target("docs/a.md", "../README.md") == "../index.md"
    assert copy.target("docs/a.md", "../src/engines.def") == "../src/engines.def.md"


@pytest.mark.parametrize("words", [["--nosuch"], ["--serve", "x"], ["--serve", "1", "2"]])
def test_wrong_usage(words):
    done = subprocess.run([ROOT / "tools/site", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.startswith("usage: tools/site")


def test_help():
    assert run(ROOT / "tools/site", "--help").startswith("usage: tools/site")


# ---- in a browser ----

@pytest.fixture(scope="module")
def seen(site, served):
    pages = list(CLOSELY)
    others = ["docs/guarantee.html", "include/isorand/isorand.hpp.html", "tests/c/test_golden.c.html",
              "search.html"]
    if os.environ.get("ISORAND_TEST_FULL") == "1":
        others = sorted(site)
    return look(ROOT / "tests/project/site/browser.js", SITE, served, "hypergeometric",
                *pages, "--", *others)


def test_browser_finds_no_fault(seen):
    assert seen["all"]["errors"] == [] and seen["all"]["requests"] == []


def test_browser_fits(seen):
    assert seen["all"]["overflow"] == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_browser_finds_page_accessible(seen, theme):
    """Furo's landmarks are not as axe-core would have them, which is no more than moderate."""
    assert [fault for fault in seen[theme] if fault["impact"] in ("critical", "serious")] == []


@pytest.mark.parametrize("way", ["search", "fromFiles"])
def test_browser_searches(seen, way):
    """From files there are no summaries: a browser refuses to read files from a script."""
    found = seen[way]
    assert len(found["answers"]) > 5 and "hypergeometric" in found["text"]
    assert found["requests"] == []
    assert way == "fromFiles" or not found["errors"]


def test_browser_changes_themes(seen):
    light, dark, auto = sorted(seen["themes"], key=lambda theme: "ld".find(theme["name"][0]) % 3)
    assert (light["name"], dark["name"], auto["name"]) == ("light", "dark", "auto")
    assert light["paper"] != dark["paper"] and auto["paper"] == light["paper"]
    assert {theme["pictures"] for theme in seen["themes"]} == {1}
