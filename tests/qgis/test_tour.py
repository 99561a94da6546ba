"""The tour of the first run, and the help behind `?` and each algorithm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsSettings
from qgis.gui import QgisInterface, QgsMessageBar
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from specaware.plugin import paths
from specaware.plugin.provider import SpecAwareProvider
from specaware.plugin.results.maps import MadeMap
from specaware.plugin.scene.layers import source_of_path
from specaware.plugin.widgets.panel import tour as tours
from specaware.plugin.widgets.panel.mapper_dock import MapperDock

Wait = Callable[..., None]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What would have gone to the browser."""
    found: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: found.append(url) or True))
    return found


@pytest.fixture
def make_dock(
    qgis_iface: QgisInterface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], MapperDock]]:
    bar = QgsMessageBar()
    monkeypatch.setattr(qgis_iface, "messageBar", lambda: bar)
    monkeypatch.setattr(tours, "user_folder", lambda: tmp_path / "profile")
    made: list[MapperDock] = []

    def make() -> MapperDock:
        dock = MapperDock(qgis_iface)
        dock.show()
        made.append(dock)
        return dock

    yield make
    for dock in made:
        dock.shut_down()
        dock.close()
        dock.deleteLater()


def test_three_steps_from_the_sample_to_its_report(
    make_dock: Callable[[], MapperDock], with_engine: str, opened: list[QUrl], tmp_path: Path, wait_until: Wait
) -> None:
    dock = make_dock()
    tour = dock.form.tour
    assert tour.isVisible() and tour.step == tours.OFFER
    tour.next.click()
    assert tour.step == tours.RASTER
    wait_until(lambda: tour.next.isEnabled())
    tour.next.click()
    wait_until(lambda: tour.step == tours.MAP)
    assert (tmp_path / "profile" / "sample" / "simulated_enmap_30m_classes.tif").is_file()
    made = [MadeMap.from_layer(layer) for layer in QgsProject.instance().mapLayers().values()]
    assert sum(one is not None for one in made) == 1
    tour.next.click()
    wait_until(lambda: bool(opened))
    assert Path(opened[0].toLocalFile()).name == "simulated_enmap_30m_classes.html"
    assert tour.step == tours.OWN_DATA
    tour.next.click()
    assert not tour.isVisible()
    assert not make_dock().form.tour.isVisible()


def test_it_waits_for_the_engine(
    make_dock: Callable[[], MapperDock], engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPECAWARE_ENGINE_PYTHON", raising=False)
    dock = make_dock()
    assert not dock.form.tour.isVisible()
    monkeypatch.setenv("SPECAWARE_ENGINE_PYTHON", engine)
    dock.form.banner.ready.emit()
    assert dock.form.tour.isVisible()


def test_who_begins_without_it_is_left_alone_and_can_still_start_it(
    make_dock: Callable[[], MapperDock], with_engine: str, raster: Path, wait_until: Wait
) -> None:
    dock = make_dock()
    dock.add_sources([source_of_path(str(raster))])
    assert not dock.form.tour.isVisible()
    dock.form.help.menu().actions()[1].trigger()
    wait_until(lambda: not dock.session.is_reading)
    assert dock.form.tour.isVisible() and dock.form.tour.step == tours.RASTER
    dock.session.remove(dock.session.model.entries[-1])
    assert not dock.form.tour.isVisible()
    assert QgsSettings().value(tours.SETTING_SEEN, False, type=bool)


def test_help_is_the_page_beside_the_plugin(
    make_dock: Callable[[], MapperDock], provider: SpecAwareProvider, opened: list[QUrl], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dock = make_dock()
    dock.form.help.click()
    assert opened[0].toString().startswith("https://")
    monkeypatch.setattr(paths, "HELP", tmp_path)
    for algorithm in provider.algorithms():
        (tmp_path / f"algorithm_{algorithm.name()}.html").touch()
        assert Path(QUrl(algorithm.helpUrl()).toLocalFile()).is_file()
    (tmp_path / "qgis.html").touch()
    dock.form.help.click()
    assert opened[1] == QUrl.fromLocalFile(str(tmp_path / "qgis.html"))
