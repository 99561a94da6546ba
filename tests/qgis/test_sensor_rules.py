"""How a raster's bands are understood, through the algorithms: sources, units, precedence, odd input, threads."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
)

from specaware.backend.spectral.sensors import tables
from specaware.plugin.provider import SpecAwareProvider

CENTERS_NM = np.linspace(450.0, 2300.0, 20)
FWHM_NM = np.linspace(8.0, 14.0, 20)
FEW_NM = np.array([480.0, 560.0, 660.0, 860.0])
BAD = 7  # the band number that is switched off where the way can say so
Wait = Callable[..., None]


@pytest.fixture(autouse=True)
def provider(qgis_processing: None, with_engine: str) -> Iterator[SpecAwareProvider]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


class Listener(QgsProcessingFeedback):
    """Keeps the warnings."""

    def __init__(self) -> None:
        super().__init__(False)
        self.warnings: list[str] = []

    def pushWarning(self, text: str) -> None:
        self.warnings.append(text)


def write(path: Path, centers: np.ndarray = CENTERS_NM, driver: str = "GTiff") -> Path:
    """16 x 12 pixels of brightening reflectance x 1e4, without any metadata."""
    values = np.linspace(900.0, 3500.0, len(centers))[:, None, None] + np.arange(192).reshape(12, 16)
    dataset = gdal.GetDriverByName(driver).Create(str(path), 16, 12, len(centers), gdal.GDT_Int16)
    dataset.WriteArray(values.astype(np.int16))
    dataset.SetGeoTransform((366000.0, 30.0, 0.0, 5806000.0, 0.0, -30.0))
    del dataset
    return path


def tag(path: Path, domain: str = "", **items: list[str]) -> Path:
    """Write one item a band; ``{}`` takes the value of the band."""
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for i in range(dataset.RasterCount):
        dataset.GetRasterBand(i + 1).SetMetadata({key: values[i] for key, values in items.items()}, domain)
    del dataset
    return path


def envi_header(folder: Path) -> Path:
    path = write(folder / "cube.bsq", driver="ENVI")
    header = path.with_suffix(".hdr")
    lists = {
        "wavelength": [f"{v:.4f}" for v in CENTERS_NM],
        "fwhm": [f"{v:.4f}" for v in FWHM_NM],
        "bbl": [str(int(i != BAD)) for i in range(1, 21)],
    }
    text = "".join(f"{key} = {{{', '.join(values)}}}\n" for key, values in lists.items())
    header.write_text(header.read_text() + "wavelength units = Nanometers\n" + text, encoding="utf-8")
    return path


def band_items(folder: Path) -> Path:
    return tag(
        write(folder / "items.tif"), wavelength=[f"{v:.4f}" for v in CENTERS_NM], wavelength_units=["nm"] * 20,
        fwhm=[f"{v:.4f}" for v in FWHM_NM], bbl=[str(int(i != BAD)) for i in range(1, 21)],
    )  # fmt: skip


def imagery_domain(folder: Path) -> Path:
    return tag(
        write(folder / "imagery.tif"), "IMAGERY", CENTRAL_WAVELENGTH_UM=[f"{v / 1000:.7f}" for v in CENTERS_NM],
        FWHM_UM=[f"{v / 1000:.7f}" for v in FWHM_NM],
    )  # fmt: skip


def stac_sidecar(folder: Path) -> Path:
    path = write(folder / "stac.tif")
    bands = [
        {"name": f"b{i}", "center_wavelength": center / 1000, "full_width_half_max": width / 1000}
        for i, (center, width) in enumerate(zip(CENTERS_NM, FWHM_NM))
    ]
    item = {"type": "Feature", "stac_version": "1.0.0", "id": "scene", "properties": {}}
    item["assets"] = {"data": {"href": "./stac.tif", "eo:bands": bands}}
    path.with_suffix(".json").write_text(json.dumps(item), encoding="utf-8")
    return path


def converted_by_gdal(folder: Path) -> Path:
    path = folder / "converted.tif"
    gdal.Translate(str(path), str(envi_header(folder)), format="GTiff")
    return path


def inspect(source: object, folder: Path, **more: object) -> dict[str, object]:
    target = folder / "found.json"
    processing.run("specaware:inspectsensor", {"INPUT": source, "HTML": None, "JSON": str(target), **more})
    return json.loads(target.read_text(encoding="utf-8"))


def centers_of(found: dict[str, object]) -> list[float]:
    return [band["center_nm"] for band in found["bands"]]


@pytest.mark.parametrize("way", [envi_header, band_items, imagery_domain, stac_sidecar], ids=lambda f: f.__name__)
def test_the_same_bands_whichever_way_they_are_stated(way: Callable[[Path], Path], tmp_path: Path) -> None:
    source = way(tmp_path)
    found = inspect(str(source), tmp_path)
    assert centers_of(found) == pytest.approx(CENTERS_NM, abs=1e-3)
    assert [band["fwhm_nm"] for band in found["bands"]] == pytest.approx(FWHM_NM, abs=1e-3)
    if way in (envi_header, band_items):
        off = {band["number"]: band["good_origin"] for band in found["bands"] if not band["good"]}
        assert off.pop(BAD) not in ("default", "water vapour window")
        assert set(off.values()) == {"water vapour window"}
    layer = QgsRasterLayer(str(source), "the same as a layer")
    QgsProject.instance().addMapLayer(layer)
    assert inspect(layer, tmp_path)["bands"] == found["bands"]


def test_what_gdals_own_conversion_drops_is_not_made_up(tmp_path: Path) -> None:
    found = inspect(str(converted_by_gdal(tmp_path)), tmp_path)
    assert centers_of(found) == pytest.approx(CENTERS_NM, abs=1e-3)
    widths = [band["fwhm_nm"] for band in found["bands"]]
    if int(gdal.VersionInfo()) >= 3100000:  # the first that keeps widths, to a nanometre
        assert widths == pytest.approx(FWHM_NM, abs=0.51)
    else:
        assert set(widths) == {None}


@pytest.mark.parametrize(
    ("unit", "values"),
    [
        ("Nanometers", CENTERS_NM),
        ("Micrometers", CENTERS_NM / 1000),
        ("Angstrom", CENTERS_NM * 10),
        ("cm-1", 1e7 / CENTERS_NM),
    ],
)
def test_units_of_wavelength(unit: str, values: np.ndarray, tmp_path: Path) -> None:
    path = tag(write(tmp_path / "unit.tif"), wavelength=[f"{v:.6f}" for v in values], wavelength_units=[unit] * 20)
    found = inspect(str(path), tmp_path)
    assert centers_of(found) == pytest.approx(CENTERS_NM, abs=0.01)
    assert found["ready"] is True


def test_a_guessed_unit_is_an_error_in_batch_unless_it_is_given(tmp_path: Path) -> None:
    path = tag(write(tmp_path / "guess.tif"), wavelength=[f"{v / 1000:.5f}" for v in CENTERS_NM])
    run = {"INPUT": str(path), "OUTPUT": str(tmp_path / "map.tif"), "LEVEL": "L2"}
    before = sorted(tmp_path.iterdir())
    with pytest.raises(QgsProcessingException, match="have no unit and look like um; confirm") as caught:
        processing.run("specaware:classify", run)
    assert len(str(caught.value).strip().splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before
    processing.run("specaware:classify", {**run, "SENSOR_SETTINGS": '{"wavelength_unit": "um"}'})
    bands = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))["bands"]
    assert centers_of({"bands": bands}) == pytest.approx(CENTERS_NM, abs=0.01)


def test_the_files_wavelengths_beat_the_sensor_table_and_the_report_says_so(tmp_path: Path) -> None:
    table = next(t for t in tables() if t.id == "enmap_l2a")
    shifted = np.array([band.center_nm for band in table.bands]) + 0.7
    path = tag(
        write(tmp_path / "shifted.tif", shifted), wavelength=[f"{v:.3f}" for v in shifted],
        wavelength_units=["nm"] * len(shifted),
    )  # fmt: skip
    run = {"INPUT": str(path), "OUTPUT": str(tmp_path / "map.tif"), "SENSOR": "EnMAP"}
    processing.run("specaware:classify", run)
    bands = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))["bands"]
    assert centers_of({"bands": bands}) == pytest.approx(shifted, abs=0.001)
    assert {band["origin"] for band in bands} == {"band item"}
    assert all("sensor table EnMAP" in band["fwhm_origin"] for band in bands)
    assert all(band["good_origin"] for band in bands)
    assert all(band["reason"] for band in bands if not band["used"])


def classify(path: Path, **more: object) -> list[str]:
    """Map a raster and return the warnings."""
    feedback = Listener()
    run = {"INPUT": str(path), "OUTPUT": str(path.with_name("map.tif")), "LEVEL": "L2", **more}
    processing.run("specaware:classify", run, feedback=feedback)
    return feedback.warnings


def test_odd_input_warns_of_each_thing_in_its_own_words(tmp_path: Path) -> None:
    path = band_items(tmp_path)
    usual = classify(path, SCALE=1e-4)
    far = np.concatenate([CENTERS_NM[:-2], [3300.0, 8600.0]])
    outside = tag(write(tmp_path / "far.tif"), wavelength=[f"{v:.2f}" for v in far], wavelength_units=["nm"] * 20)
    few = tag(write(tmp_path / "few.tif", FEW_NM), wavelength=[f"{v:.2f}" for v in FEW_NM], wavelength_units=["nm"] * 4)
    cases = {
        "2 of 20 bands lie outside the": classify(outside, SCALE=1e-4),
        "Only 4 bands can be used": classify(few, SCALE=1e-4),
    }
    for words in cases:
        assert [other for other, warnings in cases.items() if any(words in text for text in warnings)] == [words]
        assert not any(words in text for text in usual)


@pytest.mark.parametrize(("scale", "words"), [(1e-2, "far above 1"), (1e-7, "below 0.01 throughout")])
def test_values_that_cannot_be_reflectance_are_refused(tmp_path: Path, scale: float, words: str) -> None:
    path = band_items(tmp_path)
    with pytest.raises(QgsProcessingException, match=f"{words}, so it cannot be mapped"):
        classify(path, SCALE=scale)
    assert not path.with_name("map.tif").exists()


def test_too_few_bands_are_refused(tmp_path: Path) -> None:
    few = CENTERS_NM[:2]
    path = tag(write(tmp_path / "few.tif", few), wavelength=[f"{v:.2f}" for v in few], wavelength_units=["nm"] * 2)
    with pytest.raises(QgsProcessingException, match=r"has 2 bands but model .* needs 4 or more"):
        classify(path, SCALE=1e-4)
    assert not (tmp_path / "map.tif").exists()


def test_a_run_in_the_background_touches_project_and_layers_in_the_main_thread_alone(
    stripes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wait_until: Wait
) -> None:
    layer = QgsRasterLayer(str(stripes), "stripes")
    QgsProject.instance().addMapLayer(layer)
    threads: dict[str, set[int]] = {"project": set(), "layer": set(), "run": set()}

    def watched(what: str, original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            threads[what].add(threading.get_ident())
            return original(*arguments)

        return call

    algorithm = QgsApplication.processingRegistry().algorithmById("specaware:classify").create()
    monkeypatch.setattr(QgsProject, "instance", staticmethod(watched("project", QgsProject.instance)))
    for name in ("source", "customProperty", "crs", "dataProvider"):
        monkeypatch.setattr(QgsRasterLayer, name, watched("layer", getattr(QgsRasterLayer, name)))
    algorithm.run_in_thread = watched("run", algorithm.run_in_thread)
    context, feedback, ended = QgsProcessingContext(), QgsProcessingFeedback(False), []
    context.setProject(QgsProject.instance())
    target = tmp_path / "map.tif"
    task = QgsProcessingAlgRunnerTask(algorithm, {"INPUT": layer.id(), "OUTPUT": str(target)}, context, feedback)
    task.executed.connect(lambda successful, _: ended.append(successful))
    QgsApplication.taskManager().addTask(task)
    QgsProject.instance().removeMapLayer(layer.id())
    wait_until(lambda: bool(ended))
    assert ended == [True]
    assert target.is_file()
    main = threading.get_ident()
    assert main not in threads["run"]
    assert threads["project"] == threads["layer"] == {main}
