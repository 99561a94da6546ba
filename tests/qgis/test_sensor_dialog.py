"""The sensor dialog with real inspect jobs: what it shows, takes, warns of and keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import processing
import pytest
from osgeo import gdal
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsRasterLayer
from qgis.gui import QgisInterface, QgsBrowserGuiModel
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from specaware.backend.spectral.overrides import sidecar_path
from specaware.backend.spectral.sensors import tables
from specaware.plugin.provider import SpecAwareProvider
from specaware.plugin.scene import band_table as bt
from specaware.plugin.scene import sensor_settings as kept
from specaware.plugin.scene.layers import Source, source_of_layer, source_of_path
from specaware.plugin.scene.origins import USER
from specaware.plugin.widgets.entries.entries import State
from specaware.plugin.widgets.panel.mapper_dock import MapperDock
from specaware.plugin.widgets.sensor.band_view import CENTER, USED, WIDTH
from specaware.plugin.widgets.sensor.sensor_dialog import SensorDialog
from specaware.plugin.widgets.sensor.sensor_form import sensor_matches
from specaware.plugin.widgets.sensor.settings_wrapper import SettingsField

Wait = Callable[..., None]
Open = Callable[..., SensorDialog]
CENTERS_UM = [0.42 + 0.0314 * i for i in range(64)]


@pytest.fixture
def provider(qgis_processing: None) -> Iterator[SpecAwareProvider]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


@pytest.fixture
def opened(with_engine: str, wait_until: Wait) -> Iterator[Open]:
    """Return a function that opens the dialog on a raster and waits until it was read."""
    dialogs: list[SensorDialog] = []

    def open_on(raster: Path | Source, **more: object) -> SensorDialog:
        dialog = SensorDialog(raster if isinstance(raster, Source) else source_of_path(str(raster)), **more)
        dialogs.append(dialog)
        dialog.show()
        wait_until(lambda: not dialog.is_reading)
        return dialog

    yield open_on
    for dialog in dialogs:
        dialog.reject()
        dialog.deleteLater()


def rows(dialog: SensorDialog) -> list[bt.BandRow]:
    return dialog.form.table.bands.rows


def messages(dialog: SensorDialog) -> str:
    return dialog.form.messages.text()


def cell(dialog: SensorDialog, row: int, column: int) -> object:
    return dialog.form.table.bands.index(row, column)


def test_shows_what_the_engine_found(opened: Open, raster: Path) -> None:
    dialog = opened(raster)
    assert [row.number for row in rows(dialog)] == list(range(1, 65))
    assert (rows(dialog)[0].center_nm, rows(dialog)[0].fwhm_nm, rows(dialog)[0].used) == (420.0, 12.0, True)
    assert all(row.origin for row in rows(dialog))
    assert dialog.form.fields.numbers["scale"].placeholderText().startswith("0.0001")
    assert dialog.form.fields.statement() == {}
    assert dialog.overrides() == {}
    curve = dialog.form.plot.spectra[0]
    assert len(curve.values) == 64
    assert 0.0 < max(v for v in curve.values if v is not None) < 1.0
    assert not dialog.grab().isNull()


def test_what_is_edited_is_kept_and_the_next_run_uses_it(
    opened: Open, provider: SpecAwareProvider, raster: Path, tmp_path: Path
) -> None:
    dialog = opened(raster)
    model = dialog.form.table.bands
    assert model.setData(cell(dialog, 3, CENTER), "520,5")
    assert model.setData(cell(dialog, 3, WIDTH), "9")
    assert not model.setData(cell(dialog, 4, CENTER), "green")
    assert model.setData(cell(dialog, 7, USED), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    dialog.accept()
    saved = json.loads(sidecar_path(raster).read_text(encoding="utf-8"))
    assert saved == dialog.stated
    assert set(saved) == {"wavelengths", "wavelength_unit", "fwhm_nm", "bad_bands"}
    assert (saved["wavelengths"][3], saved["fwhm_nm"][3], saved["bad_bands"]) == (520.5, 9.0, [8])
    processing.run("specaware:classify", {"INPUT": str(raster), "OUTPUT": str(tmp_path / "map.tif")})
    bands = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))["bands"]
    assert (bands[3]["center_nm"], bands[3]["origin"]) == (520.5, "sidecar")
    assert (bands[7]["used"], bands[7]["good_origin"]) == (False, "sidecar")
    again = opened(raster)
    assert rows(again)[3].center_nm == 520.5
    assert not rows(again)[7].used
    assert again.overrides() == saved


def test_as_in_the_file_forgets_and_cancel_changes_nothing(opened: Open, raster: Path, wait_until: Wait) -> None:
    kept.keep_beside(str(raster), {"bad_bands": [2], "level": "L1"})
    dialog = opened(raster)
    assert not rows(dialog)[1].used
    dialog.form.reset.click()
    wait_until(lambda: not dialog.is_reading)
    assert rows(dialog)[1].used
    assert dialog.overrides() == {}
    dialog.reject()
    assert kept.of_raster(str(raster)) == {"bad_bands": [2], "level": "L1"}
    other = opened(raster)
    other.form.reset.click()
    wait_until(lambda: not other.is_reading)
    other.accept()
    assert not sidecar_path(raster).exists()


def test_an_envi_header_and_its_binary_share_their_settings(
    opened: Open, tmp_path: Path, make_raster: Callable[..., Path]
) -> None:
    binary = make_raster(tmp_path / "cube.bsq", driver="ENVI", wavelengths=False)
    first = opened(binary)
    first.take_list("wavelength (nm)\n" + "\n".join(str(500 + 20 * i) for i in range(64)), "the clipboard")
    first.accept()
    again = opened(tmp_path / "cube.hdr")
    assert rows(again)[1].center_nm == 520.0
    again.accept()
    assert [path.name for path in tmp_path.glob("*.specaware.json")] == [sidecar_path(binary).name]
    assert kept.of_raster(str(binary))["wavelengths"][1] == 520.0


def test_settings_stay_with_the_layer_where_nothing_is_saved_beside(
    opened: Open, provider: SpecAwareProvider, raster: Path, tmp_path: Path
) -> None:
    layer = QgsRasterLayer(str(raster), "stripes")
    QgsProject.instance().addMapLayer(layer)
    dialog = opened(source_of_layer(layer), layer=layer)
    dialog.form.beside.setChecked(False)
    dialog.form.table.bands.switch([0, 1], False)
    dialog.accept()
    assert not sidecar_path(raster).exists()
    assert kept.of_layer(layer) == {"bad_bands": [1, 2]}
    target = tmp_path / "found.json"
    processing.run("specaware:inspectsensor", {"INPUT": layer, "HTML": None, "JSON": str(target)})
    bands = json.loads(target.read_text(encoding="utf-8"))["bands"]
    assert [band["good"] for band in bands[:3]] == [False, False, True]
    text = json.dumps({"bad_bands": [3]})
    processing.run(
        "specaware:inspectsensor", {"INPUT": layer, "HTML": None, "JSON": str(target), "SENSOR_SETTINGS": text}
    )
    bands = json.loads(target.read_text(encoding="utf-8"))["bands"]
    assert [band["good"] for band in bands[:3]] == [True, True, False]


def test_a_sensor_is_chosen_for_a_raster_that_says_nothing(
    opened: Open, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    dialog = opened(make_raster(tmp_path / "thirteen.tif", wavelengths=False, bands=13))
    assert "wavelengths" in messages(dialog)
    box = dialog.form.fields.sensor
    assert box.itemData(1) == "Sentinel-2"
    assert box.itemText(1).endswith("%")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    wait_until(lambda: not dialog.is_reading)
    assert round(rows(dialog)[1].center_nm) == 492
    assert dialog.overrides() == {"sensor": "Sentinel-2"}
    assert len(dialog.form.plot.spectra) == 1
    assert not dialog.form.plot.over_numbers


@pytest.mark.parametrize(
    ("head", "unit", "factor"),
    [("wavelength (nm)\tfwhm\n", "", 1.0), ("", "um", 1000.0), ("centre [um];fwhm\n", "", 1000.0)],
)
def test_a_spreadsheet_is_pasted(opened: Open, unknown: Path, head: str, unit: str, factor: float) -> None:
    centers = [500 + 20 * i for i in range(64)]
    separator = ";" if ";" in head else "\t"
    QApplication.clipboard().setText(head + "\n".join(f"{c / factor:g}{separator}{15 / factor:g}" for c in centers))
    dialog = opened(unknown)
    QTest.keyClick(dialog.form.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row.center_nm for row in rows(dialog)] == pytest.approx(centers)
    assert {row.origin for row in rows(dialog)} == {USER}
    assert (f"read as {unit}" in messages(dialog)) == bool(unit)
    said = dialog.overrides()
    assert said.get("fwhm_nm", [15] * 64) == pytest.approx([15.0] * 64)
    assert said["wavelengths"] == pytest.approx(centers)
    assert said["wavelength_unit"] == "nm"


def test_what_is_no_list_is_refused_with_a_sentence(opened: Open, raster: Path) -> None:
    dialog = opened(raster)
    before = list(rows(dialog))
    for text, words in (("only words", "No wavelengths"), ("500\n510\n", "64 bands")):
        dialog.take_list(text, "the clipboard")
        assert words in messages(dialog)
        assert rows(dialog) == before


@pytest.mark.parametrize("name", ["bands.csv", "bands.hdr", "bands.json"])
def test_bands_survive_export_and_import(opened: Open, raster: Path, tmp_path: Path, name: str) -> None:
    dialog = opened(raster)
    dialog.form.table.bands.switch([4, 9], False)
    before = list(rows(dialog))
    dialog.export_list(tmp_path / name)
    dialog.form.table.bands.set_rows(dialog.base)
    dialog.import_list(tmp_path / name)
    for row, old in zip(rows(dialog), before):
        assert (row.center_nm, row.fwhm_nm) == (pytest.approx(old.center_nm, abs=0.01), old.fwhm_nm)
        assert row.used == old.used


def test_export_says_what_cannot_be_written(opened: Open, unknown: Path, tmp_path: Path) -> None:
    dialog = opened(unknown)
    for name, words in (("a.txt", "must end in"), ("a.hdr", "no centre"), ("none/a.csv", "cannot be written")):
        dialog.export_list(tmp_path / name)
        assert words in messages(dialog)
    assert list(tmp_path.glob("a.*")) == []


def test_live_warnings(opened: Open, raster: Path) -> None:
    dialog = opened(raster)
    model = dialog.form.table.bands
    assert "order" not in messages(dialog)
    model.setData(cell(dialog, 5, CENTER), "700")
    assert "not in ascending order" in messages(dialog)
    model.setData(cell(dialog, 6, CENTER), "700")
    assert "more than once: 1, the first at 700 nm" in messages(dialog)
    model.setData(cell(dialog, 8, CENTER), "7000")
    assert "Centres outside 350 to 2600 nm: 1" in messages(dialog)
    model.switch(range(64), False)
    assert "No band is in use" in messages(dialog)
    units = dialog.form.fields.units
    units.setCurrentText("furlongs")
    units.lineEdit().editingFinished.emit()
    assert "furlongs" in messages(dialog)
    dialog.accept()
    assert dialog.isVisible()
    assert not sidecar_path(raster).exists()


def test_a_guess_is_confirmed_with_one_click(
    opened: Open, tmp_path: Path, make_raster: Callable[..., Path], wait_until: Wait
) -> None:
    source = make_raster(tmp_path / "cube.tif", wavelengths=False)
    dataset = gdal.Open(str(source), gdal.GA_Update)
    for number, center in enumerate(CENTERS_UM, start=1):
        dataset.GetRasterBand(number).SetMetadata({"wavelength": f"{center:.4f}"})
    del dataset
    dialog = opened(source)
    assert "have no unit and look like um" in messages(dialog)
    assert "unit guessed: um" in rows(dialog)[0].story
    buttons = {button.text(): button for button in dialog.form.confirm.buttons}
    assert set(buttons) == {"Wavelengths in µm", "Level L2"}
    for text, said in (("Wavelengths in µm", {"wavelength_unit": "um"}), ("Level L2", {"level": "L2"})):
        next(b for b in dialog.form.confirm.buttons if b.text() == text).click()
        wait_until(lambda: not dialog.is_reading)
        assert dialog.overrides().items() >= said.items()
    assert not dialog.form.confirm.isVisible()
    assert not messages(dialog)
    assert "guessed" not in rows(dialog)[0].story


def test_bands_are_selected_in_the_plot(opened: Open, raster: Path) -> None:
    dialog = opened(raster)
    plot, none, left = dialog.form.plot, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    plot.grab()  # the axes are laid out when they are painted
    places = [plot.place_of(i) for i in (10, 14)]
    QTest.mousePress(plot, left, none, places[0].toPoint() - QPoint(2, 0))
    QTest.mouseMove(plot, places[1].toPoint() + QPoint(2, 0))
    QTest.mouseRelease(plot, left, none, places[1].toPoint() + QPoint(2, 0))
    assert dialog.form.table.selected() == [10, 11, 12, 13, 14]
    dialog.form.off.click()
    assert dialog.overrides() == {"bad_bands": [11, 12, 13, 14, 15]}
    QTest.mouseClick(plot, left, none, plot.place_of(30).toPoint())
    assert dialog.form.table.selected() == [30]
    assert dialog.form.on.isEnabled()
    dialog.form.table.choose([])
    assert not dialog.form.on.isEnabled()


def test_enter_takes_a_value_and_keeps_the_dialog_open(opened: Open, raster: Path, wait_until: Wait) -> None:
    dialog = opened(raster)
    scale = dialog.form.fields.numbers["scale"]
    scale.setFocus()
    QTest.keyClicks(scale, "0.0002")
    QTest.keyClick(scale, Qt.Key.Key_Return)
    wait_until(lambda: not dialog.is_reading)
    assert dialog.isVisible()
    assert dialog.overrides() == {"scale": 2e-4}
    QTest.keyClick(scale, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert kept.of_raster(str(raster)) == {"scale": 2e-4}


def test_without_wavelengths_the_spectrum_stands_over_band_numbers(opened: Open, unknown: Path) -> None:
    dialog = opened(unknown)
    plot = dialog.form.plot
    assert plot.over_numbers
    assert [curve.title for curve in plot.spectra] == ["mean"]
    assert list(plot.spectra[0].center_nm) == list(range(1, 65))


def test_a_layer_removed_meanwhile_does_no_harm(opened: Open, raster: Path) -> None:
    layer = QgsRasterLayer(str(raster), "stripes")
    QgsProject.instance().addMapLayer(layer)
    dialog = opened(source_of_layer(layer), layer=layer)
    dialog.form.table.bands.switch([3], False)
    QgsProject.instance().clear()
    dialog.accept()
    assert not dialog.isVisible()
    assert kept.of_raster(str(raster)) == {"bad_bands": [4]}


def test_the_best_matching_sensors_are_listed_first(opened: Open, raster: Path) -> None:
    dialog = opened(raster)
    table = next(t for t in tables() if t.name == "AVIRIS-3")
    rows_there = [bt.BandRow(i, "", band.center_nm) for i, band in enumerate(table.bands, start=1)]
    assert [name for name, _ in sensor_matches(rows_there)] == ["AVIRIS-3", "EMIT"]
    dialog.form.fields.show_found(dialog.found, {}, rows_there)
    box = dialog.form.fields.sensor
    assert [box.itemText(i) for i in (1, 2)] == ["AVIRIS-3 · 100 % match", "EMIT · 55 % match"]
    assert box.count() > 10


def test_the_keyboard_switches_and_sorting_keeps_the_bands_apart(opened: Open, raster: Path) -> None:
    dialog = opened(raster)
    table = dialog.form.table
    table.sortByColumn(CENTER, Qt.SortOrder.DescendingOrder)
    off = {row.number for row in rows(dialog) if not row.used}
    assert off  # the windows of water vapour
    table.selectRow(0)
    assert table.selected() == [63]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert {row.number for row in rows(dialog) if not row.used} == off | {64}
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert {row.number for row in rows(dialog) if not row.used} == off
    table.choose([i for i, row in enumerate(rows(dialog)) if 1000 < row.center_nm < 1200])
    chosen = table.selected()
    dialog.form.off.click()
    assert {row.number for row in rows(dialog) if not row.used} == off | {i + 1 for i in chosen}
    assert dialog.overrides() == {"bad_bands": [i + 1 for i in chosen]}
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QApplication.clipboard().text().splitlines()) == len(chosen) + 1


def test_without_an_engine_it_offers_the_set_up_and_manual_entry(
    qgis_app: QgsApplication, raster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPECAWARE_ENGINE_PYTHON", raising=False)
    dialog = SensorDialog(source_of_path(str(raster)))
    try:
        dialog.show()
        assert dialog.form.banner.isVisible()
        assert len(rows(dialog)) == 64
        dialog.take_list("\n".join(str(500 + 20 * i) for i in range(64)), "the clipboard")
        dialog.accept()
        assert kept.of_raster(str(raster))["wavelengths"][0] == 500
    finally:
        dialog.reject()


def test_without_an_engine_a_sensor_brings_its_bands(
    qgis_app: QgsApplication, tmp_path: Path, make_raster: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPECAWARE_ENGINE_PYTHON", raising=False)
    raster = make_raster(tmp_path / "thirteen.tif", wavelengths=False, bands=13)
    dialog = SensorDialog(source_of_path(str(raster)))
    try:
        for name, center, words in (("Sentinel-2", 492, ""), ("EnMAP", None, "has 218 or 224 bands")):
            box = dialog.form.fields.sensor
            box.setCurrentIndex(box.findData(name))
            box.activated.emit(box.currentIndex())
            dialog.read()
            assert (rows(dialog)[1].center_nm is None) == (center is None)
            assert center is None or round(rows(dialog)[1].center_nm) == center
            assert words in messages(dialog)
            assert dialog.overrides() == {"sensor": name}
    finally:
        dialog.reject()


def test_what_is_no_raster_says_so(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "broken.tif").write_bytes(b"II*\0nothing more")
    dialog = opened(tmp_path / "broken.tif")
    assert "broken.tif" in messages(dialog)
    assert rows(dialog) == []
    assert not dialog.form.paste.isEnabled()


def test_later_statements_about_bands_work_on_earlier_ones() -> None:
    assert bt.combined({"bad_bands": [1, 2]}, {"good_bands": [2], "bad_bands": [5]}) == {
        "bad_bands": [1, 5],
        "good_bands": [2],
    }
    assert bt.combined({"good_bands": [3], "level": "L1"}, {"bad_bands": [3]}) == {"bad_bands": [3], "level": "L1"}


def test_settings_in_words() -> None:
    stated = {
        "sensor": "EnMAP", "level": "L2", "units": "1", "scale": 1e-4, "offset": 0.0, "gsd_m": 30.0,
        "wavelengths": [500.0, 510.0], "wavelength_unit": "nm", "fwhm_nm": [5.0, 5.0], "bad_bands": [1],
        "good_bands": [2], "acquired": "2024-06-30", "sun_zenith_deg": 32.5, "nodata": -1.0,
    }  # fmt: skip
    words = kept.in_words(stated)
    assert words == (
        "EnMAP · L2 · 1 · 2024-06-30 · 2 wavelengths · 2 widths · scale 0.0001 · offset 0 · 30 m · sun zenith 32.5° · "
        "nodata -1 · bands left out: 1 · bands switched on: 1"
    )
    assert kept.in_words({"wavelength_unit": "um"}) == "wavelengths in um"
    assert kept.in_words({}) == ""


def test_the_panel_opens_it_and_reads_again(
    qgis_iface: QgisInterface, with_engine: str, unknown: Path, wait_until: Wait
) -> None:
    dock = MapperDock(qgis_iface)
    try:
        dock.add_sources([source_of_path(str(unknown))])
        wait_until(lambda: not dock.session.is_reading)
        entry = dock.session.model.entries[0]
        assert entry.state is State.QUESTION
        dock.open_sensor_dialog(entry)
        dialog = dock.dialog
        wait_until(lambda: not dialog.is_reading)
        dialog.take_list("wavelength (nm)\n" + "\n".join(str(500 + 20 * i) for i in range(64)), "the clipboard")
        dialog.accept()
        wait_until(lambda: not dock.session.is_reading)
        assert entry.state is State.READY
        assert entry.found["bands"][0]["center_nm"] == 500.0
        assert dock.dialog is None
    finally:
        dock.shut_down()
        dock.deleteLater()


def leave_the_first_band_out(dialog: SensorDialog, wait_until: Wait) -> None:
    wait_until(lambda: not dialog.is_reading)
    dialog.form.beside.setChecked(False)
    dialog.form.table.bands.switch([0], False)
    dialog.accept()


def test_an_algorithm_dialog_opens_it_on_its_raster(
    qgis_iface: QgisInterface, provider: SpecAwareProvider, with_engine: str, raster: Path, wait_until: Wait
) -> None:
    browser = QgsBrowserGuiModel()
    qgis_iface.browserModel = lambda: browser
    layer = QgsRasterLayer(str(raster), "stripes")
    QgsProject.instance().addMapLayer(layer)
    window = processing.createAlgorithmDialog("specaware:classify", {"INPUT": layer})
    field = window.findChild(SettingsField)
    assert field is not None
    field.button.click()
    wrapper = window.mainWidget().wrappers["SENSOR_SETTINGS"]
    assert wrapper.dialog_open.layer is layer
    leave_the_first_band_out(wrapper.dialog_open, wait_until)
    assert json.loads(wrapper.value()) == {"bad_bands": [1]}
    assert window.createProcessingParameters()["SENSOR_SETTINGS"] == wrapper.value()
    assert field.label.toolTip() == "bands left out: 1"
    window.close()


def test_the_batch_dialog_opens_it_too(
    qgis_iface: QgisInterface, provider: SpecAwareProvider, with_engine: str, raster: Path, wait_until: Wait
) -> None:
    browser = QgsBrowserGuiModel()
    qgis_iface.browserModel = lambda: browser
    window = BatchAlgorithmDialog(provider.algorithm("classify").create())
    panel = window.mainWidget()
    wrappers = {wrapper.parameterDefinition().name(): wrapper for wrapper in panel.wrappers[0] if wrapper is not None}
    wrappers["INPUT"].setParameterValue(str(raster), QgsProcessingContext())
    wrapper = wrappers["SENSOR_SETTINGS"]
    wrapper.widget.button.click()
    assert wrapper.dialog_open.source.path == str(raster)
    leave_the_first_band_out(wrapper.dialog_open, wait_until)
    assert json.loads(wrapper.value()) == {"bad_bands": [1]}
    window.close()


@pytest.mark.parametrize(
    "algorithm", ["classify", "segment", "classifyscene", "inspectsensor", "train", "embed", "findsimilar"]
)
def test_every_algorithm_that_reads_bands_has_the_field(provider: SpecAwareProvider, algorithm: str) -> None:
    definition = provider.algorithm(algorithm).parameterDefinition("SENSOR_SETTINGS")
    assert definition.metadata()["widget_wrapper"]["class"].endswith("settings_wrapper.SettingsWrapper")


def test_what_is_asked_about_the_values_is_a_button_for_each_answer() -> None:
    from specaware.plugin.widgets.sensor.confirm_bar import open_guesses

    found = {"choices": {"offset": [-0.1, 0.0]}, "scale": 1e-3, "scale_origin": "inferred from values"}
    assert open_guesses(found, {}) == [
        ("Scale 0.001", {"scale": 1e-3}), ("Offset -0.1", {"offset": -0.1}), ("Offset 0", {"offset": 0.0}),
    ]  # fmt: skip
    assert open_guesses(found, {"offset": 0.0, "scale": 1e-4}) == []


def test_offset_and_nodata_are_fields_of_the_form() -> None:
    from specaware.plugin.widgets.sensor.sensor_form import SensorForm

    form = SensorForm()
    form.show_found({"nodata": -9999.0, "offset": 0.0}, {}, [])
    assert "-9999" in form.numbers["nodata"].placeholderText()
    form.numbers["nodata"].setText("0")
    form.numbers["offset"].setText("-0.1")
    assert form.statement() == {"nodata": 0.0, "offset": -0.1}
    form.show_found({"nodata": [0.0, None]}, {}, [])
    assert form.numbers["nodata"].placeholderText().startswith("differs between bands")
