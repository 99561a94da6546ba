"""Speed and time left while a map is made: in Processing's log, in the panel and from qgis_process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import processing
import pytest
from qgis.core import QgsApplication, QgsProcessingFeedback
from qgis.gui import QgisInterface

from specaware.backend.job.events import JobEvent
from specaware.plugin.engine import progress
from specaware.plugin.engine.progress import ProgressText
from specaware.plugin.provider import SpecAwareProvider
from specaware.plugin.scene.layers import source_of_path
from specaware.plugin.widgets.entries.entries import State
from specaware.plugin.widgets.panel.mapper_dock import MapperDock

SPEED_AND_TIME = re.compile(r"Mapping: [\d.]+ [kM]?px/s, (\d+ h \d\d min|\d+ min \d\d s|\d+ s) left")


@pytest.fixture
def provider(qgis_processing: None) -> Iterator[None]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield
    QgsApplication.processingRegistry().removeProvider(added)


class Recorder(QgsProcessingFeedback):
    """Keeps every progress text."""

    def __init__(self) -> None:
        super().__init__(False)
        self.texts: list[str] = []

    def setProgressText(self, text: str) -> None:
        self.texts.append(text)


def mapping(fraction: float, **data: float) -> JobEvent:
    return JobEvent("progress", message="mapping", fraction=fraction, data=data)


def test_processing_tells_speed_and_time_left(
    provider: None, with_engine: str, tmp_path: Path, make_raster: Callable[..., Path]
) -> None:
    source = make_raster(tmp_path / "large.tif", rows=900, cols=900)
    feedback = Recorder()
    processing.run("specaware:classify", {"INPUT": str(source), "OUTPUT": str(tmp_path / "map.tif")}, feedback=feedback)
    assert feedback.texts[0] == "Mapping"
    assert any(SPEED_AND_TIME.fullmatch(text) for text in feedback.texts), feedback.texts
    assert len(feedback.texts) <= 50  # logs keep every text


def test_the_panel_tells_speed_and_time_left(
    qgis_iface: QgisInterface,
    with_engine: str,
    tmp_path: Path,
    make_raster: Callable[..., Path],
    wait_until: Callable[..., None],
) -> None:
    paths = [make_raster(tmp_path / name, rows=rows, cols=rows) for name, rows in (("a.tif", 1000), ("b.tif", 40))]
    dock = MapperDock(qgis_iface)
    seen: list[str] = []
    try:
        dock.add_sources([source_of_path(str(path)) for path in paths])
        wait_until(lambda: len(dock.session.runnable(dock.settings())) == 2, 300)
        dock.session.changed.connect(lambda: seen.append(dock._status(0)))
        dock.map()
        wait_until(lambda: not dock.session.is_mapping, 300)
        assert [entry.state for entry in dock.session.model.entries] == [State.MAPPED] * 2
    finally:
        dock.shut_down()
        dock.deleteLater()
    told = [text for text in seen if text.startswith("1 of 2: Mapping")]
    assert any(SPEED_AND_TIME.fullmatch(text[len("1 of 2: ") :]) for text in told), seen
    assert any(text.startswith("2 of 2: ") for text in seen)


def test_the_log_is_told_now_and_then_only(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    text = ProgressText()
    assert text.for_log(mapping(0.0, total_px=100)) == "Mapping"
    assert text.for_log(mapping(0.1, px_per_s=104_000, seconds_left=200)) == "Mapping: 104 kpx/s, 3 min 20 s left"
    assert text.for_log(mapping(0.5, px_per_s=104_000, seconds_left=100)) == ""
    now[0] += 6
    assert text.for_log(mapping(0.11, px_per_s=104_000, seconds_left=190)) == ""
    assert text.for_log(mapping(0.6, px_per_s=1_200_000, seconds_left=7300)) == "Mapping: 1.2 Mpx/s, 2 h 01 min left"


def test_the_time_left_follows_the_speed_of_the_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    text = ProgressText()

    def said(fraction: float, message: str, *, after_s: float) -> str:
        now[0] += after_s
        return text.of(JobEvent("progress", message=message, fraction=fraction))

    assert said(0.0, "reading a.tif", after_s=0) == "Reading a.tif"
    assert said(0.05, "reading b.tif", after_s=10).endswith(": 3 min 10 s left")
    assert said(0.05, "loading the network", after_s=60) == "Loading the network"
    assert said(0.10, "training", after_s=60) == "Training"  # what came before says nothing of the steps
    assert said(0.20, "training", after_s=10) == "Training: 1 min 20 s left"


def test_jobs_that_tell_no_speed_are_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    text = ProgressText()
    assert text.of(JobEvent("progress", message="cross-validation", fraction=0.0)) == "Cross-validation"
    now[0] += 30
    assert (
        text.of(JobEvent("progress", message="cross-validation", fraction=0.25)) == "Cross-validation: 1 min 30 s left"
    )
