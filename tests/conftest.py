"""What all tests share: the folder of real data, which is not part of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Folder of real scenes and labels: SPECAWARE_DATA, else ``shared/data`` beside the repository."""
    given = os.environ.get("SPECAWARE_DATA")
    return Path(given) if given else ROOT.parent / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked ``data`` where the folder is absent."""
    folder = data_folder()
    if folder.is_dir():
        return
    reason = pytest.mark.skip(reason=f"real data are absent ({folder}): set SPECAWARE_DATA to their folder")
    for item in items:
        if "data" in item.keywords:
            item.add_marker(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, which is the plugin folder."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data; skips where it is absent."""
    folder = data_folder()
    if not folder.is_dir():
        pytest.skip(f"real data are absent ({folder}): set SPECAWARE_DATA to their folder")
    return folder
