"""Own models: on the list at once, in the panel and in every algorithm; renamed, removed, and what a line says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import processing
import pytest
from qgis.core import QgsApplication, QgsProcessingException
from qgis.gui import QgisInterface, QgsMessageBar
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QInputDialog, QMessageBox

from specaware.backend.catalog import store as model_store
from specaware.backend.common.errors import ModelError
from specaware.plugin import catalog, models
from specaware.plugin.plugin import SpecAwarePlugin
from specaware.plugin.scene.layers import source_of_path
from specaware.plugin.widgets.panel.mapper_dock import MapperDock

BUNDLED = Path(catalog.model_card().path).parent


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This user's folder for models, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "share"))
    return model_store.install_folder()


@pytest.fixture
def dock(qgis_iface: QgisInterface, monkeypatch: pytest.MonkeyPatch) -> Iterator[MapperDock]:
    bar = QgsMessageBar()
    monkeypatch.setattr(qgis_iface, "messageBar", lambda: bar)
    made = MapperDock(qgis_iface)
    made.show()
    yield made
    made.shut_down()
    made.deleteLater()


def put(folder: Path, name: str) -> Path:
    """A model of the user's own: the bundled one under another name."""
    shutil.copytree(BUNDLED, folder)
    card = catalog.model_card(str(folder))
    text = card.path.read_text(encoding="utf-8").replace('"specaware-fast"', f'"{name}"')
    card.path.write_text(text, encoding="utf-8")
    return folder


def names(dock: MapperDock) -> list[str]:
    return [dock.form.model.itemText(row) for row in range(dock.form.model.count())]


def actions(dock: MapperDock) -> dict[str, object]:
    dock.models.fill()
    return {action.text(): action for action in dock.models.actions() if action.text()}


def test_a_new_model_is_chosen_in_the_panel_at_once(dock: MapperDock, own_folder: Path, tmp_path: Path) -> None:
    assert "mine" not in names(dock)
    put(own_folder / "mine", "mine")
    models.announce("mine")
    assert dock.form.model.currentText() == "mine"
    assert models.add(str(put(tmp_path / "far" / "away", "elsewhere"))) == "elsewhere"
    assert {"mine", "elsewhere"} <= set(names(dock))
    assert "8 classes · " in dock.form.about.toolTip()
    assert "% accuracy on " in dock.form.about.toolTip()


def test_the_list_is_read_anew_each_time_it_drops_down(dock: MapperDock, own_folder: Path) -> None:
    put(own_folder / "quiet", "quiet")
    assert "quiet" not in names(dock)
    dock.form.model.showPopup()
    dock.form.model.hidePopup()
    assert "quiet" in names(dock)
    assert dock.form.model.currentText() == "specaware-fast"


def test_every_algorithm_offers_a_new_model_at_once(
    qgis_iface: QgisInterface, qgis_processing: None, own_folder: Path, wait_until: Callable[..., None]
) -> None:
    plugin = SpecAwarePlugin(qgis_iface)
    plugin.initGui()
    try:
        put(own_folder / "mine", "mine")
        models.announce("mine")
        registry = QgsApplication.processingRegistry()

        def offered(name: str) -> bool:
            return "mine" in registry.algorithmById(name).parameterDefinition("MODEL").options()

        wait_until(lambda: all(offered(f"specaware:{name}") for name in ("classify", "segment", "train")), 10)
    finally:
        plugin.unload()


