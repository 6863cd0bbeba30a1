# SPDX-License-Identifier: MIT
"""Sphinx's settings for the site; docs/site/build.py runs it on a copy of the texts."""
import pathlib
import re

from docutils import nodes
from pygments.lexer import RegexLexer, bygroups
from pygments.token import Generic
from sphinx import addnodes

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = (ROOT / "include/isorand/isorand.h").read_text(encoding="utf-8")

project = "isorand"
release = version = ".".join(re.findall(r"define ISORAND_VERSION_\w+ (\d+)", HEADER))
html_title = f"isorand {version}"
html_show_copyright = html_show_sphinx = html_copy_source = False

extensions = ["myst_parser", "sphinx_copybutton"]
myst_heading_anchors = 4
html_theme = "furo"
pygments_style, pygments_dark_style = "default", "github-dark"  # whose contrast suffices
html_static_path = ["static"]
html_css_files = ["site.css"]
html_extra_path = [str(ROOT / "build/site-work/extra")]
html_favicon = "static/icon.svg"
html_use_index = True

c_id_attributes = ["ISORAND_API", "IR_INLINE"]
add_function_parentheses = False
highlight_language = "text"
copybutton_prompt_text, copybutton_prompt_is_regexp = r"\$ |> |>>> ", True


class Session(RegexLexer):
    """Commands after "$ ", continued after "> ", and what they print."""

    name = "session"
    tokens = {"root": [
        (r"^(\$ |> )(.*\n)", bygroups(Generic.Prompt, Generic.Strong)),
        (r"^.*\n", Generic.Output),
    ]}


def link_names(_app, document):
    """Code marks that begin with a name of the library lead to it, where the reference has it."""
    for mark in list(document.findall(nodes.literal)):
        name = re.match(r"(?:isorand|ISORAND)_\w+", mark.astext())
        if name and not isinstance(mark.parent, (addnodes.pending_xref, nodes.reference)):
            link = addnodes.pending_xref("", refdomain="c", reftype="func", reftarget=name[0],
                                         refdoc=document.settings.env.docname, refexplicit=True)
            mark.replace_self(link)
            link += mark


def setup(app):
    app.connect("doctree-read", link_names)
    app.add_lexer("console", Session)
