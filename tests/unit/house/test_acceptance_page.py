"""tests/README.md names tests that exist."""

from __future__ import annotations

import re

from .sources import ROOT


def test_every_test_the_page_names_exists() -> None:
    text = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    file, missing = "", []
    for path, name in re.findall(r"`([\w/]+\.py)?(?:::(\w+))?`", text):
        file = path or file
        source = ROOT / "tests" / file
        if not source.is_file() or (name and f"def {name}(" not in source.read_text(encoding="utf-8")):
            missing.append(f"{file}::{name}")
    assert missing == []
