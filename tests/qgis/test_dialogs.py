"""The dialog of every algorithm in the real program: nothing cut off, no scrolling sideways, help beside it.

With SPECAWARE_PICTURES=FOLDER the pictures of all dialogs stay in that folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from .program import run_program

ROOM_PX = 600  # of the parameters, in a dialog of 900 px


@pytest.fixture(scope="module", params=["en", "de", "es", "fr"])
def dialogs(
    request: pytest.FixtureRequest, engine: str, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("dialogs")
    pictures = Path(os.environ.get("SPECAWARE_PICTURES", folder / "pictures")).absolute()
    pictures.mkdir(parents=True, exist_ok=True)
    found = run_program(
        "dialogs_script.py", folder, engine, screen="1280x1300", language=request.param,
        SPECAWARE_PICTURES=str(pictures), SPECAWARE_TEST_LANGUAGE=request.param,
        SPECAWARE_TEST_RASTER=str(root / "resources" / "sample" / "simulated_enmap_30m.tif"),
    )  # fmt: skip
    return found["dialogs"]


def test_no_text_of_a_dialog_is_cut_off(dialogs: dict[str, dict[str, Any]]) -> None:
    assert {name: one["cut"] for name, one in dialogs.items() if one["cut"]} == {}


def test_no_dialog_scrolls_sideways(dialogs: dict[str, dict[str, Any]]) -> None:
    assert {name: one["width"] for name, one in dialogs.items() if one["width"] > ROOM_PX} == {}


def test_every_dialog_has_its_help(dialogs: dict[str, dict[str, Any]]) -> None:
    assert len(dialogs) >= 14
    assert [name for name, one in dialogs.items() if one["help"] < 150 or not one["help_button"]] == []
