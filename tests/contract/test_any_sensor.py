"""What holds for every sensor: one meaning whatever the file type, units, choice or order of bands; origins; limits."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy as gdal_copy

from backend.common.errors import SensorError
from backend.job.spec import JobSpec, Options, Outputs
from backend.products.base import ensure_ready
from backend.products.registry import open_product
from backend.spectral.overrides import SensorOverrides

from ..support.tiny import save_geotiff
from .scenes import reflectance, scaled
from .scenes_generic import GRID, write_envi, write_tiff
from .scenes_products import table

NM, FWHM = table("EnMAP", 224)
RAW = scaled(reflectance(NM, (24, 20)))
BAD = {5, 100, 130, 131, 132, 133, 134, 135}  # numbers of bands that the file calls bad
SAMPLE = "resources/sample/simulated_enmap_30m.tif"
AGREE_WITHOUT_30_PERCENT = 0.95  # of the sample's pixels keep their class (0.98-0.99 was measured)
LOSE_WITHOUT_30_PERCENT = 0.03  # of accuracy on its labels


def listed(values):
    return "{" + ", ".join(f"{v:.6g}" for v in values) + "}"


def good(number):
    return int(number not in BAD)


# --- the same metadata from every place that can state them -----------------------------------------


def of_band_items(folder):
    path = folder / "a.tif"
    write_tiff(path, RAW)
    with rasterio.open(path, "r+") as file:
        for n, (nm, width) in enumerate(zip(NM, FWHM, strict=True), start=1):
            file.update_tags(n, wavelength=f"{nm:.6g}", wavelength_units="nm", fwhm=f"{width:.6g}", bbl=str(good(n)))
    return path


def of_envi_header(folder):
    path = folder / "a.bsq"
    extra = f"fwhm = {listed(FWHM)}\nbbl = {listed(good(n) for n in range(1, 225))}"
    write_envi(path, RAW, centers=None, extra=f"wavelength = {listed(NM)}\nwavelength units = nm\n{extra}")
    return path


def of_imagery_domain(folder):
    path = folder / "a.tif"
    write_tiff(path, RAW)
    with rasterio.open(path, "r+") as file:
        for n, (nm, width) in enumerate(zip(NM, FWHM, strict=True), start=1):
            file.update_tags(n, ns="IMAGERY", CENTRAL_WAVELENGTH_UM=f"{nm / 1000:.8g}", FWHM_UM=f"{width / 1000:.8g}")
            file.update_tags(n, bbl=str(good(n)))
    return path


def of_stac(folder):
    path = folder / "a.tif"
    write_tiff(path, RAW)
    bands = [{"name": f"b{n}", "center_wavelength": nm / 1000, "full_width_half_max": width / 1000}
             for n, (nm, width) in enumerate(zip(NM, FWHM, strict=True), start=1)]  # fmt: skip
    item = {"type": "Feature", "stac_version": "1.1.0", "properties": {}, "assets": {
        "data": {"href": "a.tif", "eo:bands": bands}}}  # fmt: skip
    (folder / "a.json").write_text(json.dumps(item), encoding="utf-8")
    with rasterio.open(path, "r+") as file:
        for n in range(1, 225):
            file.update_tags(n, bbl=str(good(n)))
    return path


@pytest.mark.parametrize("write", [of_band_items, of_envi_header, of_imagery_domain, of_stac])
def test_centres_widths_and_bad_bands_are_the_same_from_every_place(write, tmp_path):
    with open_product(write(tmp_path)) as product:
        sensor = product.meta.sensor
    ensure_ready(product.meta)
    assert sensor.name == "EnMAP" and sensor.origins["name"] == "wavelengths"
    assert np.allclose(sensor.bands.center_nm(), NM, atol=0.01)
    assert np.allclose(sensor.bands.fwhm_nm(), FWHM, atol=0.01)
    off = {b.number: b.good_origin for b in sensor.bands if not b.good}
    assert {n for n, origin in off.items() if origin in ("band item", "ENVI header")} == BAD
    assert {origin for n, origin in off.items() if n not in BAD} == {"water vapour window"}


def test_what_gdal_drops_on_the_way_from_envi_to_geotiff_comes_back_with_its_origin(tmp_path):
    """GDAL keeps the wavelengths and, since 3.10, the widths to a nanometre; empty bands come back from the pixels."""
    raw = RAW.copy()
    raw[129:135] = -32768
    source = tmp_path / "a.bsq"
    extra = f"fwhm = {listed(FWHM)}\nbbl = {listed(good(n) for n in range(1, 225))}\ndata ignore value = -32768"
    write_envi(source, raw, centers=None, extra=f"wavelength = {listed(NM)}\nwavelength units = nm\n{extra}")
    gdal_copy(source, tmp_path / "b.tif", driver="GTiff")
    with open_product(tmp_path / "b.tif") as product:
        sensor = product.meta.sensor
    assert np.allclose(sensor.bands.center_nm(), NM, atol=0.01)
    assert np.allclose(sensor.bands.fwhm_nm(), FWHM, atol=0.5)
    assert {b.fwhm_origin for b in sensor.bands} <= {"IMAGERY domain", "sensor table EnMAP (224 bands)"}
    empty = [b.number for b in sensor.bands if b.good_origin == "no data in the sample"]
    assert empty == [130, 131, 132, 133, 134, 135]


# --- units ------------------------------------------------------------------------------------------

UNITS = {
    "nm": NM, "Nanometers": NM, "um": NM / 1e3, "Micrometers": NM / 1e3, "µm": NM / 1e3, "Angstrom": NM * 10,
    "cm-1": 1e7 / NM, "Wavenumber": 1e7 / NM,
}  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_units_are_recognised(unit, tmp_path):
    path = tmp_path / "a.bsq"
    write_envi(path, RAW, centers=None, extra=f"wavelength = {listed(UNITS[unit])}\nwavelength units = {unit}")
    with open_product(path) as product:
        ensure_ready(product.meta)
        assert np.allclose(product.meta.sensor.bands.center_nm(), NM, atol=0.05)


def job(source, folder, model, **overrides):
    return JobSpec("map", str(source), model=str(model), overrides=overrides, options=Options(overwrite=True),
                   outputs=Outputs(classes=str(folder / "classes.tif")))  # fmt: skip


def test_a_guessed_unit_stops_a_batch_until_it_is_given(run_job, tiny_model, tmp_path):
    path = tmp_path / "a.bsq"
    write_envi(path, RAW, centers=None, extra=f"wavelength = {listed(NM / 1000)}\nreflectance scale factor = 10000")
    out = tmp_path / "out"
    final, _ = run_job(job(path, out, tiny_model))
    assert final.type == "error" and "look like um; confirm wavelength unit um" in final.message
    assert not out.exists()
    final, _ = run_job(job(path, out, tiny_model, wavelength_unit="um"))
    assert final.type == "result", final.message


# --- which bands, in which order ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(root):
    """The bundled sample: profile, pixels, scales, band items, items; and its labels as the model's classes."""
    with rasterio.open(root / SAMPLE) as file:
        read = (file.profile, file.read(), file.scales, [file.tags(i) for i in file.indexes], file.tags())
    with rasterio.open(root / SAMPLE.replace(".tif", "_labels.tif")) as file:
        truth = file.read(1)  # 1 roof, 2 pavement, 3 low vegetation, ... in the simulator's order
    return read, np.where(truth <= 2, np.minimum(truth, 1), truth - 1)


