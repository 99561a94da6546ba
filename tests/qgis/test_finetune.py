"""``specaware:finetune`` in QGIS: images with masks, and polygons, become a network of the user's own."""

from __future__ import annotations

import json
import time
from pathlib import Path
from subprocess import run

import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRectangle,
    QgsVectorLayer,
)

from specaware.plugin import catalog
from specaware.plugin.algorithms.parts.base import SpecAwareAlgorithm

NAMES = ("leaves", "ground", "lake")
pytestmark = pytest.mark.usefixtures("provider")


@pytest.mark.parametrize("name", ["finetune", "train", "trainscene"])
def test_further_rasters_on_the_web_go_through_the_proxy_of_qgis_too(
    name: str, raster: Path, stripes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    monkeypatch.setattr(SpecAwareAlgorithm, "note_network", lambda _, *sources: noted.extend(sources))
    algorithm = QgsApplication.processingRegistry().algorithmById(f"specaware:{name}").create()
    points = QgsVectorLayer("Point?crs=EPSG:32633&field=kind:string", "points", "memory")
    labels = {} if name != "train" else {"LABELS": points, "FIELD": "kind"}
    given = {"INPUT": str(stripes), "MORE": [str(raster)], **labels}
    assert algorithm.prepare(given, QgsProcessingContext(), QgsProcessingFeedback())
    assert noted == [str(stripes), str(raster)]


@pytest.fixture
def trainer(with_engine: str) -> str:
    """The engine, where it has PyTorch."""
    if run([with_engine, "-c", "import torch, onnx"], capture_output=True, check=False).returncode:
        pytest.skip("the engine has no PyTorch")
    return with_engine


@pytest.fixture
def folders(stripes: Path, tmp_path: Path) -> Path:
    """Images of three stripes each, and masks of the same names."""
    import numpy as np

    for name in ("images", "masks"):
        (tmp_path / name).mkdir()
    for part in range(4):
        gdal.Translate(str(tmp_path / "images" / f"{part}.tif"), str(stripes), srcWin=[0, 1 + 9 * part, 60, 9])
        mask = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "masks" / f"{part}.tif"), 60, 9, 1, gdal.GDT_Byte)
        mask.GetRasterBand(1).WriteArray(np.tile(np.arange(60, dtype=np.uint8) // 20 + 1, (9, 1)))
    return tmp_path


def test_masks_train_a_network_that_is_on_the_list_and_maps(
    trainer: str, folders: Path, stripes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECAWARE_MODELS", str(tmp_path / "models"))
    feedback = QgsProcessingFeedback()
    made = processing.run(
        "specaware:finetune",
        {
            "INPUT": str(folders / "images"), "MASKS": str(folders / "masks"), "CLASSES": ",".join(NAMES),
            "STEPS": 6, "NAME": "by masks", "DEVICE": "cpu", "LEVEL": "L2",
        },
        feedback=feedback,
    )  # fmt: skip
    folder = Path(str(made["OUTPUT"]))
    assert folder.parent == tmp_path / "models" and made["MODEL_NAME"] == "by masks" and made["ACCURACY"] > 80
    assert "by masks" in catalog.model_names("")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["classes"] == list(NAMES) and report["device"] == "cpu"
    assert "Held-out places" in feedback.textLog() and feedback.progress() > 90
    classes = tmp_path / "classes.tif"
    values = {"INPUT": str(stripes), "MODEL": "by masks", "OUTPUT": str(classes), "LEVEL": "L2"}
    processing.run("specaware:classify", values)
    found = gdal.Open(str(classes)).ReadAsArray()
    assert (found[5, 8], found[5, 30], found[5, 52]) == (1, 2, 3)


def test_polygons_train_and_a_cancelled_run_goes_on(trainer: str, stripes: Path, tmp_path: Path) -> None:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=cover:string", "stripes", "memory")
    features = []
    for number, name in enumerate(NAMES):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        left = 366000.0 + 600 * number
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(left, 5806000.0 - 30 * 40, left + 600, 5806000.0)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    saved = tmp_path / "stripes.geojson"
    from qgis.core import QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GeoJSON"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(saved), layer.transformContext(), options)
    values = {
        "INPUT": str(stripes), "LABELS": str(saved), "FIELD": "cover", "HELD_OUT": 0.0, "DEVICE": "cpu", "LEVEL": "L2",
        "OUTPUT": str(tmp_path / "mine"),
    }  # fmt: skip
    feedback = QgsProcessingFeedback()

    def stop(progress: float) -> None:
        if progress > 5.3:
            feedback.cancel()

    feedback.progressChanged.connect(stop)
    with pytest.raises(QgsProcessingException):
        processing.run("specaware:finetune", {**values, "STEPS": 8}, feedback=feedback)
    state, waited = tmp_path / "mine" / "training" / "checkpoints", 0.0
    while not list(state.glob("step-*.pt")) and waited < 60:  # the training saves after QGIS has its dialog back
        time.sleep(0.2)
        waited += 0.2
    again = QgsProcessingFeedback()
    processing.run("specaware:finetune", {**values, "STEPS": 8}, feedback=again)
    assert "resuming at step" in again.textLog() and (tmp_path / "mine" / "card.json").exists()


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "alone has no classes"),
        ({"DESIGN": "spectralgpt"}, "choose the file of published weights"),
        ({"DEVICE": "directml"}, "directml"),
        ({"INPUT": "nonesuch"}, "check the path"),
    ],
)
def test_what_cannot_be_trained_is_one_sentence(
    trainer: str, stripes: Path, tmp_path: Path, values: dict[str, str], text: str
) -> None:
    given = {"INPUT": str(stripes), "OUTPUT": str(tmp_path / "mine"), **values}
    with pytest.raises(QgsProcessingException, match=text):
        processing.run("specaware:finetune", given, feedback=QgsProcessingFeedback())
    assert not (tmp_path / "mine" / "card.json").exists()


def test_parameters_are_those_of_the_kind(provider: object) -> None:
    algorithm = QgsApplication.processingRegistry().algorithmById("specaware:finetune")
    names = {one.name() for one in algorithm.parameterDefinitions()}
    assert {"INPUT", "MASKS", "CLASSES", "LABELS", "FIELD", "MORE", "CELL", "DESIGN", "WEIGHTS", "MODE"} <= names
