"""The panel, driven by real drop events, with the real worker and model."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsLayerTreeModel,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from specaware.backend.job.kinds.maps import extra_rasters
from specaware.plugin import catalog
from specaware.plugin.scene.layers import expand, is_product, source_of_layer, source_of_path
from specaware.plugin.widgets.entries.entries import Entry, State, plain
from specaware.plugin.widgets.entries.session import output_path
from specaware.plugin.widgets.models.model_card import ModelCardDialog, card_html
from specaware.plugin.widgets.panel.mapper_dock import MapperDock
from specaware.tests.support.network import closed_port
from specaware.tests.support.ranges import serving

Wait = Callable[..., None]


def mime_of(*paths: Path | str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(p) if isinstance(p, str) else QUrl.fromLocalFile(str(p)) for p in paths])
    return mime


def drop(dock: MapperDock, mime: QMimeData) -> bool:
    """Drag onto the zone and let go; False if the panel does not want it."""
    zone = dock.form.zone
    middle, none = zone.rect().center(), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(zone, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(zone, event)
    return event.isAccepted()


def entries(dock: MapperDock) -> list[Entry]:
    return dock.session.model.entries


def read(dock: MapperDock, wait_until: Wait) -> None:
    wait_until(lambda: not dock.session.is_reading and all(e.state is not State.READING for e in entries(dock)))


def map_all(dock: MapperDock, wait_until: Wait) -> None:
    assert dock.form.map.isEnabled()
    dock.form.map.click()
    wait_until(lambda: not dock.session.is_mapping)


def test_a_dropped_file_is_read_and_mapped_into_the_project(dock: MapperDock, raster: Path, wait_until: Wait) -> None:
    assert not dock.form.map.isEnabled()
    assert drop(dock, mime_of(raster))
    read(dock, wait_until)
    assert [e.state for e in entries(dock)] == [State.READY]
    assert "64 bands" in entries(dock)[0].line or "of 64 bands" in entries(dock)[0].line
    map_all(dock, wait_until)
    layers = list(QgsProject.instance().mapLayers().values())
    assert len(layers) == 1
    assert isinstance(layers[0].renderer(), QgsPalettedRasterRenderer)
    assert [c.label for c in layers[0].renderer().classes()] == [c.title for c in catalog.model_card().classes]
    assert layers[0].name() == "Land cover · specaware-fast"
    group = QgsProject.instance().layerTreeRoot().findGroup("stripes.tif")
    assert group.isExpanded() and group.findLayer(layers[0]).isExpanded()
    assert entries(dock)[0].state is State.MAPPED
    assert sum(item.share for item in entries(dock)[0].classes) == pytest.approx(1.0, abs=0.01)


def test_several_files_are_a_batch_and_names_do_not_clash(
    dock: MapperDock, raster: Path, tmp_path: Path, wait_until: Wait
) -> None:
    (tmp_path / "b").mkdir()
    twin = Path(shutil.copy(raster, tmp_path / "b" / "stripes.tif"))
    assert drop(dock, mime_of(raster, twin))
    read(dock, wait_until)
    assert dock.form.map.text() == "Map 2 rasters"
    map_all(dock, wait_until)
    assert {p.name for p in (tmp_path / "out").glob("*.tif")} == {"stripes_classes.tif", "stripes_2_classes.tif"}
    assert len(QgsProject.instance().mapLayers()) == 2


def test_a_layer_of_the_tree_is_mapped(dock: MapperDock, raster: Path, wait_until: Wait) -> None:
    layer = QgsRasterLayer(str(raster), "my layer")
    QgsProject.instance().addMapLayer(layer)
    tree = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    mime = tree.mimeData([tree.index(0, 0)])
    assert drop(dock, mime)
    read(dock, wait_until)
    assert entries(dock)[0].source.name == "my layer"
    assert entries(dock)[0].source.layer_id == layer.id()
    renderer = layer.renderer()
    map_all(dock, wait_until)
    assert layer.renderer() is renderer
    assert len(QgsProject.instance().mapLayers()) == 2


def test_a_folder_gives_its_rasters(dock: MapperDock, raster: Path, tmp_path: Path, wait_until: Wait) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.tif", "b.tif"):
        shutil.copy(raster, folder / name)
    (folder / "readme.txt").touch()
    (folder / "a.tif.aux.xml").touch()
    assert drop(dock, mime_of(folder))
    read(dock, wait_until)
    assert [e.source.name for e in entries(dock)] == ["a.tif", "b.tif"]


@pytest.mark.parametrize("member", ["cube.hdr", "cube.bsq"])
def test_an_envi_header_or_its_binary_starts_the_same_reader(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait, member: str
) -> None:
    make_raster(tmp_path / "cube.bsq", driver="ENVI", wavelengths=False)
    header = tmp_path / "cube.hdr"
    lines = ", ".join(f"{420 + 31 * i}" for i in range(64))
    header.write_text(header.read_text() + f"wavelength units = Nanometers\nwavelength = {{{lines}}}\n")
    assert drop(dock, mime_of(tmp_path / member))
    read(dock, wait_until)
    assert entries(dock)[0].found["driver"] == "ENVI"
    assert entries(dock)[0].state is State.READY


def test_a_header_dropped_with_its_binary_counts_once(dock: MapperDock, tmp_path: Path) -> None:
    for name in ("cube.bsq", "cube.hdr"):
        (tmp_path / name).touch()
    assert drop(dock, mime_of(tmp_path / "cube.hdr", tmp_path / "cube.bsq"))
    assert [e.source.name for e in entries(dock)] == ["cube.bsq"]


def test_a_dropped_address_is_read_and_mapped(dock: MapperDock, raster: Path, tmp_path: Path, wait_until: Wait) -> None:
    with serving(raster.parent) as (address, served):
        assert drop(dock, mime_of(f"{address}/{raster.name}?key=b%20c"))
        read(dock, wait_until)
        assert entries(dock)[0].state is State.READY, entries(dock)[0].line
        assert entries(dock)[0].source.name == raster.name
        map_all(dock, wait_until)
    assert served
    assert entries(dock)[0].state is State.MAPPED
    assert (tmp_path / "out" / f"{raster.stem}_classes.tif").is_file()


def test_an_address_is_pasted_and_says_what_is_wrong(dock: MapperDock, wait_until: Wait) -> None:
    address = f"http://127.0.0.1:{closed_port()}/scene.tif"
    QApplication.clipboard().setText(f"  {address}\nno address\n")
    QTest.keyClick(dock.form.zone, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    read(dock, wait_until)
    assert [(e.source.path, e.state) for e in entries(dock)] == [(f"/vsicurl/{address}", State.FAILED)]
    assert "check the connection and the proxy" in entries(dock)[0].line


def test_a_layer_on_a_web_server_is_mapped(dock: MapperDock, raster: Path, wait_until: Wait) -> None:
    with serving(raster.parent) as (address, _):
        layer = QgsRasterLayer(f"/vsicurl/{address}/{raster.name}", "far away")
        assert layer.isValid()
        dock.add_sources([source_of_layer(layer)])
        read(dock, wait_until)
        map_all(dock, wait_until)
    assert entries(dock)[0].state is State.MAPPED, entries(dock)[0].line


def test_a_layer_within_an_archive_is_mapped_beside_it(
    dock: MapperDock, raster: Path, tmp_path: Path, wait_until: Wait
) -> None:
    archive = tmp_path / "scenes.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(raster, "inner/scene.tif")
    layer = QgsRasterLayer(f"/vsizip/{archive}/inner/scene.tif", "zipped")
    assert layer.isValid()
    dock.add_sources([source_of_layer(layer)])
    read(dock, wait_until)
    assert entries(dock)[0].state is State.READY, entries(dock)[0].line
    assert output_path(entries(dock)[0], "") == tmp_path / "zipped_classes.tif"
    map_all(dock, wait_until)
    assert entries(dock)[0].state is State.MAPPED


def test_what_is_no_raster_is_left_to_others(dock: MapperDock) -> None:
    mime = QMimeData()
    mime.setText("only words")
    assert not drop(dock, mime)
    assert entries(dock) == []


def test_what_cannot_be_read_says_why(dock: MapperDock, tmp_path: Path, wait_until: Wait) -> None:
    (tmp_path / "notes.tif").write_text("no raster", encoding="utf-8")
    assert drop(dock, mime_of(tmp_path / "notes.tif"))
    read(dock, wait_until)
    assert entries(dock)[0].state is State.FAILED
    assert entries(dock)[0].line.endswith(".")
    assert not dock.form.map.isEnabled()


def test_what_the_file_does_not_say_is_asked(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    source = make_raster(tmp_path / "thirteen.tif", wavelengths=False, bands=13)
    assert drop(dock, mime_of(source))
    read(dock, wait_until)
    panel = dock.form.sensor
    assert entries(dock)[0].state is State.QUESTION
    assert not dock.form.map.isEnabled()
    assert panel.isVisibleTo(dock.form)
    assert panel.sensor.currentText() == "Sentinel-2"
    panel.apply_button.click()
    read(dock, wait_until)
    assert entries(dock)[0].overrides == {"sensor": "Sentinel-2"}
    assert entries(dock)[0].found["sensor"] == "Sentinel-2"
    assert entries(dock)[0].state is State.READY
    map_all(dock, wait_until)
    assert entries(dock)[0].state is State.MAPPED


def test_several_fitting_sensors_are_the_users_choice_and_other_statements_stay(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    gdal.Translate(str(tmp_path / "many.tif"), str(make_raster(tmp_path / "a.tif", wavelengths=False)),
                   bandList=[1 + i % 64 for i in range(224)])  # fmt: skip
    assert drop(dock, mime_of(tmp_path / "many.tif"))
    read(dock, wait_until)
    panel = dock.form.sensor
    assert [panel.sensor.itemText(i) for i in (1, 2)] == ["AVIRIS-Classic", "EnMAP"]
    assert panel.sensor.currentIndex() == 0
    entries(dock)[0].overrides = {"good_bands": [3], "gsd_m": 30.0, "acquired": "2024-06-30", "scale": 2.0}
    panel.sensor.setCurrentIndex(2)
    panel.apply_button.click()
    read(dock, wait_until)
    assert entries(dock)[0].overrides == {
        "good_bands": [3], "gsd_m": 30.0, "acquired": "2024-06-30", "sensor": "EnMAP",
    }  # fmt: skip
    assert entries(dock)[0].found["sensor"] == "EnMAP"


def test_products_in_a_folder_come_along(dock: MapperDock, raster: Path, tmp_path: Path) -> None:
    product = tmp_path / "ENMAP01-____L2A-DT0000001049"
    product.mkdir()
    (product / "ENMAP01-____L2A-DT0000001049-METADATA.XML").touch()
    (tmp_path / "other").mkdir()
    assert [source.name for source in expand(source_of_path(str(tmp_path)))] == [product.name, raster.name]
    assert [is_product(str(path)) for path in (product, tmp_path / "other", raster)] == [True, False, False]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("ENMAP01-____L1B-DT0000001049-METADATA.xml", True),
        ("PRS_L2D_STD_20220724104526_20220724104530_0001.he5", True),
        ("EMIT_L2A_RFL_001_20220903T103129_2224611_012.nc", True),
        ("EMIT_L2A_MASK_001_20220903T103129_2224611_012.nc", False),
        ("AV320230915t184130_000_L2A_OE_main_27577724_RFL_ORT.nc", True),
        ("PACE_OCI.20240724T104526.L2.SFREFL.V3_1.nc", True),
        ("NEON_D02_SERC_DP3_368000_4306000_reflectance.h5", True),
        ("20250504_092952_87_4001_basic_sr_hdf5.h5", True),
        ("climate.nc", False),
        ("table.h5", False),
        ("metadata.xml.txt", False),
        ("scene.tif", False),
        ("terrain.hdr", False),
    ],
)
def test_only_own_products_are_taken_from_qgis(tmp_path: Path, name: str, ours: bool) -> None:
    (tmp_path / name).write_text("BYTEORDER I", encoding="utf-8")
    assert is_product(str(tmp_path / name)) is ours


def test_all_that_can_be_written_beside_the_classes(
    dock: MapperDock, raster: Path, tmp_path: Path, wait_until: Wait
) -> None:
    assert set(dock.form.extras) == set(extra_rasters())
    for box in dock.form.extras.values():
        box.setChecked(True)
    drop(dock, mime_of(raster))
    read(dock, wait_until)
    map_all(dock, wait_until)
    names = {p.name for p in (tmp_path / "out").glob("*.tif")}
    assert names == {f"stripes_{name}.tif" for name in ("classes", *extra_rasters())}
    nodes = QgsProject.instance().layerTreeRoot().findGroup("stripes.tif").findLayers()
    assert [node.isVisible() for node in nodes] == [True, *[False] * len(extra_rasters())]


def test_only_the_part_in_the_map_view(
    dock: MapperDock, qgis_iface: QgisInterface, raster: Path, tmp_path: Path, wait_until: Wait
) -> None:
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    canvas.setExtent(QgsRectangle(366300, 5805200, 366900, 5805800))
    view = canvas.extent()
    dock.form.area.setCurrentIndex(1)
    drop(dock, mime_of(raster))
    read(dock, wait_until)
    map_all(dock, wait_until)
    layer = QgsRasterLayer(str(tmp_path / "out" / "stripes_classes.tif"), "part")
    assert layer.width() < 60
    assert layer.extent().contains(view.intersect(QgsRasterLayer(str(raster), "all").extent()))


def test_cancel_leaves_no_file_and_the_entry_ready(
    dock: MapperDock,
    tmp_path: Path,
    make_raster: Callable[..., Path],
    wait_until: Wait,
    children: Callable[[], set[int]],
) -> None:
    processes = children()
    drop(dock, mime_of(make_raster(tmp_path / "large.tif", rows=1000, cols=1000)))
    read(dock, wait_until)
    dock.form.map.click()
    wait_until(lambda: entries(dock)[0].fraction > 0)
    assert dock.form.cancel.isVisibleTo(dock.form)
    dock.form.cancel.click()
    wait_until(lambda: not dock.session.is_mapping, 10)
    assert entries(dock)[0].state is State.READY
    assert list((tmp_path / "out").iterdir()) == []
    assert QgsProject.instance().mapLayers() == {}
    wait_until(lambda: children() == processes, 5)


def test_closing_the_project_mid_run_ends_the_run(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    source = make_raster(tmp_path / "large.tif", rows=1000, cols=1000)
    layer = QgsRasterLayer(str(source), "large")
    QgsProject.instance().addMapLayer(layer)
    tree = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    drop(dock, tree.mimeData([tree.index(0, 0)]))
    read(dock, wait_until)
    dock.form.map.click()
    wait_until(lambda: entries(dock)[0].fraction > 0)
    QgsProject.instance().clear()
    wait_until(lambda: not dock.session.is_mapping, 10)
    assert QgsProject.instance().mapLayers() == {}
    assert list((tmp_path / "out").iterdir()) == []


def test_deleting_the_layer_mid_run_still_gives_the_map(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    layer = QgsRasterLayer(str(make_raster(tmp_path / "large.tif", rows=200, cols=200)), "large")
    QgsProject.instance().addMapLayer(layer)
    tree = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    drop(dock, tree.mimeData([tree.index(0, 0)]))
    read(dock, wait_until)
    dock.form.map.click()
    wait_until(lambda: entries(dock)[0].state is State.MAPPING)
    QgsProject.instance().removeMapLayer(layer.id())
    wait_until(lambda: not dock.session.is_mapping)
    assert entries(dock)[0].state is State.MAPPED
    assert [found.name() for found in QgsProject.instance().mapLayers().values()] == ["Land cover · specaware-fast"]


def test_without_an_engine_it_offers_the_set_up_and_goes_on_afterwards(
    qgis_iface: QgisInterface, raster: Path, engine: str, monkeypatch: pytest.MonkeyPatch, wait_until: Wait
) -> None:
    monkeypatch.delenv("SPECAWARE_ENGINE_PYTHON", raising=False)
    dock = MapperDock(qgis_iface)
    dock.show()
    try:
        assert dock.form.banner.isVisibleTo(dock.form)
        drop(dock, mime_of(raster))
        assert entries(dock)[0].state is State.WAITING
        monkeypatch.setenv("SPECAWARE_ENGINE_PYTHON", engine)
        dock.form.banner.refresh()
        dock.form.banner.ready.emit()
        read(dock, wait_until)
        assert not dock.form.banner.isVisibleTo(dock.form)
        assert entries(dock)[0].state is State.READY
    finally:
        dock.shut_down()
        dock.close()


def test_the_model_card_shows_classes_measurements_and_licence(dock: MapperDock) -> None:
    card = catalog.model_card()
    page = card_html(card, dock.palette())
    assert all(c.title in page for c in card.classes)
    assert all(str(item["dataset"]) in page for item in card.metrics)
    heads = ("What it maps", "Accuracy", "Sensors", "Known limitations", "Training details")
    places = [page.index(head) for head in heads]
    assert places == sorted(places)
    dock.form.info.click()
    (dialog,) = dock.findChildren(ModelCardDialog)
    assert dialog.isVisible()
    assert card.training_command[:40] not in dialog.browser.toPlainText()
    dialog.follow(QUrl("more"))
    assert all(text in dialog.browser.toPlainText() for text in (card.license, card.training_command[:40]))
    dialog.close()


def test_no_task_is_left(dock: MapperDock, raster: Path, wait_until: Wait) -> None:
    drop(dock, mime_of(raster))
    read(dock, wait_until)
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, 10)
    assert dock.session.is_reading is False


def test_map_again_whenever_something_that_counts_has_changed(
    dock: MapperDock, raster: Path, tmp_path: Path, wait_until: Wait
) -> None:
    drop(dock, mime_of(raster))
    read(dock, wait_until)
    map_all(dock, wait_until)
    form = dock.form
    assert not form.map.isEnabled()
    for change, back in (
        (lambda: form.model.setCurrentIndex(1), lambda: form.model.setCurrentIndex(0)),
        (lambda: form.extras["confidence"].setChecked(True), lambda: form.extras["confidence"].setChecked(False)),
        (lambda: form.folder.setFilePath(str(tmp_path)), lambda: form.folder.setFilePath(str(tmp_path / "out"))),
        (lambda: form.area.setCurrentIndex(1), lambda: form.area.setCurrentIndex(0)),
    ):
        change()
        assert (form.map.isEnabled(), form.map.text()) == (True, "Map again")
        back()
        assert not form.map.isEnabled()
    entries(dock)[0].overrides = {"level": "L2"}
    dock.session.inspect(entries(dock))
    read(dock, wait_until)
    assert form.map.isEnabled()
    map_all(dock, wait_until)
    assert {p.name for p in (tmp_path / "out").glob("*.tif")} == {"stripes_classes.tif", "stripes_2_classes.tif"}
    group = QgsProject.instance().layerTreeRoot().findGroup("stripes.tif")
    assert len(group.findLayers()) == 2


def chosen(dock: MapperDock, title: str) -> object:
    """The entry's menu, at one line."""
    menu = dock.entry_menu(entries(dock)[0])
    return next(action for action in menu.actions() if action.text() == title)


