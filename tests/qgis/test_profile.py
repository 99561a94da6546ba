"""The profile tool: clicks on the map, real spectra, the library, the CSV."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt

from specaware.plugin.scene import library, sensor_settings
from specaware.plugin.scene.layers import source_of_layer
from specaware.plugin.widgets.sensor.sensor_dialog import SensorDialog
from specaware.plugin.widgets.viewer.profile_dock import ProfileDock

Wait = Callable[..., None]


@pytest.fixture
def dock(
    qgis_iface: QgisInterface, with_engine: str, raster: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ProfileDock]:
    """The panel, with the striped raster active: vegetation, soil and water from west to east."""
    layer = QgsRasterLayer(str(raster), "stripes")
    QgsProject.instance().addMapLayer(layer)
    monkeypatch.setattr(qgis_iface, "activeLayer", lambda: layer, raising=False)
    qgis_iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    made = ProfileDock(qgis_iface)
    made.show()
    yield made
    made.shut_down()
    made.close()
    made.deleteLater()


def click(dock: ProfileDock, wait_until: Wait, x: float, y: float) -> None:
    """What a click on the canvas does."""
    dock.activate()
    dock.tool.canvasClicked.emit(QgsPointXY(x, y), Qt.MouseButton.LeftButton)
    wait_until(lambda: not dock.picker.is_reading)


def test_clicks_give_spectra_and_the_class_each_is_like(dock: ProfileDock, wait_until: Wait) -> None:
    for x in (366165.0, 366885.0, 367635.0):
        click(dock, wait_until, x, 5805385.0)
    assert [(p.row, p.col) for p in dock.profiles] == [(20, 5), (20, 29), (20, 54)]
    green, soil, water = dock.profiles
    assert green.center_nm[0] == 420.0
    assert len(green.values) == 64
    assert max(v for v in green.values if v is not None) > 0.3
    assert {green.likeness[0].spectrum.name, green.likeness[1].spectrum.name} <= {"tree", "low_vegetation"}
    assert soil.likeness[0].spectrum.name not in ("tree", "low_vegetation", "water", "snow")
    assert water.likeness[0].spectrum.name == "water"
    assert dock.list.topLevelItemCount() == 3
    assert dock.list.topLevelItem(2).text(1) == "water"
    assert len(dock.plot.spectra) == 3
    assert dock.plot.spectra[-1].strong
    dock.compare.setChecked(True)
    assert [s.dashed for s in dock.plot.spectra] == [True, False, False, False]
    assert not dock.grab().isNull()


def test_a_raster_without_wavelengths_is_drawn_over_band_numbers_and_alone(
    dock: ProfileDock, qgis_iface: QgisInterface, unknown: Path, wait_until: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(dock, wait_until, 366165.0, 5805385.0)
    layer = QgsRasterLayer(str(unknown), "unknown")
    QgsProject.instance().addMapLayer(layer)
    monkeypatch.setattr(qgis_iface, "activeLayer", lambda: layer, raising=False)
    click(dock, wait_until, 366165.0, 5805385.0)
    assert [len(dock.profiles), dock.plot.over_numbers] == [2, True]
    assert [list(curve.center_nm) for curve in dock.plot.spectra] == [list(range(1, 65))]
    dock.list.setCurrentItem(dock.list.topLevelItem(0))
    assert not dock.plot.over_numbers
    assert [curve.center_nm[0] for curve in dock.plot.spectra] == [420.0]


def test_a_click_is_taken_in_the_crs_of_the_map(dock: ProfileDock, qgis_iface: QgisInterface, wait_until: Wait) -> None:
    there, lonlat = QgsCoordinateReferenceSystem("EPSG:32633"), QgsCoordinateReferenceSystem("EPSG:4326")
    point = QgsCoordinateTransform(there, lonlat, QgsProject.instance()).transform(QgsPointXY(366165.0, 5805385.0))
    qgis_iface.mapCanvas().setDestinationCrs(lonlat)
    click(dock, wait_until, point.x(), point.y())
    assert (dock.profiles[0].row, dock.profiles[0].col) == (20, 5)


def test_the_layers_sensor_settings_hold_here_too(
    dock: ProfileDock, qgis_iface: QgisInterface, wait_until: Wait
) -> None:
    sensor_settings.keep_in_layer(qgis_iface.activeLayer(), {"bad_bands": [1, 2], "scale": 2e-4})
    click(dock, wait_until, 366165.0, 5805385.0)
    assert dock.profiles[0].used[:3] == (False, False, True)
    assert max(v for v in dock.profiles[0].values if v is not None) > 0.6


def test_all_spectra_are_exported(dock: ProfileDock, wait_until: Wait, tmp_path: Path) -> None:
    for x in (366165.0, 367635.0):
        click(dock, wait_until, x, 5805385.0)
    dock.save(tmp_path / "spectra.csv")
    with (tmp_path / "spectra.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 128
    assert [row["point"] for row in rows[62:66]] == ["1", "1", "2", "2"]
    assert [float(row["value"]) for row in rows[:64]] == list(dock.profiles[0].values)
    assert {(row["units"], row["nearest"]) for row in rows[64:]} == {("reflectance", "water")}
    dock.save(tmp_path / "none" / "spectra.csv")
    assert "cannot be written" in dock.status.toolTip()


def test_the_sensor_dialog_draws_them_too(dock: ProfileDock, qgis_iface: QgisInterface, wait_until: Wait) -> None:
    click(dock, wait_until, 366165.0, 5805385.0)
    dialog = SensorDialog(source_of_layer(qgis_iface.activeLayer()), picked=dock.picked)
    try:
        wait_until(lambda: not dialog.is_reading)
        assert [list(s.values) for s in dialog.form.plot.spectra[:-1]] == [list(dock.profiles[0].values)]
        click(dock, wait_until, 366885.0, 5805385.0)
        assert [list(s.values) for s in dialog.form.plot.spectra[:-1]] == [list(p.values) for p in dock.profiles]
        assert [s.title for s in dialog.form.plot.spectra] == ["row 20, column 5", "row 20, column 29", "mean"]
    finally:
        dialog.reject()
        dialog.deleteLater()


@pytest.mark.parametrize(("x", "y", "words"), [(0.0, 0.0, "is outside"), (366165.0, 5805990.0, "no data")])
def test_where_there_is_nothing_it_says_so(dock: ProfileDock, wait_until: Wait, x: float, y: float, words: str) -> None:
    click(dock, wait_until, x, y)
    assert words in dock.status.toolTip()
    assert dock.profiles == []


def test_spectra_are_removed_and_the_map_is_given_back(
    dock: ProfileDock, qgis_iface: QgisInterface, wait_until: Wait
) -> None:
    canvas = qgis_iface.mapCanvas()
    for x in (366165.0, 366885.0):
        click(dock, wait_until, x, 5805385.0)
    dock.list.setCurrentItem(dock.list.topLevelItem(0))
    dock.remove.click()
    assert [p.col for p in dock.profiles] == [29]
    dock.list.clearSelection()
    dock.remove.click()
    assert (dock.profiles, dock.list.topLevelItemCount(), dock.plot.spectra) == ([], 0, [])
    assert canvas.mapTool() is dock.tool
    dock.activate(False)
    assert canvas.mapTool() is not dock.tool


def test_without_an_engine_it_says_how_to_get_one(
    dock: ProfileDock, wait_until: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPECAWARE_ENGINE_PYTHON")
    click(dock, wait_until, 366165.0, 5805385.0)
    assert "Set up" in dock.status.toolTip()


def test_the_angle_ignores_brightness_and_finds_the_spectrum_itself() -> None:
    for spectrum in library.library():
        centers = spectrum.center_nm[5:200:3]
        found = library.nearest(centers, [0.3 * spectrum.at(c) for c in centers])
        assert (found[0].spectrum.name, round(found[0].angle_deg, 4)) == (spectrum.name, 0.0)
        assert all(0 <= likeness.angle_deg <= 90 for likeness in found)
        assert len({likeness.spectrum.name for likeness in found}) == len(found) == 9
    assert library.nearest([500.0, 600.0, None, 3000.0], [0.1, 0.2, 0.3, 0.4]) == []
    flat = library.LibrarySpectrum("x", (400.0, 410.0, 420.0), (0.0, 1.0, 4.0))
    assert [flat.at(v) for v in (399.0, 400.0, 405.0, 417.5, 420.0, 421.0)] == [None, 0.0, 0.5, 3.25, 4.0, None]
    assert math.isclose(flat.at(412.5), 1.75)