def test_training_begins_with_the_panels_raster(
    dock: MapperDock, with_engine: str, raster: Path, qgis_iface: QgisInterface, wait_until: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(qgis_iface, "addTabifiedDockWidget", lambda *_: None, raising=False)
    dock.add_sources([source_of_path(str(raster))])
    actions(dock)["Train on your own classes…"].trigger()
    wait_until(lambda: dock.companions.training is not None)
    training = dock.companions.training
    assert training.entry.source.path == str(raster)
    assert training.store.path == str(raster.parent / "stripes_labels.gpkg")


def test_rename_and_remove_from_the_menu(dock: MapperDock, own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(own_folder / "mine", "mine")
    models.announce("mine")
    monkeypatch.setattr(QInputDialog, "getText", staticmethod(lambda *_: ("yours", True)))
    actions(dock)["Rename…"].trigger()
    assert dock.form.model.currentText() == "yours"
    assert catalog.model_card("yours").path.parent == own_folder / "mine"
    catalog.model_card("yours").verify()
    monkeypatch.setattr(QMessageBox, "question", staticmethod(lambda *_: QMessageBox.StandardButton.No))
    actions(dock)["Remove…"].trigger()
    assert "yours" in names(dock)
    monkeypatch.setattr(QMessageBox, "question", staticmethod(lambda *_: QMessageBox.StandardButton.Yes))
    actions(dock)["Remove…"].trigger()
    assert "yours" not in names(dock)
    assert not (own_folder / "mine").exists()
    assert dock.form.model.currentText() == "specaware-fast"


def test_a_model_elsewhere_leaves_the_list_and_keeps_its_folder(
    dock: MapperDock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "far" / "away", "elsewhere")
    models.add(str(folder))
    monkeypatch.setattr(QMessageBox, "question", staticmethod(lambda *_: QMessageBox.StandardButton.Yes))
    actions(dock)["Remove from the list…"].trigger()
    assert "elsewhere" not in names(dock)
    assert (folder / "card.json").is_file()
    models.add(str(folder))
    shutil.rmtree(folder)
    models.announce()
    assert "elsewhere" not in names(dock)


def test_bundled_models_stay_as_they_are(dock: MapperDock) -> None:
    found = actions(dock)
    assert not found["Rename…"].isEnabled()
    assert not found["Remove…"].isEnabled()
    for change in (lambda: models.rename(catalog.model_card(), "x"), lambda: models.remove(catalog.model_card())):
        with pytest.raises(ModelError, match="comes with the plugin"):
            change()
    assert BUNDLED.is_dir()


@pytest.mark.parametrize(("name", "text"), [("", "letters"), ("a/b", "letters"), ("specaware-fast", "already")])
def test_a_bad_name_is_refused(own_folder: Path, name: str, text: str) -> None:
    put(own_folder / "mine", "mine")
    with pytest.raises(ModelError, match=text):
        models.rename(catalog.model_card("mine"), name)


def test_a_line_is_read_beside_each_model(dock: MapperDock) -> None:
    tips = [dock.form.model.itemData(row, Qt.ItemDataRole.ToolTipRole) for row in range(dock.form.model.count())]
    assert tips
    assert all("classes · " in tip and "px/s" in tip for tip in tips)


def test_models_trained_on_one_are_named_before_it_goes(own_folder: Path) -> None:
    put(own_folder / "base", "base")
    assert models.built_on(catalog.model_card("base")) == []


def test_training_without_a_folder_puts_the_model_on_the_list(
    with_engine: str, provider: object, dock: MapperDock, stripes: Path, own_folder: Path, tmp_path: Path
) -> None:
    labels = tmp_path / "my labels.geojson"
    points = [
        {"type": "Feature", "properties": {"cover": name}, "geometry": {"type": "Point", "coordinates": [x, y]}}
        for number, name in enumerate(("Grün", "Boden", "See"))
        for x, y in [(366000.0 + 30 * (20 * number + 3 + 2.5 * step), 5806000.0 - 30 * (4.5 + 5 * step))
                     for step in range(4 if number else 1)]
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}

    labels.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": points}), encoding="utf-8")
    job = {"INPUT": str(stripes), "LABELS": str(labels), "FIELD": "cover"}
    found = processing.run("specaware:train", job)
    assert found["OUTPUT"] == str(own_folder / "my-labels")
    assert found["MODEL_NAME"] == dock.form.model.currentText() == "my-labels"
    assert processing.run("specaware:train", job)["MODEL_NAME"] == "my-labels-2"
    with pytest.raises(QgsProcessingException, match="itself trained from labels"):
        processing.run("specaware:train", {**job, "MODEL_FILE": found["OUTPUT"] + "/card.json"})
