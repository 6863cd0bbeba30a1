# SPDX-License-Identifier: MIT
"""What Debian's Furo 2022.12.07 and Sphinx 5.3 leave undone, done in the files that they made."""
import pathlib
import re

NORMALIZE = pathlib.Path("/usr/share/javascript/normalize.css/normalize.css")
IMPORT = re.compile(r"@import url\(/javascript/normalize\.css/normalize\.css\);")
DARK = re.compile(r'^  body\[data-theme="dark"\] \{\n.*?\}$', re.M | re.S)


def mend(site):
    """Headings that say their level, as a role asks for; styles without a request to the root of a server, that also know the system's dark theme; and
    a script that is no module, which browsers do not load from files."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(' role="heading">', ' role="heading" aria-level="2">'),
                        encoding="utf-8")
    static = site / "_static"
    css = static / "styles/furo.css"
    text = css.read_text(encoding="utf-8")
    if IMPORT.search(text):
        text = IMPORT.sub("", text)
        (static / "styles/normalize.css").write_bytes(NORMALIZE.read_bytes())
        text = "@import url(normalize.css);\n" + text
    if "prefers-color-scheme" not in text:
        auto = ':not([data-theme="light"])'
        rules = DARK.search(text)[0].replace('[data-theme="dark"]', auto)
        text += (f"\n@media not print {{ @media (prefers-color-scheme: dark) {{\n{rules}\n"
                 f"html body{auto} .only-light {{ display: none !important; }}\n"
                 f"html body{auto} .only-dark {{ display: block !important; }} }} }}\n")
    css.write_text(text, encoding="utf-8")

    script, spy = static / "scripts/furo.js", static / "scripts/gumshoe-patched.js"
    text = script.read_text(encoding="utf-8")
    first = 'import Gumshoe from "./gumshoe-patched.js";\n'
    if text.startswith(first):
        text = spy.read_text(encoding="utf-8") + text.removeprefix(first)
        script.write_text(text, encoding="utf-8")
        spy.unlink()
