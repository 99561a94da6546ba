"""docs/engine.md names tests that exist."""

import re


def test_every_test_the_page_names_exists(root):
    text = (root / "docs" / "engine.md").read_text(encoding="utf-8")
    table = text[text.index("## Which test holds what") :]
    file, missing = "", []
    for path, name in re.findall(r"`([\w/]+\.py)?(?:::(\w+))?`", table):
        file = path or file
        source = root / "tests" / file
        if not source.is_file() or (name and f"def {name}(" not in source.read_text(encoding="utf-8")):
            missing.append(f"{file}::{name}")
    assert not missing
    assert len(re.findall(r"^\| \d+ \|", table, re.MULTILINE)) == 16
