"""What README.md promises exists."""

from __future__ import annotations

import json
import re

import pytest

from .sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = (ROOT / "run.sh").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"bash run\.sh (\w+)", README))))
def test_each_command_of_the_readme_is_one_of_run_sh(command: str) -> None:
    assert re.search(rf"^  {command}\) ", RUN, re.MULTILINE)


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    assert "bash run.sh test " in README
    assert re.search(r'^bash "\$root/run\.sh" test ', (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_of_sensors_is_that_of_the_resources() -> None:
    known: dict[str, set[str]] = {}
    for path in (ROOT / "resources" / "sensors").glob("*.json"):
        sensor = json.loads(path.read_text(encoding="utf-8"))
        known.setdefault(sensor["name"], set()).add(str(len(sensor["bands"])))
    table = README.split("| Sensor | Bands |")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    assert {row[0]: set(row[1].split(", ")) for row in rows} == known