def test_an_entrys_menu_zooms_reports_and_maps_again(
    dock: MapperDock, qgis_iface: QgisInterface, raster: Path, tmp_path: Path, wait_until: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: opened.append(url.toLocalFile()) or True))
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    canvas.setExtent(QgsRectangle(0, 0, 10, 10))
    drop(dock, mime_of(raster))
    read(dock, wait_until)
    assert not any(chosen(dock, title).isEnabled() for title in ("Zoom to", "Report", "Map again"))
    map_all(dock, wait_until)
    assert dock._iface.messageBar().currentItem().text() == "Mapped, outside the map view: stripes.tif"
    chosen(dock, "Zoom to").trigger()
    assert canvas.extent().contains(QgsRasterLayer(str(raster), "all").extent())
    chosen(dock, "Report").trigger()
    chosen(dock, "Report").trigger()  # while it is being made: once is enough
    wait_until(lambda: bool(opened))
    page = (tmp_path / "out" / "stripes_classes.html").read_text(encoding="utf-8")
    assert "Low vegetation" in page and page.count("<img ") == 2
    chosen(dock, "Open folder").trigger()
    assert opened == [str(tmp_path / "out" / "stripes_classes.html"), str(tmp_path / "out")]
    chosen(dock, "Map again").trigger()
    wait_until(lambda: not dock.session.is_mapping)
    assert (tmp_path / "out" / "stripes_2_classes.tif").is_file()


