"""What README.md and docs/ promise exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tools.help_pages import slug

from .sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
RUN = (ROOT / "run.sh").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"bash run\.sh (\w+)", README))))
def test_each_command_of_the_readme_is_one_of_run_sh(command: str) -> None:
    assert re.search(rf"^  {command}\) ", RUN, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pages_are_short(page: Path) -> None:
    most = 120 if page.name == "README.md" else 200
    assert len(page.read_text(encoding="utf-8").splitlines()) <= most


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_of_pages_lead_to_files_and_headings(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        address, _, anchor = link.partition("#")
        if re.match(r"\w+:", link):
            continue
        target = page if not address else page.parent / address
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        if not target.is_file() or (anchor and anchor not in map(slug, headings)):
            broken.append(link)
    assert broken == []


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    assert "bash run.sh test " in README
    assert re.search(r'^bash "\$root/run\.sh" test ', (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_of_sensors_is_that_of_the_resources() -> None:
    known: dict[str, set[str]] = {}
    for path in (ROOT / "resources" / "sensors").glob("*.json"):
        sensor = json.loads(path.read_text(encoding="utf-8"))
        known.setdefault(sensor["name"], set()).add(str(len(sensor["bands"])))
    table = (ROOT / "docs" / "products.md").read_text(encoding="utf-8").split("| Sensor | Bands |")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    assert {row[0]: set(row[1].split(", ")) for row in rows} == known
