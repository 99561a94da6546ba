"""Pages of maps in QGIS: their language, their place, and what is said where none can be made."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingUtils
from qgis.PyQt.QtGui import QDesktopServices

from specaware.plugin.results.pages import ReportMaker, page_of, report_job


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de_AT", "de"), ("es_MX", "es"), ("fr", "fr"), ("zh-Hans", "zh"), ("en_US", "en"), ("it", "en")],
)
def test_pages_are_in_the_language_of_qgis_or_in_english(
    monkeypatch: pytest.MonkeyPatch, locale: str, language: str
) -> None:
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: locale))
    job = report_job("/maps/a.json", "/maps/a.html")
    assert (job.kind, job.language, job.outputs.page) == ("report", language, "/maps/a.html")


def test_a_page_lies_beside_its_map_if_that_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_of(str(tmp_path / "a.b.tif")) == str(tmp_path / "a.b.html")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert page_of(str(tmp_path / "a.tif")) == os.path.join(QgsProcessingUtils.tempFolder(), "a.html")


def test_a_report_that_is_gone_or_a_page_of_others_is_one_sentence(
    with_engine: str, tmp_path: Path, wait_until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: opened.append(url.toLocalFile()) or True))
    said: list[str] = []
    maker = ReportMaker()
    maker.failed.connect(said.append)
    maker.make(str(tmp_path / "gone.json"), str(tmp_path / "gone.tif"))
    wait_until(lambda: bool(said))
    assert said[0].startswith("There is no report") and opened == []
    wait_until(lambda: not maker._tasks)
    maker.make(str(tmp_path / "gone.json"), str(tmp_path / "gone.tif"))  # a failure does not bar the next click
    wait_until(lambda: len(said) == 2)
    maker.shut_down()
    assert list(tmp_path.iterdir()) == []
