"""``specaware:train`` in QGIS: labels of a layer become a model that ``specaware:classify`` takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from specaware.plugin.provider import SpecAwareProvider

NAMES = ("leaves", "ground", "lake")


@pytest.fixture(autouse=True)
def provider(qgis_processing: None) -> Iterator[SpecAwareProvider]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


@pytest.fixture
def labels() -> QgsVectorLayer:
    """A layer in memory: six points in each of the three stripes of the raster."""
    layer = QgsVectorLayer("Point?crs=EPSG:32633&field=cover:string", "labels", "memory")
    features = []
    for number, name in enumerate(NAMES):
        for step in range(6):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([name])
            x, y = 366000.0 + 30 * (20 * number + 3 + 2.5 * step), 5806000.0 - 30 * (4.5 + 5 * step)
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
            features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def train(source: object, labels: object, folder: Path, **more: object) -> dict[str, object]:
    return processing.run(
        "specaware:train", {"INPUT": source, "LABELS": labels, "FIELD": "cover", "OUTPUT": str(folder), **more}
    )


def test_a_layer_in_memory_trains_a_model_that_maps(
    with_engine: str, stripes: Path, labels: QgsVectorLayer, tmp_path: Path
) -> None:
    QgsProject.instance().addMapLayer(labels, False)
    outputs = train(str(stripes), labels, tmp_path / "head", PRIOR="uniform", NAME="stripes")
    assert outputs["ACCURACY"] > 90
    report = json.loads((tmp_path / "head" / "report.json").read_text(encoding="utf-8"))
    assert report["labels"]["pixels"] == {"ground": 6, "lake": 6, "leaves": 6}
    card = tmp_path / "head" / "card.json"
    target = tmp_path / "map.tif"
    processing.run("specaware:classify", {"INPUT": str(stripes), "OUTPUT": str(target), "MODEL_FILE": str(card)})
    found = gdal.Open(str(target))
    classes = found.GetRasterBand(1).ReadAsArray()[1:]
    wanted = np.repeat([3, 1, 2], 20)
    assert (classes == wanted).mean() > 0.97
    layer = QgsRasterLayer(str(target), "map")
    assert [item.label for item in layer.renderer().classes()][-3:] == ["ground", "lake", "leaves"]


def test_labels_on_several_rasters_count_on_each(
    with_engine: str, stripes: Path, labels: QgsVectorLayer, tmp_path: Path
) -> None:
    again = tmp_path / "again.tif"
    gdal.Translate(str(again), str(stripes))
    train(str(stripes), labels, tmp_path / "head", MORE=[str(again)])
    report = json.loads((tmp_path / "head" / "report.json").read_text(encoding="utf-8"))
    assert [raster["labels"] for raster in report["rasters"]] == [18, 18]
    assert report["job"]["settings"]["more"] == [str(again)]


def test_a_layer_of_a_geopackage_is_found_by_its_name(
    with_engine: str, stripes: Path, labels: QgsVectorLayer, tmp_path: Path
) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "my labels"
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(labels, str(tmp_path / "a.gpkg"), context, options)
    train(str(stripes), f"{tmp_path / 'a.gpkg'}|layername=my labels", tmp_path / "head")
    report = json.loads((tmp_path / "head" / "report.json").read_text(encoding="utf-8"))
    assert report["job"]["settings"]["layer"] == "my labels"
    assert report["job"]["settings"]["labels"] == str(tmp_path / "a.gpkg")


def test_settings_without_a_title_are_no_parameters(provider: SpecAwareProvider) -> None:
    algorithm = provider.algorithm("train")
    assert not {"COLOR", "LAYER"} & {one.name() for one in algorithm.parameterDefinitions()}
    assert algorithm.parameterDefinition("PRIOR").options() == ["uniform", "labels", "zero-shot"]
    assert algorithm.parameterDefinition("PRIOR").defaultValue() == "zero-shot"


@pytest.mark.parametrize(
    ("change", "text"),
    [({"LABELS": None}, "No labels"), ({"FIELD": ""}, "No field"), ({"PRIOR": "guess"}, "use one of uniform")],
)
def test_what_is_missing_is_said_before_anything_runs(
    stripes: Path, labels: QgsVectorLayer, tmp_path: Path, change: dict[str, object], text: str
) -> None:
    values = {"INPUT": str(stripes), "LABELS": labels, "FIELD": "cover", "OUTPUT": str(tmp_path / "head"), **change}
    with pytest.raises(QgsProcessingException, match=text):
        processing.run("specaware:train", values)
    assert not (tmp_path / "head").exists()


def test_one_class_is_refused_by_the_engine_in_one_sentence(
    with_engine: str, stripes: Path, labels: QgsVectorLayer, tmp_path: Path
) -> None:
    labels.dataProvider().deleteFeatures([f.id() for f in labels.getFeatures() if f["cover"] != "lake"])
    with pytest.raises(QgsProcessingException, match="2 to 100 classes"):
        train(str(stripes), labels, tmp_path / "head")
    assert not (tmp_path / "head").exists()
