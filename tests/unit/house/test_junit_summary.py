"""The counts in the last lines of a test run: nothing that fails may look like success."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.junit_summary import count, main

REPORT = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/></testsuites>'
GOOD = '<testsuites><testsuite tests="5" failures="0" errors="0" skipped="1"/></testsuites>'
EMPTY = '<testsuites><testsuite tests="0" failures="0" errors="0" skipped="0"/></testsuites>'


def written(folder: Path, text: str) -> Path:
    path = folder / "report.xml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        (REPORT, 1, (3, 3, 3)),
        (GOOD, 0, (4, 0, 1)),
        (GOOD, 3, (4, 1, 1)),  # pytest itself failed after the tests
        (EMPTY, 5, (0, 1, 0)),  # nothing was collected
        (EMPTY, 0, (0, 1, 0)),
        ("<testsuites><testsuite tests=", 139, (0, 1, 0)),  # crashed while writing
    ],
)
def test_counts_of_a_report(tmp_path: Path, text: str, code: int, expected: tuple[int, int, int]) -> None:
    assert count(written(tmp_path, text), code) == expected


def test_a_run_that_wrote_no_report_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("engine", str(tmp_path / "none.xml"), "134") == 1
    assert capsys.readouterr().out == "engine: 0 passed, 1 failed, 0 skipped\n"


def test_a_part_may_be_empty_only_where_tests_were_chosen(tmp_path: Path) -> None:
    assert count(written(tmp_path, EMPTY), 5, chosen=True) == (0, 0, 0)
    assert count(written(tmp_path, EMPTY), 4, chosen=True) == (0, 1, 0)


def test_a_good_run_gives_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("qgis", str(written(tmp_path, GOOD)), "0") == 0
    assert capsys.readouterr().out == "qgis: 4 passed, 0 failed, 1 skipped\n"
