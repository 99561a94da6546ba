"""Published weights imported, and scenes labelled, through the algorithms and through qgis_process."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsCategorizedSymbolRenderer, QgsProcessingException, QgsVectorLayer

import specaware
from specaware.backend.job.kinds.base import SCENES
from specaware.backend.job.kinds.imports import ARCHITECTURES
from specaware.plugin import catalog
from specaware.plugin.provider import SpecAwareProvider

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT.parent / "shared" / "golden" / "spectralgpt_classifier_weights.safetensors"
LABELS = "annual crop,forest,herbs,highway,industry,pasture,orchard,houses,river,lake"
SENTINEL_2 = (443, 490, 560, 665, 705, 740, 783, 842, 865, 945, 1375, 1610, 2190)
"""Centres in nm of the 13 bands of Sentinel-2; the model takes all but B10."""


@pytest.fixture(autouse=True)
def provider(qgis_processing: None) -> Iterator[SpecAwareProvider]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


@pytest.fixture(scope="module")
def weights(engine: str) -> Path:
    """A miniature published classifier: ten classes, two blocks, tiles of 64 pixels."""
    if not GOLDEN.is_file():
        pytest.skip(f"no golden weights in {GOLDEN.parent}")
    if subprocess.run([engine, "-c", "import torch, onnx"], capture_output=True).returncode:
        pytest.skip("the engine has no torch and onnx, which reading weights needs")
    return GOLDEN


@pytest.fixture(scope="module")
def models(weights: Path, engine: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models with the classifier in it, installed through the algorithm."""
    folder = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPECAWARE_ENGINE_PYTHON", engine)
        patch.setenv("SPECAWARE_MODELS", str(folder))
        added = SpecAwareProvider()
        QgsApplication.processingRegistry().addProvider(added)
        try:
            found = import_model(weights)
        finally:
            QgsApplication.processingRegistry().removeProvider(added)
        assert found == {"MODEL": "mini", "CARD": str(folder / "mini" / "card.json")}
    return folder


