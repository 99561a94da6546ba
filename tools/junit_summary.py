"""Print "NAME: N passed, N failed, N skipped" of a pytest run: `junit_summary.py NAME JUNIT_XML EXIT_CODE [OPTIONS]`.

A run that collected nothing, crashed or ended with an exit code that its counts do not explain has a failure at least;
only where the caller chose tests by OPTIONS of pytest may a part have none.
The exit code is 1 where anything failed.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

NOTHING_COLLECTED = 5  # pytest.ExitCode.NO_TESTS_COLLECTED


def count(report: Path, exit_code: int, *, chosen: bool = False) -> tuple[int, int, int]:
    """Return the numbers of passed, failed and skipped tests in a JUnit file of pytest."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return 0, 1, 0
    total, failures, errors, skipped = (
        sum(int(suite.get(key, 0)) for suite in suites) for key in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    none_chosen = chosen and exit_code == NOTHING_COLLECTED
    if (exit_code != 0 or total == 0) and not none_chosen:
        failed = max(failed, 1)
    return max(total - failures - errors - skipped, 0), failed, skipped


def main(name: str, report: str, exit_code: str, *options: str) -> int:
    """Print the line; return 1 where anything failed."""
    passed, failed, skipped = count(Path(report), int(exit_code), chosen=bool(options))
    sys.stdout.write(f"{name}: {passed} passed, {failed} failed, {skipped} skipped\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
