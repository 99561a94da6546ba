"""The help in the zip: complete, every link leads somewhere, and nothing needs the network."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from backend.job.kinds.registry import kinds
from tools.help_pages import PAGES, HelpError, help_files, slug

ROOT = Path(__file__).resolve().parents[3]
HOME = "https://example.org/plugin"
VOID = {"meta", "img", "br", "hr"}


class Page(HTMLParser):
    """Links, pictures, anchors and open tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sources: list[str] = []
        self.anchors: set[str] = set()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors |= {found["id"]} if "id" in found else set()
        if tag == "a":
            self.links.append(found["href"])
        if "src" in found:
            self.sources.append(found["src"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return help_files(ROOT / "docs", HOME)


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: Page(data.decode()) for name, data in files.items() if name.endswith(".html")}


def test_each_page_is_whole_and_listed_beside_the_others(pages: dict[str, Page]) -> None:
    assert {f"{name}.html" for name in PAGES} <= set(pages)
    assert all(page.open == [] for page in pages.values())
    assert all(f"{name}.html" in page.links for page in pages.values() for name in PAGES)


def test_each_link_leads_to_a_page_and_an_anchor_that_exist(pages: dict[str, Page]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = pages.get(parts.path or name)
            if target is None or (parts.fragment and parts.fragment not in target.anchors):
                broken.append((name, link))
    assert broken == []


def test_pictures_are_inside_and_nothing_is_loaded_from_elsewhere(
    files: dict[str, bytes], pages: dict[str, Page]
) -> None:
    shown = {source for page in pages.values() for source in page.sources}
    assert shown
    assert shown <= set(files)
    assert all(
        b"<script" not in data and b"@import" not in data for name, data in files.items() if name[-5:] == ".html"
    )


def test_every_algorithm_has_a_page_of_its_own(pages: dict[str, Page]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "plugin").rglob("*.py")]
    names = {name for text in texts for name in re.findall(r'^    NAME\b[^"\n]*= "(\w+)"', text, re.MULTILINE)}
    own = {name for text in texts for name in re.findall(r'^    KIND\b[^"\n]*= "(\w+)"', text, re.MULTILINE)}
    names |= {kind.name for kind in kinds().values() if kind.title and kind.name not in own}
    assert "classify" in names
    assert {f"algorithm_{name}.html" for name in names} == {name for name in pages if name.startswith("algorithm_")}


def test_links_to_what_is_not_in_the_help_lead_to_the_repository(tmp_path: Path) -> None:
    for name in PAGES:
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n[Code](../backend/x.py), [more](pretraining.md#part)\n")
    (tmp_path / "algorithms.md").write_text("# Algorithms\n\n## Map <all> (`specaware:map`)\n\nText.\n")
    made = help_files(tmp_path, HOME)
    assert Page(made["qgis.html"].decode()).links[-2:] == [
        f"{HOME}/blob/main/backend/x.py", f"{HOME}/blob/main/docs/pretraining.md#part",
    ]  # fmt: skip
    assert b"Map &lt;all&gt;</h1>" in made["algorithm_map.html"]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(HelpError, match=r"index\.md is missing"):
        help_files(tmp_path, HOME)
    for name in PAGES:
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n![Panel](images/panel.png)\n")
    with pytest.raises(HelpError, match=r"images/panel\.png .* is missing"):
        help_files(tmp_path, HOME)


def test_anchors_are_those_of_repositories_on_the_web() -> None:
    assert slug("How good is a map?") == "how-good-is-a-map"
    assert slug("merge PART...") == "merge-part"
