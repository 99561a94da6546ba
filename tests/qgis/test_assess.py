"""``specaware:sample`` and ``specaware:assess`` in QGIS: draw points, fill them in, judge the map."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)

from specaware.plugin.provider import SpecAwareProvider

pytestmark = pytest.mark.usefixtures("provider", "with_engine")
NAMES = {1: "Forest", 2: "Field", 3: "Water"}


@pytest.fixture
def class_map(tmp_path: Path) -> Path:
    path = tmp_path / "map.tif"
    file = gdal.GetDriverByName("GTiff").Create(str(path), 60, 40, 1, gdal.GDT_Byte)
    file.SetGeoTransform((366000.0, 30.0, 0.0, 5806000.0, 0.0, -30.0))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    file.SetProjection(crs.ExportToWkt())
    band = file.GetRasterBand(1)
    band.SetNoDataValue(0)
    band.SetMetadata({f"CLASS_{value}": name for value, name in NAMES.items()})
    band.WriteArray(np.repeat([1, 2, 3], 20)[None, :].repeat(40, axis=0).astype(np.uint8))
    return path


def sample(class_map: Path, **more: object) -> dict[str, object]:
    target = class_map.parent / "points.gpkg"
    return processing.run("specaware:sample", {"INPUT": str(class_map), "OUTPUT": str(target), **more})


def filled(path: str, *, wrong: int = 0) -> str:
    """The points, labelled as the map says but for the first few; no layer outlives this."""
    layer = QgsVectorLayer(path, "points", "ogr")
    place = layer.fields().indexOf("reference")
    changes = {}
    for number, feature in enumerate(layer.getFeatures()):
        name = feature["map_class"]
        changes[feature.id()] = {place: ("Water" if name == "Field" else "Field") if number < wrong else name}
    assert layer.dataProvider().changeAttributeValues(changes)
    return path


def assess(class_map: Path, labels: object, **more: object) -> dict[str, object]:
    folder = class_map.parent
    values = {"HTML": str(folder / "a.html"), "CSV": str(folder / "a.csv"), "JSON": str(folder / "a.json")}
    inputs = {"INPUT": str(class_map), "LABELS": labels, "FIELD": "reference"}
    return processing.run("specaware:assess", {**inputs, **values, **more})


def test_a_sample_is_drawn_filled_in_and_gives_accuracies_with_intervals(class_map: Path) -> None:
    drawn = sample(class_map, PER_CLASS=20)
    assert drawn["DRAWN"] == 60
    assert drawn["NEEDED"] == 400
    found = assess(class_map, filled(str(drawn["OUTPUT"]), wrong=6))
    report = json.loads(Path(str(found["JSON"])).read_text(encoding="utf-8"))
    assert report["design"]["origin"] == "recognised"
    assert found["ACCURACY"] == pytest.approx(90.0, abs=0.01)
    assert 0 < found["HALF_INTERVAL"] < 10
    assert "svg" in Path(str(found["HTML"])).read_text(encoding="utf-8")
    assert Path(str(found["CSV"])).is_file()


def test_points_are_styled_and_their_class_is_chosen_from_a_list(class_map: Path) -> None:
    path = str(sample(class_map, PER_CLASS=5)["OUTPUT"])
    layer = QgsVectorLayer(path, "points", "ogr")
    assert isinstance(layer.renderer(), QgsRuleBasedRenderer)
    assert [rule.label() for rule in layer.renderer().rootRule().children()] == ["To label", "Labelled"]
    widget = layer.editorWidgetSetup(layer.fields().indexOf("reference"))
    assert widget.type() == "ValueMap"
    assert widget.config()["map"] == [{name: name} for name in NAMES.values()]


def test_points_that_are_loaded_get_name_and_style(class_map: Path) -> None:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    target = str(class_map.parent / "points.gpkg")
    processing.runAndLoadResults(
        "specaware:sample", {"INPUT": str(class_map), "OUTPUT": target, "PER_CLASS": 5, "HIDE_CLASS": True},
        context=context,
    )  # fmt: skip
    layer = next(iter(QgsProject.instance().mapLayers().values()))
    assert layer.name() == "Sample of map.tif"
    assert isinstance(layer.renderer(), QgsRuleBasedRenderer)
    assert [field.name() for field in layer.fields()] == ["fid", "id", "reference"]


def test_a_layer_in_memory_and_of_another_crs_with_other_names(class_map: Path) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=reference:string", "labels", "memory")
    features = []
    for number, name in enumerate(["wood", "Field", "Water"]):
        for step in range(4):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([name])
            x, y = 366000.0 + 30 * (20 * number + 4.5 + 3 * step), 5806000.0 - 30 * (9.5 + 5 * step)
            feature.setGeometry(QgsGeometry.fromPointXY(to_degrees(x, y)))
            features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer, False)
    found = assess(class_map, layer, MATCH="wood=Forest", DESIGN="random")
    assert found["ACCURACY"] == 100.0


def to_degrees(x: float, y: float) -> QgsPointXY:
    metres, degrees = osr.SpatialReference(), osr.SpatialReference()
    metres.ImportFromEPSG(32633)
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    lon, lat, _ = osr.CoordinateTransformation(metres, degrees).TransformPoint(x, y)
    return QgsPointXY(lon, lat)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"LABELS": None}, "No labels were chosen"), ({"FIELD": ""}, "No field was chosen"),
        ({"DESIGN": "guess"}, "use one of recognise"),
        ({"HTML": "/proc/nonesuch/a.html"}, "/proc/nonesuch"), ({"MATCH": "x=Forest"}, "no class 'x'"),
        ({"CSV": None, "JSON": None, "HTML": None}, "No output"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_said_in_one_sentence(class_map: Path, change: dict[str, object], text: str) -> None:
    layer = filled(str(sample(class_map, PER_CLASS=3)["OUTPUT"]))
    with pytest.raises(QgsProcessingException, match=text):
        assess(class_map, layer, **change)


def test_two_ways_to_count_points_are_refused(class_map: Path) -> None:
    with pytest.raises(QgsProcessingException, match="give one of them"):
        sample(class_map, PER_CLASS=3, TOTAL=300)


def test_a_cancelled_run_leaves_no_page(class_map: Path) -> None:
    layer = filled(str(sample(class_map, PER_CLASS=3)["OUTPUT"]))
    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    values = {"INPUT": str(class_map), "LABELS": layer, "FIELD": "reference", "HTML": str(class_map.parent / "c.html")}
    with pytest.raises(QgsProcessingException):
        processing.run("specaware:assess", values, feedback=feedback)
    assert not (class_map.parent / "c.html").exists()


def test_the_page_is_in_the_language_of_qgis(class_map: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = filled(str(sample(class_map, PER_CLASS=5)["OUTPUT"]))
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "de_DE"))
    text = Path(str(assess(class_map, layer)["HTML"])).read_text(encoding="utf-8")
    assert "Konfusionsmatrix" in text
    assert "Confusion matrix" not in text


def test_provider_has_both(provider: SpecAwareProvider) -> None:
    assert {"assess", "sample"} <= {algorithm.name() for algorithm in provider.algorithms()}
