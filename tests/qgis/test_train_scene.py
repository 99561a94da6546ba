"""``specaware:trainscene`` in QGIS: polygons, folders and tables become models for ``specaware:classifyscene``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRectangle,
    QgsVectorLayer,
)

from specaware.backend.job.kinds.base import SCENES
from specaware.plugin import catalog

NAMES = ("leaves", "ground", "lake")


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture
def polygons() -> QgsVectorLayer:
    """A layer in memory: the three stripes of the raster."""
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
    return layer


@pytest.fixture
def folders(stripes: Path, tmp_path: Path) -> Path:
    """One folder a class, each with four parts of a stripe."""
    for number, name in enumerate(NAMES):
        (tmp_path / "scenes" / name).mkdir(parents=True)
        for part in range(4):
            window = [20 * number + 2, 2 + 8 * part, 16, 8]
            gdal.Translate(str(tmp_path / "scenes" / name / f"{part}.tif"), str(stripes), srcWin=window)
    return tmp_path / "scenes"


def train(source: object, folder: Path, **more: object) -> dict[str, object]:
    return processing.run("specaware:trainscene", {"INPUT": source, "OUTPUT": str(folder), **more})


def labels_of(table: Path) -> list[str]:
    with table.open(encoding="utf-8") as stream:
        return [row["label"] for row in csv.DictReader(stream)]


def test_cells_of_polygons_train_a_model_that_labels_cells(
    with_engine: str, stripes: Path, polygons: QgsVectorLayer, tmp_path: Path
) -> None:
    made = train(str(stripes), tmp_path / "mine", LABELS=polygons, FIELD="cover", CELL=8, NAME="stripes")
    report = json.loads((tmp_path / "mine" / "report.json").read_text(encoding="utf-8"))
    assert set(report["labels"]) == set(NAMES) and report["cell_px"] == 8
    assert made["MODEL_NAME"] == "stripes" and made["ACCURACY"] > 80
    table, card = tmp_path / "cells.csv", str(tmp_path / "mine" / "card.json")
    processing.run("specaware:classifyscene", {"INPUT": str(stripes), "MODEL_FILE": card, "TABLE": str(table)})
    found = labels_of(table)
    assert found[0] == "leaves" and found[3] == "ground" and found[7] == "lake"


def test_folders_train_a_model_that_is_on_the_list(
    with_engine: str, folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECAWARE_MODELS", str(tmp_path / "models"))
    made = processing.run("specaware:trainscene", {"INPUT": str(folders), "NAME": "by folder"})
    assert Path(str(made["OUTPUT"])).parent == tmp_path / "models"
    assert "by folder" in catalog.model_names(SCENES)


def test_several_labels_of_a_table_are_given_with_their_scores(
    with_engine: str, folders: Path, stripes: Path, tmp_path: Path
) -> None:
    rows = [(f"{name}/{part}.tif", name) for name in NAMES for part in range(4)]
    for part in range(4):
        gdal.Translate(str(folders / f"both{part}.tif"), str(stripes), srcWin=[12, 2 + 8 * part, 16, 8])
        rows.append((f"both{part}.tif", "leaves;ground"))
    table = folders / "scenes.csv"
    table.write_text("path,labels\n" + "\n".join(",".join(row) for row in rows), encoding="utf-8")
    made = train(str(table), tmp_path / "many", MULTI_LABEL=True)
    assert made["ACCURACY"] > 60
    report = json.loads((tmp_path / "many" / "report.json").read_text(encoding="utf-8"))
    assert report["multi_label"] and report["labels"] == {"ground": 8, "lake": 4, "leaves": 8}


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"INPUT": "nonesuch"}, "check the path"),
        ({"LABELS": "polygons"}, "No field"),
        ({}, "alone has no classes"),
        ({"MODEL": "nonesuch"}, "installed"),
    ],
)
def test_what_cannot_be_learned_from_is_one_sentence(
    with_engine: str, raster: Path, polygons: QgsVectorLayer, tmp_path: Path, values: dict[str, object], text: str
) -> None:
    values = {key: polygons if value == "polygons" else value for key, value in values.items()}
    with pytest.raises(QgsProcessingException, match=text):
        train(values.pop("INPUT", str(raster)), tmp_path / "mine", **values)
    assert not (tmp_path / "mine").exists()


def test_a_cancelled_training_leaves_nothing(with_engine: str, folders: Path, tmp_path: Path) -> None:
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda _: feedback.cancel())
    with pytest.raises(QgsProcessingException):
        processing.run(
            "specaware:trainscene", {"INPUT": str(folders), "OUTPUT": str(tmp_path / "mine")}, feedback=feedback
        )
    assert not (tmp_path / "mine").exists()
