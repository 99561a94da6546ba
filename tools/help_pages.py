"""The help that goes into the zip: docs/*.md as HTML pages that need no network, and one page for each algorithm.

The sections of docs/algorithms.md are the pages of the algorithms: a heading ends in the algorithm's id in brackets,
``## Title (`specaware:name`)``, and its page is ``algorithm_name.html``. Links between pages stay within the help;
links to what is not in it lead to the repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

PAGES = (
    *("index", "qgis", "algorithms", "tasks", "change", "products", "metadata_rules", "clouds"),
    *("accuracy", "models", "published_weights", "command_line", "many_scenes", "engine", "performance"),
)
"""Names of the pages, in the order of the list beside each; those of docs/ that are for developers are left out."""
_ALGORITHM = re.compile(r"^## (?P<title>.+) \(`specaware:(?P<name>\w+)`\)$", re.MULTILINE)
_STYLE = """
:root { color-scheme: light dark; --ink: #1d2b26; --paper: #ffffff; --soft: #f1f5f3; --line: #d5dfda; --link: #17694b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e3ebe7; --paper: #16201c; --soft: #1f2c27; --line: #36463f; --link: #7fd1ae; }
}
body { margin: 0; display: flex; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
nav { flex: 0 0 13rem; padding: 1.5rem 1rem; background: var(--soft); min-height: 100vh; box-sizing: border-box; }
nav b { display: block; margin-bottom: .8rem; }
nav a { display: block; padding: .2rem .5rem; border-radius: 4px; text-decoration: none; }
nav a[aria-current] { background: var(--line); color: var(--ink); }
nav .algorithm { padding-left: 1.4rem; font-size: .9em; }
main { flex: 1 1 auto; min-width: 0; max-width: 52rem; padding: 1rem 2.5rem 4rem; }
a { color: var(--link); }
img { max-width: 100%; border: 1px solid var(--line); border-radius: 4px; }
code, pre { font: .9em ui-monospace, Consolas, monospace; background: var(--soft); border-radius: 4px; }
code { padding: .1em .3em; }
pre { padding: .8rem 1rem; overflow-x: auto; }
pre code { padding: 0; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--soft); }
@media (max-width: 45rem) { body { display: block; } nav { min-height: 0; } main { padding: 1rem; } }
"""


class HelpError(Exception):
    """A page cannot be made; the message says what to change."""


def help_files(docs: Path, repository: str) -> dict[str, bytes]:
    """Return the files of the help folder by name: pages, and the pictures that they show.

    ``repository``: address to which links outside the help lead.

    Raises:
        HelpError: a page or a picture is missing.
    """
    sources = _sources(docs)
    titles = {name: _title(text, name) for name, text in sources.items()}
    files: dict[str, bytes] = {}
    for name, text in sources.items():
        tokens = _parser().parse(text)
        for token in _all_tokens(tokens):
            if token.type == "image":
                source = str(token.attrs["src"])
                files[source] = _picture(docs, source)
            elif token.type == "link_open":
                token.attrs["href"] = _target(str(token.attrs["href"]), sources, repository)
        parser = _parser()
        body = parser.renderer.render(tokens, parser.options, {})
        files[f"{name}.html"] = _page(name, titles, body).encode()
    return files


def slug(text: str) -> str:
    """Return the anchor of a heading as repositories on the web make it."""
    return re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-")


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _sources(docs: Path) -> dict[str, str]:
    """Return the Markdown of each page; the algorithms' after the list of them."""
    sources: dict[str, str] = {}
    for name in PAGES:
        path = docs / f"{name}.md"
        if not path.is_file():
            raise HelpError(f"{path} is missing: write it, or take '{name}' out of PAGES in tools/help_pages.py.")
        text = path.read_text(encoding="utf-8")
        if name != "algorithms":
            sources[name] = text
            continue
        head, *parts = re.split(r"(?m)^(?=## )", text)
        pages = {}
        for part in parts:
            found = _ALGORITHM.match(part)
            if found is None:
                raise HelpError(f"{path}: '{part.splitlines()[0]}' must end in (`specaware:NAME`).")
            pages[f"algorithm_{found['name']}"] = _ALGORITHM.sub(r"# \g<title>", part, count=1)
        entries = "".join(f"- [{_title(page, name)}]({name}.md)\n" for name, page in pages.items())
        sources |= {name: f"{head}\n{entries}", **pages}
    return sources


def _title(text: str, name: str) -> str:
    first = text.partition("\n")[0]
    if not first.startswith("# "):
        raise HelpError(f"docs/{name}.md must begin with its title, '# …'.")
    return first[2:].strip()


def _all_tokens(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens and their children; headings get their anchors on the way."""
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrs["id"] = slug(tokens[number + 1].content)
        yield token
        yield from token.children or ()


def _picture(docs: Path, source: str) -> bytes:
    path = docs / source
    if not path.is_file() or not path.resolve().is_relative_to(docs.resolve()):
        raise HelpError(f"The picture {source} of the help is missing: make it or take it out.")
    return path.read_bytes()


def _target(link: str, pages: dict[str, str], repository: str) -> str:
    """Return where a link of docs/ leads from a page of the help."""
    address, _, anchor = link.partition("#")
    tail = f"#{anchor}" if anchor else ""
    if re.match(r"\w+:", link) or not address:
        return link
    name = address.removesuffix(".md")
    if name in pages:
        return f"{name}.html{tail}"
    path = address[3:] if address.startswith("../") else f"docs/{address}"
    return f"{repository}/blob/main/{path}{tail}"


def _page(name: str, titles: dict[str, str], body: str) -> str:
    """Return the whole page: the list of pages beside its text."""
    links = []
    for other, title in titles.items():
        inner = other.startswith("algorithm_")
        if inner and not name.startswith("algorithm"):
            continue
        here = ' aria-current="page"' if other == name else ""
        kind = ' class="algorithm"' if inner else ""
        links.append(f'<a href="{other}.html"{kind}{here}>{escape(title)}</a>')
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(titles[name])}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<nav><b>SpecAware</b>\n{chr(10).join(links)}\n</nav>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