@pytest.fixture(scope="module")
def map_of(sample, run_job, tmp_path_factory):
    """Return a function that maps the sample with the bands at these positions by the bundled model."""
    profile, cube, scales, items, common = sample[0]

    def run(index):
        folder = tmp_path_factory.mktemp("bands")
        path = folder / "scene.tif"
        with rasterio.open(path, "w", **{**profile, "count": len(index)}) as file:
            file.write(cube[index])
            file.scales = [scales[i] for i in index]
            file.update_tags(**common)
            for number, i in enumerate(index, start=1):
                file.update_tags(number, **items[i])
        final, _ = run_job(job(path, folder, ""))
        assert final.type == "result", final.message
        with rasterio.open(folder / "classes.tif") as file:
            return file.read(1)

    return run


@pytest.fixture(scope="module")
def whole(map_of):
    return map_of(np.arange(224))


@pytest.mark.parametrize("name", ["reversed", "shuffled", "VNIR behind SWIR", "some twice", "all twice"])
def test_order_overlaps_and_duplicates_do_not_matter(map_of, whole, name):
    """The sample's VNIR and SWIR instruments overlap between 900 and 1000 nm, as EnMAP's do."""
    index = {
        "reversed": np.arange(224)[::-1],
        "shuffled": np.random.default_rng(0).permutation(224),
        "VNIR behind SWIR": np.roll(np.arange(224), 133),
        "some twice": np.concatenate([np.arange(224), np.arange(40, 120)]),
        "all twice": np.repeat(np.arange(224), 2),
    }[name]
    assert np.mean(map_of(index) == whole) >= 0.999


