"""Change between two dates and maps of a series: through the algorithms, and through qgis_process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPalettedRasterRenderer,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

import specaware
from specaware.plugin import catalog
from specaware.plugin.provider import SpecAwareProvider

FIELD = (slice(10, 20), slice(4, 14))
"""A block of the western stripe, vegetation, that is bare soil on the second date."""


@pytest.fixture
def dates(raster: Path, tmp_path: Path, provider: SpecAwareProvider) -> tuple[Path, Path]:
    """The raster and a second date of it: other noise, 8 % brighter, with a field that was ploughed."""
    first = tmp_path / "site_20200601.tif"
    raster.rename(first)
    second = Path(shutil.copy(first, tmp_path / "site_20210601.tif"))
    dataset = gdal.Open(str(second), gdal.GA_Update)
    draw = np.random.default_rng(3)
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        values = band.ReadAsArray().astype(float)
        values[FIELD] = values[10:20, 24:34]
        there = values != -9999
        values[there] *= 1.08 * (1 + 0.01 * draw.standard_normal(there.sum()))
        band.WriteArray(values.astype(np.int16))
    dataset.FlushCache()
    return first, second


def values(path: object) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def test_a_ploughed_field_is_found(with_engine: str, dates: tuple[Path, Path], tmp_path: Path) -> None:
    found = processing.run(
        "specaware:detectchange",
        {
            "INPUT": str(dates[0]), "AFTER": str(dates[1]), "OUTPUT": str(tmp_path / "c.tif"),
            "CHANGE_PROBABILITY": str(tmp_path / "p.tif"), "TRANSITIONS": str(tmp_path / "t.tif"),
            "TABLE": str(tmp_path / "c.csv"),
        },
    )  # fmt: skip
    changed = values(found["OUTPUT"])
    truth = np.zeros(changed.shape, dtype=bool)
    truth[FIELD] = True
    assert (
        (changed[0] == 255).all()
        and (changed[truth] == 1).mean() > 0.9
        and (changed[1:][~truth[1:]] == 1).mean() < 0.02
    )
    assert found["CHANGED_PERCENT"] == pytest.approx(100 * (changed == 1).sum() / (changed != 255).sum())
    report = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert report["common_grid"]["raster"] == dates[0].name
    assert "before,after" in (tmp_path / "c.csv").read_text(encoding="utf-8")
    layer = QgsRasterLayer(str(tmp_path / "t.tif"), "transitions")
    renderer = layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert {"Unchanged"} < {item.label for item in renderer.classes()}
    assert len(renderer.classes()) == len(report["transitions"])


def test_layers_with_settings_of_their_own(with_engine: str, dates: tuple[Path, Path], tmp_path: Path) -> None:
    layers = [QgsRasterLayer(str(path), path.stem) for path in dates]
    QgsProject.instance().addMapLayers(layers)
    found = processing.run(
        "specaware:detectchange", {"INPUT": layers[0], "AFTER": layers[1], "OUTPUT": str(tmp_path / "c.tif")}
    )
    assert (values(found["OUTPUT"])[FIELD] == 1).mean() > 0.9


def test_a_series_of_maps(with_engine: str, dates: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "series"
    found = processing.run(
        "specaware:mapseries", {"INPUT": str(dates[1]), "MORE": [str(dates[0])], "OUTPUT": str(folder)}
    )
    assert found["NUMBER_OF_DATES"] == 2 and Path(found["PAGE"]).read_text(encoding="utf-8").count("<svg") == 1
    first, second = (values(folder / f"{date}_classes.tif") for date in ("2020-06-01", "2021-06-01"))
    assert (first[FIELD] != second[FIELD]).mean() > 0.9
    assert (values(folder / "2020-06-01_2021-06-01_change.tif")[FIELD] == 1).mean() > 0.9


@pytest.mark.parametrize(
    ("algorithm", "more", "text"),
    [
        ("detectchange", {}, "second date"),
        ("detectchange", {"AFTER": "no.tif"}, "no.tif|does not exist|Could not load"),
        ("detectchange", {"AFTER": "INPUT", "GRID": "mine"}, "mine"),
        ("mapseries", {"MORE": []}, "two rasters or more|other dates"),
        ("mapseries", {"MORE": ["INPUT"]}, "both have the date"),
    ],
)
def test_bad_input_is_one_sentence(
    with_engine: str, dates: tuple[Path, Path], tmp_path: Path, algorithm: str, more: dict[str, object], text: str
) -> None:
    first = str(dates[0])
    said = {k: first if v == "INPUT" else [first] if v == ["INPUT"] else v for k, v in more.items()}
    target = tmp_path / "out" / "c.tif" if algorithm == "detectchange" else tmp_path / "out"
    with pytest.raises(QgsProcessingException, match=text):
        processing.run(f"specaware:{algorithm}", {"INPUT": first, "OUTPUT": str(target), **said})
    assert not list(tmp_path.glob("out/*"))


@pytest.mark.parametrize("algorithm", ["detectchange", "mapseries"])
def test_from_the_shell(
    engine: str, dates: tuple[Path, Path], tmp_path: Path, algorithm: str, qgis_app: QgsApplication
) -> None:
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    ini = tmp_path / "home/.local/share/QGIS/QGIS3/profiles/default/QGIS/QGIS3.ini"
    ini.parent.mkdir(parents=True)
    ini.write_text("[PythonPlugins]\nspecaware=true\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QGIS_", "PYTHONPATH"))}
    environment.update(
        HOME=str(tmp_path / "home"), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", SPECAWARE_ENGINE_PYTHON=engine,
        QGIS_PLUGINPATH=str(Path(specaware.__path__[0]).parent), GDAL_PAM_ENABLED="NO",
    )  # fmt: skip
    out = tmp_path / "out"
    words = {
        "detectchange": [f"AFTER={dates[1]}", f"OUTPUT={out / 'c.tif'}", f"TRANSITIONS={out / 't.tif'}"],
        "mapseries": [f"MORE={dates[1]}", f"OUTPUT={out}"],
    }[algorithm]
    done = subprocess.run(
        [program, "--json", "run", f"specaware:{algorithm}", "--", f"INPUT={dates[0]}", *words], env=environment,
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names = {path.name for path in out.iterdir()}
    if algorithm == "detectchange":
        assert names == {"c.tif", "c.tif.aux.xml", "c.qml", "c.json", "t.tif", "t.tif.aux.xml", "t.qml"}
    else:
        assert {"series.html", "series.csv", "series.json", "2020-06-01_classes.tif"} < names


def test_the_algorithms_have_help_and_icons(provider: SpecAwareProvider) -> None:
    for name in ("detectchange", "mapseries", "trainchange"):
        found: Callable[..., object] = provider.algorithm(name)
        assert found is not None and not found.icon().isNull() and "<p>" in found.shortHelpString()


def known(dates: tuple[Path, Path], folder: Path) -> Path:
    """A raster of what changed between the dates: the ploughed field."""
    first = gdal.Open(str(dates[0]))
    changed = np.zeros((first.RasterYSize, first.RasterXSize), dtype=np.uint8)
    changed[FIELD] = 1
    path = folder / "known.tif"
    made = gdal.GetDriverByName("GTiff").Create(str(path), first.RasterXSize, first.RasterYSize, 1, gdal.GDT_Byte)
    made.SetGeoTransform(first.GetGeoTransform())
    made.SetProjection(first.GetProjection())
    made.GetRasterBand(1).WriteArray(changed)
    made.FlushCache()
    return path


def test_known_changes_are_learned_and_the_model_finds_them(
    with_engine: str, dates: tuple[Path, Path], tmp_path: Path
) -> None:
    layer = QgsRasterLayer(str(known(dates, tmp_path)), "known")
    QgsProject.instance().addMapLayer(layer)
    made = processing.run(
        "specaware:trainchange",
        {"INPUT": str(dates[0]), "AFTER": str(dates[1]), "CHANGES": layer, "OUTPUT": str(tmp_path / "ploughed")},
    )
    assert made["MODEL_NAME"] == "ploughed" and made["F1_PERCENT"] > 80
    assert "ploughed" in catalog.change_model_names() and "ploughed" not in catalog.model_names()
    found = processing.run(
        "specaware:detectchange",
        {"INPUT": str(dates[0]), "AFTER": str(dates[1]), "MODEL": "ploughed", "OUTPUT": str(tmp_path / "c.tif")},
    )
    assert (values(found["OUTPUT"])[FIELD] == 1).mean() > 0.9
    report = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert report["change_model"]["name"] == "ploughed"


def test_polygons_of_a_layer_in_memory_are_known_changes(
    with_engine: str, dates: tuple[Path, Path], tmp_path: Path
) -> None:
    place = gdal.Open(str(dates[0])).GetGeoTransform()
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=what:string", "known", "memory")
    features = []
    for (rows, cols), name in (((10, 20), (4, 14)), "field"), (((25, 38), (2, 58)), "no change"):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        corners = [place[0] + place[1] * c for c in cols] + [place[3] + place[5] * r for r in rows]
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(corners[0], corners[3], corners[1], corners[2])))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    made = processing.run(
        "specaware:trainchange",
        {
            "INPUT": str(dates[0]), "AFTER": str(dates[1]), "LABELS": layer, "FIELD": "what",
            "OUTPUT": str(tmp_path / "ploughed"),
        },
    )  # fmt: skip
    report = json.loads((Path(made["OUTPUT"]) / "report.json").read_text(encoding="utf-8"))
    assert report["labels"] == {"unchanged": 13 * 56, "changed": 100}


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "known changes"),
        ({"CHANGES": "KNOWN", "AFTER": None}, "second date"),
        ({"LABELS": "no.gpkg", "FIELD": "kind"}, "LABELS|load"),
    ],
)
def test_bad_training_input_is_one_sentence(
    with_engine: str, dates: tuple[Path, Path], tmp_path: Path, more: dict[str, object], text: str
) -> None:
    said = {key: str(known(dates, tmp_path)) if value == "KNOWN" else value for key, value in more.items()}
    with pytest.raises(QgsProcessingException, match=text):
        processing.run(
            "specaware:trainchange",
            {"INPUT": str(dates[0]), "AFTER": str(dates[1]), "OUTPUT": str(tmp_path / "m"), **said},
        )
    assert not (tmp_path / "m").exists()
