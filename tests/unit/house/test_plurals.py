"""Counts in sentences: one helper, for every kind of whole number, used by every message."""

from __future__ import annotations

import ast
import re

import numpy as np
import pytest

from backend.common.wording import counted

from .sources import ROOT, modules

NOUNS = (
    "bands blocks bytes cells channels classes features files folds labels layers lines maps models names parts pixels "
    "points polygons processes rasters scenes spectra steps threads tiles units values wavelengths weights windows"
)
_COUNT = re.compile(rf"^ (?:labelled |usable |finished |model )?({'|'.join(NOUNS.split())})\b")
_NOT_ALONE = re.compile(r"(?:x| x | of | to )$")  # "30 x 40 pixels", "3 of 5 bands", "2 to 100 classes": never one


@pytest.mark.parametrize("number", [1, np.int64(1), np.uint8(1), np.bool_(True), True])
def test_one_is_singular_whatever_its_type(number):
    assert counted(number, "band") == "1 band"
    assert counted(number, "class", "classes") == "1 class"


@pytest.mark.parametrize("number", [0, 2, np.int32(0), np.int64(12)])
def test_all_others_are_plural(number):
    assert counted(number, "band") == f"{int(number)} bands"
    assert counted(number, "pixel lies", "pixels lie") == f"{int(number)} pixels lie"


def offences(path):
    """Yield the f-strings that put a count before a plural by hand, or multiply a text into a plural."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            texts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            for before, here, after in zip(["", *texts], texts, texts[1:], strict=False):
                by_hand = here is None and after is not None and _COUNT.match(str(after))
                if by_hand and not _NOT_ALONE.search(before or ""):
                    yield f"{path.relative_to(ROOT)}:{node.lineno} {after.strip()[:30]}"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            sides = (node.left, node.right)
            if any(isinstance(side, ast.Constant) and side.value in ("s", "es", "n", "en") for side in sides):
                yield f"{path.relative_to(ROOT)}:{node.lineno} multiplies a plural"


def test_messages_leave_plurals_to_the_helper():
    found = [line for room in ("backend", "plugin") for path in modules(room) for line in offences(path)]
    assert found == []