@pytest.mark.parametrize("seed", [0, 1])
def test_without_a_third_of_the_bands_the_map_stays_above_its_floor(map_of, whole, sample, seed):
    kept = np.sort(np.random.default_rng(seed).permutation(224)[: round(0.7 * 224)])
    found, truth = map_of(kept), sample[1]
    right, before = (np.mean(m[truth > 0] == truth[truth > 0]) for m in (found, whole))
    assert np.mean(found == whole) >= AGREE_WITHOUT_30_PERCENT
    assert right >= before - LOSE_WITHOUT_30_PERCENT


# --- origins in the report ----------------------------------------------------------------------------


def test_the_report_says_of_each_band_where_each_value_came_from(run_job, tiny_model, tmp_path):
    """The file's own metadata beat the table of the sensor that is named; the user's statements beat both."""
    raw = RAW.copy()
    raw[60] = np.random.default_rng(0).integers(0, 6000, raw[60].shape)  # noise
    raw[70] = 1234  # constant
    shifted = NM + 1.0
    path = tmp_path / "a.tif"
    write_tiff(path, raw)
    with rasterio.open(path, "r+") as file:
        for n, nm in enumerate(shifted, start=1):
            file.update_tags(n, wavelength=f"{nm:.6g}", wavelength_units="nm", **({"bbl": "0"} if n == 3 else {}))
    final, _ = run_job(job(path, tmp_path, tiny_model, sensor="EnMAP", bad_bands=[8], level="L2", scale=1e-4))
    assert final.type == "result", final.message
    report = json.loads((tmp_path / "classes.json").read_text())
    bands = {band["number"]: band for band in report["bands"]}
    assert len(bands) == 224
    assert {band["origin"] for band in bands.values()} == {"band item"}
    assert bands[1]["center_nm"] == pytest.approx(NM[0] + 1.0, abs=1e-3)
    reasons = {n: band["good_origin"] for n, band in bands.items() if not band["used"]}
    assert (reasons[3], reasons[8]) == ("band item", "user")
    assert (reasons[61], reasons[71]) == ("extreme noise in the sample", "constant in the sample")
    assert set(reasons.values()) == {
        "band item", "user", "extreme noise in the sample", "constant in the sample", "water vapour window",
    }  # fmt: skip
    origins = report["input"]
    assert (origins["sensor_origin"], origins["level_origin"], origins["scale_origin"]) == ("user",) * 3
    assert origins["gsd_origin"] == "geotransform"


# --- out of scope -------------------------------------------------------------------------------------


def test_every_kind_of_input_out_of_scope_has_a_message_of_its_own(run_job, tiny_model, tmp_path):
    centers = np.linspace(420, 1300, 12)
    cube = scaled(reflectance(centers, (24, 20)))
    said: dict[str, str] = {}

    def run(name, pixels, nm, **overrides):
        folder = tmp_path / name.replace(" ", "_")
        folder.mkdir()
        path = save_geotiff(folder / "a.tif", pixels, nm, transform=GRID.to_gdal())
        final, events = run_job(job(path, folder, tiny_model, **{"level": "L2", "scale": 1e-4, **overrides}))
        said[name] = (
            final.message if final.type == "error" else "\n".join(e.message for e in events if e.type == "warning")
        )
        return final

    assert run("in scope", cube, centers).type == "result"
    assert said["in scope"].count("reflectance") == 0
    run("bright", cube, centers, scale=0.01)
    run("dark", cube, centers, scale=1e-7)
    run("range", cube, centers * 5.0)
    run("number", cube[:3], centers[:3])
    run("level", cube, centers, units="uW cm-2 nm-1 sr-1")
    words = {"bright": "far above 1", "dark": "below 0.01", "range": "between 350 and 2600 nm", "number": "needs 4",
             "level": "contradict"}  # fmt: skip
    for name, text in words.items():
        assert text in said[name], (name, said[name])
        assert not any(
            text in other for key, other in said.items() if key != name and not {key, name} <= {"range", "number"}
        )


def test_a_raster_that_fits_no_sensor_says_so_and_one_that_does_names_it(tmp_path):
    path = tmp_path / "a.tif"
    write_tiff(path, RAW[:13])
    with open_product(path) as product:
        assert any("Sentinel-2" in s for s in product.meta.suggestions)
        with pytest.raises(SensorError, match="Sentinel-2"):
            ensure_ready(product.meta)
    write_tiff(path, RAW[:77])
    with open_product(path, SensorOverrides()) as product:
        assert product.meta.suggestions == ()
        with pytest.raises(SensorError, match="a list of wavelengths"):
            ensure_ready(product.meta)
