"""Shared by all tests: the folder of real data, how hypothesis runs, a tiny real model, and a function that runs jobs.

The QGIS tests load this file too, in an environment without hypothesis and the engine's packages: nothing of those is
imported here before a test asks for it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

try:
    from hypothesis import settings
except ImportError:
    settings = None

if settings is not None:
    # No deadline: the machines of CI are shared. Derandomised: a run can be repeated.
    settings.register_profile("specaware", deadline=None, max_examples=50, derandomize=True)
    settings.load_profile("specaware")

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


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory):
    """Folder of a tiny land-cover model: windows of 32 that share 8, each pixel averaged with its neighbours."""
    from tests.support.tiny import save_model

    return save_model(tmp_path_factory.mktemp("models") / "tiny", context=1)


@pytest.fixture(scope="session")
def run_job():
    """Return a function that runs a job in this process and gives its final event and all events."""
    from backend.common.cancellation import CancelToken
    from backend.serve.runner import JobRunner

    runner = JobRunner()

    def run(spec, token=None):
        events = []
        final = runner.run(spec, send=events.append, token=token or CancelToken())
        return final, events

    return run


@pytest.fixture
def engine_environment(tiny_model):
    """Environment of a child process that runs the engine: repository on the path, the tiny model installed."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SPECAWARE_MODELS": str(tiny_model.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