@pytest.fixture
def installed(models: Path, with_engine: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plugin sees that folder."""
    monkeypatch.setenv("SPECAWARE_MODELS", str(models))
    return models


@pytest.fixture(scope="module")
def sentinel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """130 x 64 pixels like a Sentinel-2 L1C tile cut out: 13 named bands, counts of 1/10000, 10 m."""
    path = tmp_path_factory.mktemp("sentinel") / "s2.tif"
    counts = np.random.default_rng(3).integers(200, 4000, (13, 64, 130)).astype(np.uint16)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 130, 64, 13, gdal.GDT_UInt16)
    dataset.SetGeoTransform((400000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    dataset.SetProjection(crs.ExportToWkt())
    for number, center in enumerate(SENTINEL_2, start=1):
        band = dataset.GetRasterBand(number)
        band.WriteArray(counts[number - 1])
        band.SetScale(1e-4)
        band.SetMetadata({"wavelength": str(center), "wavelength_units": "nanometers"})
    return path


def import_model(weights: Path, **more: object) -> dict[str, object]:
    wish = {"ARCHITECTURE": "spectralgpt-base", "ATTENTION_HEADS": 4, "CLASSES": LABELS, "NAME": "mini"}
    return processing.run("specaware:importmodel", {"FILE": str(weights), **wish, **more})


def rows_of(path: Path | str) -> list[dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("algorithm", ["specaware:classifyscene", "specaware:importmodel"])
def test_is_listed_with_help_icon_and_described_parameters(algorithm: str) -> None:
    found = QgsApplication.processingRegistry().algorithmById(algorithm)
    assert len(found.shortHelpString()) > 200
    assert found.shortDescription()
    assert not found.icon().pixmap(24, 24).isNull()
    assert all(parameter.description() for parameter in found.parameterDefinitions())


def test_the_designs_offered_are_those_of_the_engine(weights: Path, engine: str) -> None:
    code = "from backend.models.registry import ENCODERS; print(*ENCODERS)"
    done = subprocess.run([engine, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert sorted(done.stdout.splitlines()[-1].split()) == sorted(ARCHITECTURES)


def test_an_imported_classifier_is_offered_for_scenes_and_not_for_maps(installed: Path) -> None:
    assert catalog.model_names(SCENES) == ["mini"]
    assert "mini" not in catalog.model_names()
    card = catalog.model_card("", task=SCENES)
    assert ",".join(c.name for c in card.classes) == LABELS
    scene = QgsApplication.processingRegistry().createAlgorithmById("specaware:classifyscene")
    assert scene.parameterDefinition("MODEL").options() == ["mini"]


def test_cells_and_the_whole_image_are_labelled(installed: Path, sentinel: Path, tmp_path: Path) -> None:
    found = processing.run(
        "specaware:classifyscene",
        {
            "INPUT": str(sentinel), "LEVEL": "L1", "TABLE": str(tmp_path / "cells.csv"),
            "WHOLE": str(tmp_path / "whole.csv"), "CELLS": str(tmp_path / "cells.gpkg"),
        },
    )  # fmt: skip
    names = LABELS.split(",")
    cells, whole = rows_of(found["TABLE"]), rows_of(found["WHOLE"])
    assert [(cell["row"], cell["col"]) for cell in cells] == [("0", "0"), ("0", "64"), ("0", "66")]
    for cell in cells:
        scores = {name: float(cell[name]) for name in names}
        assert sum(scores.values()) == pytest.approx(1.0, abs=1e-4)
        assert cell["label"] == max(scores, key=scores.__getitem__)
    mean = {name: np.mean([float(cell[name]) for cell in cells]) for name in names}
    assert {row["class"]: pytest.approx(float(row["score"]), abs=1e-5) for row in whole} == mean
    assert (found["LABEL"], found["SCORE"]) == (whole[0]["class"], float(whole[0]["score"]))
    layer = QgsVectorLayer(found["CELLS"], "cells")
    features = sorted(layer.getFeatures(), key=lambda f: f["col"])
    assert [f["label"] for f in features] == [cell["label"] for cell in cells]
    assert [f["score"] for f in features] == [float(cell["score"]) for cell in cells]
    assert [f[names[3]] for f in features] == [float(cell[names[3]]) for cell in cells]
    assert features[1].geometry().boundingBox().toString(0) == "400640,5799360 : 401280,5800000"
    assert layer.crs().authid() == "EPSG:32633"
    assert isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
    assert [c.label() for c in layer.renderer().categories()] == names


def test_only_the_table_is_written_unless_more_is_asked_for(installed: Path, sentinel: Path, tmp_path: Path) -> None:
    table = str(tmp_path / "cells.csv")
    found = processing.run("specaware:classifyscene", {"INPUT": str(sentinel), "LEVEL": "L1", "TABLE": table})
    assert set(found) == {"TABLE", "LABEL", "SCORE"}
    assert {path.name for path in tmp_path.iterdir()} == {"cells.csv", "cells.json"}


def test_no_scene_model_says_where_one_comes_from(
    with_engine: str, sentinel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECAWARE_MODELS", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(QgsProcessingException, match="Import model weights"):
        processing.run("specaware:classifyscene", {"INPUT": str(sentinel), "TABLE": str(tmp_path / "t.csv")})
    with pytest.raises(QgsProcessingException, match="not made for scene-classification"):
        model = {"MODEL": catalog.model_names()[0]}
        processing.run("specaware:classifyscene", {"INPUT": str(sentinel), "TABLE": str(tmp_path / "t.csv"), **model})


BAD = {
    "no file": ({"FILE": "/nonesuch.pth"}, "check the path"),
    "an unknown design": ({"ARCHITECTURE": "resnet"}, "use one of spectralgpt-base"),
    "the wrong design": ({"ATTENTION_HEADS": 0, "NAME": "new"}, "choose another architecture"),
    "too few names": ({"CLASSES": "a,b", "NAME": "new"}, "10 classes but 2 names"),
    "a name that is taken": ({}, "is installed"),
    "a name that is no folder's": ({"NAME": "../up"}, "cannot be the name of a folder"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_imported_is_one_sentence(installed: Path, weights: Path, case: str) -> None:
    parameters, message = BAD[case]
    before = sorted(installed.rglob("*"))
    with pytest.raises(QgsProcessingException, match=message) as caught:
        import_model(weights, **parameters)
    assert str(caught.value).strip().splitlines()[-1].endswith(".")
    assert sorted(installed.rglob("*")) == before


def test_a_file_that_would_run_code_is_refused(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "evil.pth").write_bytes(b"cos\nsystem\n(S'touch /tmp/ran'\ntR.")
    with pytest.raises(QgsProcessingException, match=r"Python code|is damaged"):
        import_model(tmp_path / "evil.pth", NAME="evil")
    assert not (installed / "evil").exists()


def test_through_qgis_process(models: Path, engine: str, sentinel: Path, tmp_path: Path) -> None:
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    ini = tmp_path / ".local" / "share" / "QGIS" / "QGIS3" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True)
    ini.write_text("[PythonPlugins]\nspecaware=true\n", encoding="utf-8")
    (tmp_path / "runtime").mkdir(mode=0o700)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QGIS_", "PYTHONPATH"))}
    environment.update(
        HOME=str(tmp_path), XDG_RUNTIME_DIR=str(tmp_path / "runtime"), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8",
        QGIS_PLUGINPATH=str(Path(specaware.__path__[0]).parent), SPECAWARE_ENGINE_PYTHON=engine,
        SPECAWARE_MODELS=str(models), GDAL_PAM_ENABLED="NO",
    )  # fmt: skip
    words = [
        f"INPUT={sentinel}",
        "LEVEL=L1",
        "MODEL=mini",
        f"TABLE={tmp_path / 't.csv'}",
        f"CELLS={tmp_path / 'c.gpkg'}",
    ]
    done = subprocess.run(
        [program, "--json", "run", "specaware:classifyscene", "--", *words],
        env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    assert results["LABEL"] in LABELS.split(",")
    assert len(rows_of(tmp_path / "t.csv")) == QgsVectorLayer(results["CELLS"], "cells").featureCount() == 3