def test_a_cancelled_second_map_leaves_the_first(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    drop(dock, mime_of(make_raster(tmp_path / "large.tif", rows=400, cols=400)))
    read(dock, wait_until)
    map_all(dock, wait_until)
    first = entries(dock)[0].output
    dock.session.map_again(entries(dock)[0], dock.settings())
    wait_until(lambda: entries(dock)[0].state is State.MAPPING)
    dock.form.cancel.click()
    wait_until(lambda: not dock.session.is_mapping, 20)
    assert (entries(dock)[0].state, entries(dock)[0].output) == (State.MAPPED, first)


def test_sentences_of_the_engine_lose_what_the_panel_has_no_use_for() -> None:
    text = "'a.tif' states no wavelengths; give the sensor or a list (--wavelengths; in Processing WAVELENGTHS)."
    assert plain(text, {"path": "/x/a.tif"}) == "The file states no wavelengths; give the sensor or a list."


def test_a_question_goes_with_its_entry(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    for name in ("a.tif", "b.tif"):
        drop(dock, mime_of(make_raster(tmp_path / name, wavelengths=False)))
    read(dock, wait_until)
    first, second = entries(dock)
    assert dock.form.sensor.entry is first
    assert not dock.form.sensor.sensor.hasFocus()
    dock.session.remove(first)
    assert dock.form.sensor.entry is second
    dock.session.remove(second)
    assert not dock.form.sensor.isVisibleTo(dock.form)


@pytest.mark.parametrize(("bands", "text"), [(1, "1 band: the model needs at least 4"), (3, "3 bands: the model")])
def test_too_few_bands_are_said_and_no_sensor_is_asked_for(
    dock: MapperDock, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait, bands: int, text: str
) -> None:
    drop(dock, mime_of(make_raster(tmp_path / "few.tif", wavelengths=False, bands=bands)))
    read(dock, wait_until)
    assert entries(dock)[0].state is State.FAILED
    assert entries(dock)[0].line.startswith(text)
    assert not dock.form.sensor.isVisibleTo(dock.form)
    assert not dock.form.map.isEnabled()


def test_maps_come_back_with_their_project(dock: MapperDock, raster: Path, tmp_path: Path, wait_until: Wait) -> None:
    drop(dock, mime_of(raster))
    read(dock, wait_until)
    map_all(dock, wait_until)
    line, project = entries(dock)[0].line, QgsProject.instance()
    assert project.write(str(tmp_path / "project.qgz"))
    project.clear()
    assert entries(dock) == []
    assert project.read(str(tmp_path / "project.qgz"))
    assert [(e.state, e.line, e.model) for e in entries(dock)] == [(State.MAPPED, line, "specaware-fast")]
    chosen(dock, "Map again").trigger()
    wait_until(lambda: entries(dock)[0].output.endswith("stripes_2_classes.tif") and not dock.session.is_mapping)
    assert entries(dock)[0].state is State.MAPPED


def test_layers_beside_the_classes_have_fixed_ramps(dock: MapperDock, raster: Path, wait_until: Wait) -> None:
    for box in dock.form.extras.values():
        box.setChecked(True)
    drop(dock, mime_of(raster))
    read(dock, wait_until)
    map_all(dock, wait_until)
    found = {}
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer):
            items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
            found[layer.name()] = [(items[0].value, items[0].label), (items[-1].value, items[-1].label)]
    share, percent = [(0.0, "0 %"), (1.0, "100 %")], [(0.0, "0 %"), (100.0, "100 %")]
    assert found == {
        "Probabilities · specaware-fast": share, "Cover fractions · specaware-fast": share,
        "Confidence · specaware-fast": percent, "Unknown · specaware-fast": percent,
    }  # fmt: skip
