"""Maps of ``specaware:classify`` whatever the raster: sizes, grid, gaps, order of bands, memory, device."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingFeedback

from specaware.plugin.provider import SpecAwareProvider

from .conftest import CENTERS, ROOT, spectra

GRIDS = {
    "north-up": ((366000.0, 30.0, 0.0, 5806000.0, 0.0, -30.0), 32633),
    "south-up": ((366000.0, 30.0, 0.0, 5806000.0, 0.0, 30.0), 32633),
    "rotated": ((366000.0, 26.0, 15.0, 5806000.0, 15.0, -26.0), 32633),
    "degrees": ((13.0, 3e-4, 0.0, 52.0, 0.0, -3e-4), 4326),
    "none": (None, None),
}


@pytest.fixture(autouse=True)
def provider(qgis_processing: None) -> Iterator[SpecAwareProvider]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


class Listener(QgsProcessingFeedback):
    """Keeps what is said."""

    def __init__(self) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []

    def pushInfo(self, info: str) -> None:
        self.infos.append(info)

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)


def cube(rows: int, cols: int) -> np.ndarray:
    """Three vertical stripes of cover, float32 reflectance (64, rows, cols)."""
    cover = np.minimum(np.arange(cols) * 3 // cols, 2)
    noise = 1 + 0.03 * np.random.default_rng(7).standard_normal((64, rows, cols))
    return (spectra()[cover].T[:, None, :] * noise).astype(np.float32)


def save(path: Path, data: np.ndarray, *, grid: str = "north-up", centers: np.ndarray = CENTERS) -> Path:
    bands, rows, cols = data.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, bands, gdal.GDT_Float32)
    transform, code = GRIDS[grid]
    if transform is not None:
        dataset.SetGeoTransform(transform)
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(code)
        dataset.SetProjection(crs.ExportToWkt())
    for number in range(1, bands + 1):
        band = dataset.GetRasterBand(number)
        band.WriteArray(data[number - 1])
        band.SetNoDataValue(-9999)
        band.SetMetadata({"wavelength": f"{centers[number - 1]:.2f}", "wavelength_units": "nanometers", "fwhm": "12"})
    return path


def classify(source: Path, target: Path, feedback: Listener | None = None, **more: object) -> tuple[np.ndarray, dict]:
    processing.run(
        "specaware:classify",
        {"INPUT": str(source), "OUTPUT": str(target), "LEVEL": "L2", "UNITS": "reflectance", "SCALE": 1.0, **more},
        feedback=feedback,
    )
    classes = gdal.Open(str(target)).ReadAsArray()
    return np.atleast_2d(classes), json.loads(target.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("shape", [(1, 1), (1, 61), (129, 7)])
def test_every_pixel_of_every_size_is_mapped(with_engine: str, tmp_path: Path, shape: tuple[int, int]) -> None:
    classes, _ = classify(save(tmp_path / "a.tif", cube(*shape)), tmp_path / "map.tif")
    assert classes.shape == shape
    assert classes.min() > 0


@pytest.mark.parametrize("grid", ["south-up", "rotated", "degrees", "none"])
def test_the_grid_is_that_of_the_input(with_engine: str, tmp_path: Path, grid: str) -> None:
    source = save(tmp_path / "a.tif", cube(12, 20), grid=grid)
    classify(source, tmp_path / "map.tif")
    one, other = gdal.Open(str(source)), gdal.Open(str(tmp_path / "map.tif"))
    assert other.GetGeoTransform() == one.GetGeoTransform()
    assert (other.RasterXSize, other.RasterYSize) == (one.RasterXSize, one.RasterYSize)
    if one.GetSpatialRef() is None:
        assert other.GetSpatialRef() is None
    else:
        assert other.GetSpatialRef().IsSame(one.GetSpatialRef())


@pytest.mark.parametrize("gap", [np.nan, -9999.0])
def test_gaps_become_nodata_and_nothing_else_does(with_engine: str, tmp_path: Path, gap: float) -> None:
    data = cube(30, 40)
    data[:, 4:9, 10:20] = gap
    data[:2, 20, 20] = gap  # two bands of 64: the pixel is mapped
    classes, _ = classify(save(tmp_path / "a.tif", data), tmp_path / "map.tif")
    missing = np.zeros((30, 40), dtype=bool)
    missing[4:9, 10:20] = True
    assert np.array_equal(classes == 0, missing)
    assert gdal.Open(str(tmp_path / "map.tif")).GetRasterBand(1).GetNoDataValue() == 0


def test_a_raster_of_nodata_alone_is_one_sentence_and_leaves_nothing(with_engine: str, tmp_path: Path) -> None:
    source = save(tmp_path / "a.tif", np.full((64, 20, 20), -9999, dtype=np.float32))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(QgsProcessingException, match=r"valid|usable|nodata"):
        classify(source, tmp_path / "map.tif")
    assert sorted(tmp_path.iterdir()) == before


def test_bands_in_any_order_give_the_same_map(with_engine: str, tmp_path: Path) -> None:
    data, order = cube(30, 40), np.random.default_rng(1).permutation(64)
    plain, _ = classify(save(tmp_path / "a.tif", data), tmp_path / "a_map.tif")
    other, report = classify(save(tmp_path / "b.tif", data[order], centers=CENTERS[order]), tmp_path / "b_map.tif")
    assert np.mean(plain == other) >= 0.999
    assert [band["center_nm"] for band in report["bands"]] == pytest.approx(CENTERS[order], abs=0.01)


def test_what_cannot_be_reflectance_stops(with_engine: str, tmp_path: Path) -> None:
    source = save(tmp_path / "a.tif", cube(10, 10))
    with pytest.raises(QgsProcessingException, match="far above 1, so it cannot be mapped"):
        classify(source, tmp_path / "map.tif", SCALE=100.0)
    with pytest.raises(QgsProcessingException, match=r"is outside -0\.05 to 2"):
        classify(source, tmp_path / "map.tif", OFFSET=-1.0)
    assert not (tmp_path / "map.tif").exists()


def test_offset_and_nodata_are_parameters(with_engine: str, tmp_path: Path) -> None:
    """What was added to the values is taken off, and pixels of the number are left out."""
    data = cube(20, 20)
    plain, _ = classify(save(tmp_path / "a.tif", data), tmp_path / "a_map.tif")
    data = data + np.float32(0.1)
    data[:, :5] = 7.0
    moved, report = classify(save(tmp_path / "b.tif", data), tmp_path / "b_map.tif", OFFSET=-0.1, NODATA=7.0)
    assert report["input"]["offset"] == pytest.approx(-0.1) and report["input"]["offset_origin"] == "user"
    assert not moved[:5].any()
    assert np.mean(moved[5:] == plain[5:]) > 0.95


def test_cost_device_and_precision_are_told_before_and_after_and_the_ceiling_is_kept(
    with_engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECAWARE_CACHE", str(tmp_path / "cache"))
    listener = Listener()
    source = save(tmp_path / "a.tif", cube(140, 150))
    plain, report = classify(source, tmp_path / "a_map.tif", listener, MEMORY=900, THREADS=1, DEVICE="cuda")
    assert any("windows in" in text and "MiB of memory (ceiling 900)" in text for text in listener.infos)
    assert any(report["device"] in text for text in listener.infos)
    assert report["device_asked"] == "cuda" and report["precision"] == "float32"
    assert report["device"].startswith("CPU") == any("made on the CPU" in text for text in listener.warnings)
    assert report["memory_mb"]["ceiling"] == 900 and report["memory_mb"]["peak_anonymous"] <= 900
    assert report["job"]["options"]["threads"] == 1
    whole, report = classify(source, tmp_path / "b_map.tif", PRECISION="int8")
    assert report["precision"] == "int8"
    assert np.mean(whole == plain) >= 0.99


def test_the_command_of_the_report_gives_the_same_bytes(with_engine: str, tmp_path: Path) -> None:
    target = tmp_path / "map.tif"
    _, report = classify(save(tmp_path / "a.tif", cube(30, 40)), target, CONFIDENCE=str(tmp_path / "confidence.tif"))
    before = [target.read_bytes(), (tmp_path / "confidence.tif").read_bytes()]
    words = shlex.split(report["command"])
    assert words[0] == "python"
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LC_ALL")}
    done = subprocess.run([with_engine, *words[1:]], cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [target.read_bytes(), (tmp_path / "confidence.tif").read_bytes()] == before


def test_a_wrong_device_or_precision_is_refused_before_the_run(
    with_engine: str, tmp_path: Path, children: Callable[[], set[int]]
) -> None:
    source, processes = save(tmp_path / "a.tif", cube(10, 10)), children()
    for name, value in (("DEVICE", "tpu"), ("PRECISION", "int4")):
        with pytest.raises(QgsProcessingException, match="is not known"):
            classify(source, tmp_path / "map.tif", **{name: value})
    assert children() == processes
