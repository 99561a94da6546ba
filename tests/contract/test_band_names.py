"""What names of bands and of single-band files say: stacks, virtual rasters and folders as the archives serve them.

The scene is the bundled sample seen through the bands of Sentinel-2 and Landsat 8. Each way of naming gives the map of
the same bands described by wavelengths, or stops with one sentence that says what to give.
"""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from backend.job.spec import JobSpec, Options, Outputs
from backend.products.registry import open_product, reader_of
from backend.spectral.overrides import SensorOverrides
from backend.spectral.sensors import find
from backend.spectral.text.identifiers import band_files, identifier, sensor_of

from .scenes_generic import write_tiff

AGREE = 0.995
SAMPLE = "resources/sample/simulated_enmap_30m.tif"
S2 = [f"B{n:02d}" for n in range(1, 9)] + ["B8A", "B09", "B10", "B11", "B12"]
L2A = [band for band in S2 if band != "B10"]
TEN = [band for band in L2A if band not in ("B01", "B09")]
MASKS = ["AOT", "WVP", "SCL", "MSK_CLDPRB"]
GIVE = "a list of wavelengths (--wavelengths; in Processing WAVELENGTHS)"


@pytest.fixture(scope="module")
def seen(root):
    """Return the sample through the bands of a sensor: identifiers to (64, 64) uint16, reflectance x 10,000."""
    with rasterio.open(root / SAMPLE) as file:
        cube = file.read(window=((0, 64), (0, 64))) * float(file.scales[0])
        nm = np.array([float(file.tags(i)["wavelength"]) for i in file.indexes])

    def through(sensor):
        planes = {}
        for band in find(sensor)[0].bands:
            weight = np.exp(-4 * np.log(2) * ((nm - band.center_nm) / max(band.fwhm_nm, 10.0)) ** 2)
            mean = np.tensordot(weight / weight.sum(), cube, axes=1)
            planes[band.name] = np.round(np.clip(mean, 0.001, None) * 10000).astype("uint16")
        return planes

    return {name: through(name) for name in ("Sentinel-2", "Landsat 8/9 OLI")}


@pytest.fixture(scope="module")
def mapped(run_job, tmp_path_factory):
    """Return a function that maps a source and gives classes (or None), the sentence of a stop, and the warnings."""

    def run(path, **overrides):
        out = tmp_path_factory.mktemp("out")
        stated = {"level": "L2", "scale": 1e-4, "offset": 0.0, **overrides}
        spec = JobSpec("map", str(path), model="specaware-fast", overrides=stated,
                       outputs=Outputs(classes=str(out / "c.tif")), options=Options(threads=1))  # fmt: skip
        final, events = run_job(spec)
        warnings = "\n".join(event.message for event in events if event.type == "warning")
        if final.type != "result":
            return None, final.message, warnings
        with rasterio.open(out / "c.tif") as file:
            return file.read(1), "", warnings

    return run


@pytest.fixture(scope="module")
def right(seen, mapped, tmp_path_factory):
    """Return a function that gives the map of bands described by their wavelengths."""
    made = {}

    def of(bands, sensor="Sentinel-2"):
        key = (*sorted(bands), sensor)
        if key not in made:
            path = tmp_path_factory.mktemp("right") / "scene.tif"
            write_tiff(path, np.stack([seen[sensor][band] for band in bands]))
            rows = {band.name: band for band in find(sensor)[0].bands}
            made[key], message, _ = mapped(
                path, sensor=sensor, wavelength_unit="nm", wavelengths=[rows[b].center_nm for b in bands],
                fwhm_nm=[rows[b].fwhm_nm for b in bands],
            )  # fmt: skip
            assert not message
        return made[key]

    return of


def stack(path, planes, names):
    """Write planes with band names as GeoTIFF; a name that is no band's becomes a plane of small numbers."""
    some = next(iter(planes.values()))
    mask = np.tile(np.arange(some.shape[1], dtype="uint16") % 7, (some.shape[0], 1))
    write_tiff(path, np.stack([planes.get(key, mask) for key, _ in names]))
    with rasterio.open(path, "r+") as file:
        for number, (_, name) in enumerate(names, start=1):
            if name:
                file.set_band_description(number, name)
    return path


def named(bands, form=lambda band: band):
    return [(band, form(band)) for band in bands]


def short(band):
    return band.replace("B0", "B")


NAMED = {
    "Earth Engine, with masks": (named([*L2A, *MASKS], short), L2A, ""),
    "L1C": (named(S2), S2, ""),
    "with masks first": (named(["SCL", *L2A]), L2A, ""),
    "10 m bands first": (named(["B02", "B03", "B04", "B08", "B05", "B06", "B07", "B8A", "B11", "B12"]), TEN, ""),
    "11 bands": (named([band for band in L2A if band != "B09"], short), [b for b in L2A if b != "B09"], ""),
    "20 m folder": (named([b for b in L2A if b not in ("B08", "B09")], lambda b: f"T33UUU_20190724T101559_{b}_20m"),
                    [b for b in L2A if b not in ("B08", "B09")], ""),
    "prefixes": (named(TEN, lambda b: f"S2_{b}"), TEN, ""),
    "words around": (named(TEN, lambda b: f"{b.lower()} - Reflectance, 20m"), TEN, ""),
    "10 m only": (named(["B02", "B03", "B04", "B08"], short), ["B02", "B03", "B04", "B08"], "Sentinel-2"),
    "B08A": (named(TEN, lambda b: b.replace("B8A", "B08A")), TEN, ""),
}  # fmt: skip


@pytest.mark.parametrize("way", NAMED)
def test_stacks_are_understood_by_the_names_of_their_bands(seen, mapped, right, tmp_path, way):
    names, bands, sensor = NAMED[way]
    path = stack(tmp_path / "scene.tif", seen["Sentinel-2"], names)
    classes, message, warnings = mapped(path, **({"sensor": sensor} if sensor else {}))
    assert not message
    assert np.mean(classes == right(bands)) >= AGREE
    assert ("by their names" in warnings) == (not sensor)
    assert ("belong to no band of Sentinel-2" in warnings) == (len(names) > len(bands))
    assert not any(mask in warnings for mask in MASKS if mask not in {name for _, name in names})


def test_a_name_that_one_sensor_alone_has_is_needed_without_the_sensor(seen, mapped, tmp_path):
    path = stack(tmp_path / "scene.tif", seen["Sentinel-2"], named(["B02", "B03", "B04", "B08"]))
    classes, message, _ = mapped(path)
    assert classes is None and message == f"'scene.tif' states no wavelengths; give the sensor or {GIVE}."


def test_twelve_bands_without_names_are_those_of_l2a_where_the_sensor_is_given(seen, mapped, right, tmp_path):
    path = stack(tmp_path / "scene.tif", seen["Sentinel-2"], named(L2A, lambda _: ""))
    classes, message, _ = mapped(path)
    assert classes is None and "the band count fits Sentinel-2 (12 bands)" in message
    classes, message, warnings = mapped(path, sensor="Sentinel-2")
    assert not message and "taken as B01 to B12 of Sentinel-2 without B10, in this order; if they are" in warnings
    assert np.mean(classes == right(L2A)) >= AGREE


SILENT = {
    "ten without names": named(TEN, lambda _: ""),
    "eleven without names": named(L2A[:11], lambda _: ""),
    "ten that are only numbered": [(band, f"B{n}") for n, band in enumerate(TEN, start=1)],
    "two dates": [*named(TEN[:6], lambda b: f"0_{b}"), *named(TEN[:6], lambda b: f"1_{b}")],
    "twelve of another order": named([*L2A[3:], *L2A[:3]], lambda b: b if b in ("B01", "B02") else ""),
}


@pytest.mark.parametrize("way", SILENT)
def test_names_that_do_not_tell_end_in_one_sentence_and_no_loop(seen, mapped, right, tmp_path, way):
    """The first sentence asks for the sensor or wavelengths, the second for wavelengths alone; those work."""
    names = SILENT[way]
    path = stack(tmp_path / "scene.tif", seen["Sentinel-2"], names)
    classes, message, _ = mapped(path)
    assert classes is None and message.endswith(f"or {GIVE}.")
    classes, message, _ = mapped(path, sensor="Sentinel-2")
    assert classes is None and "\n" not in message
    assert f"Sensor 'Sentinel-2' has 13 bands but the raster has {len(names)}, whose names do not identify" in message
    assert message.endswith(f"choose another sensor or give {GIVE}.")
    rows = {band.name: band.center_nm for band in find("Sentinel-2")[0].bands}
    classes, message, _ = mapped(path, wavelengths=[rows[band] for band, _ in names], wavelength_unit="nm")
    assert not message


# --- single-band files ------------------------------------------------------------------------------------


def single_files(folder, planes, bands, form):
    folder.mkdir(parents=True, exist_ok=True)
    for band in bands:
        write_tiff(folder / form.format(band), planes[band][None])
    return folder


@pytest.mark.parametrize("form", ["T33UUU_20190724T101559_{}_10m.tif", "{}.tif", "S2B_MSIL2A_20190724_{}.TIF"])
def test_single_files_are_one_scene_as_a_folder_and_as_a_virtual_raster(seen, mapped, right, tmp_path, form):
    folder = single_files(tmp_path / "bands", seen["Sentinel-2"], TEN, form)
    write_tiff(folder / form.format("SCL"), np.full((1, 64, 64), 4, "uint8"))
    assert reader_of(folder).name == "band files"
    classes, message, warnings = mapped(folder)
    assert not message and "by their names" in warnings
    assert f"1 raster of folder 'bands' ({form.format('SCL')}) is not a band of its scene and is not read" in warnings
    assert np.mean(classes == right(TEN)) >= AGREE
    vrt = separate(tmp_path / "scene.vrt", [folder / form.format(band) for band in reversed(TEN)])
    classes, message, _ = mapped(vrt)
    assert not message
    assert np.mean(classes == right(TEN)) >= AGREE


def separate(path, files):
    """Write what ``gdalbuildvrt -separate`` does."""
    bands = "".join(
        f'<VRTRasterBand dataType="UInt16" band="{n}"><ComplexSource><SourceFilename relativeToVRT="1">'
        f"{file.relative_to(path.parent)}</SourceFilename><SourceBand>1</SourceBand></ComplexSource></VRTRasterBand>"
        for n, file in enumerate(files, start=1)
    )
    path.write_text(
        '<VRTDataset rasterXSize="64" rasterYSize="64"><SRS>EPSG:32633</SRS>'
        f"<GeoTransform>366015, 30, 0, 5806125, 0, -30</GeoTransform>{bands}</VRTDataset>"
    )
    return path


@pytest.mark.parametrize("kind", ["stack", "folder", "virtual raster"])
def test_landsat_without_its_metadata_file(seen, mapped, right, tmp_path, kind):
    """SR_B1 to SR_B7 with quality and temperature beside them, and the scale of collection 2."""
    planes = seen["Landsat 8/9 OLI"]
    stored = {band: np.round((plane / 1e4 + 0.2) / 2.75e-5).astype("uint16") for band, plane in planes.items()}
    form = "LC08_L2SP_193023_20220724_20230406_02_T1_{}.TIF"
    if kind == "stack":
        path = stack(tmp_path / "scene.tif", stored, named([*stored, "ST_B10", "QA_PIXEL", "SR_QA_AEROSOL"]))
    else:
        path = single_files(tmp_path / "LC08", stored, stored, form)
        write_tiff(path / form.format("ST_B10"), np.full((1, 64, 64), 40000, "uint16"))
        if kind == "virtual raster":
            path = separate(tmp_path / "scene.vrt", [path / form.format(band) for band in stored])
    classes, message, _ = mapped(path, scale=2.75e-5, offset=-0.2)
    assert not message
    assert np.mean(classes == right(list(planes), "Landsat 8/9 OLI")) >= AGREE
    with open_product(path, SensorOverrides(level="L2")) as product:
        sensor = product.meta.sensor
    assert sensor.name == "Landsat 8/9 OLI" and (sensor.scale, sensor.offset) == (2.75e-5, -0.2)


def test_names_of_older_landsats_are_not_taken_for_those_of_landsat_8(seen, mapped, tmp_path):
    names = ["SR_B1", "SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B7"]
    for given in (names, [*names, "QA_PIXEL"]):
        path = stack(tmp_path / "scene.tif", seen["Landsat 8/9 OLI"], named(given))
        assert mapped(path)[1].endswith(f"or {GIVE}.")
        classes, message, _ = mapped(path, sensor="Landsat")
        assert classes is None and message.endswith(f"or give {GIVE}.")
        with open_product(path, SensorOverrides(sensor="Landsat 5", level="L2")) as product:
            sensor = product.meta.sensor
        assert sensor.name == "Landsat 4/5 TM"
        assert [band.center_nm for band in tuple(sensor.bands)[:6]] == [485.0, 560.0, 660.0, 830.0, 1650.0, 2215.0]
        assert [band.center_nm for band in tuple(sensor.bands)[6:]] == [None] * (len(given) - 6)


def test_file_names_tell_older_landsats(tmp_path):
    stem = "LE07_L2SP_193023_20020724_20230406_02_T1_SR_B"
    assert sensor_of([f"{stem}{n}.TIF" for n in (1, 2, 3, 4, 5, 7)]) == "Landsat 7 ETM+"
    assert sensor_of([f"{stem}{n}.TIF".replace("LE07", "LT05") for n in (1, 2, 3, 4)]) == "Landsat 4/5 TM"


# --- the parts ----------------------------------------------------------------------------------------------

IDENTIFIERS = {
    "B1": "1", "B01": "1", "b08a": "8A", "SR_B4": "4", "S2_B11": "11", "T33UUU_20190724T101559_B02_10m": "2",
    "B02 (492 nm)": "2", "sur_refl_b07": "7", "ST_B10": "", "QA60": "", "Band 4": "", "B2_B3_ratio": "", "S2B": "",
    "AOT": "", "BLUE": "", "": "", "LC08_L2SP_193023_20220724_20230406_02_T1_SR_B2": "2",
}  # fmt: skip


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_the_identifier_in_a_name(name):
    assert identifier(name) == IDENTIFIERS[name]


def test_a_sensor_is_told_only_where_it_is_certain():
    assert sensor_of(["B2", "B3", "B4", "B8A"]) == "Sentinel-2"
    assert sensor_of(["B2", "B3", "B8A"]) is None
    assert sensor_of(["B1", "B2", "B3", "B4", "B5", "B6", "B7"]) is None
    assert sensor_of(["SR_B2", "SR_B4", "SR_B5", "SR_B6"]) == "Landsat 8/9 OLI"
    assert sensor_of(["SR_B2", "SR_B3", "SR_B4", "SR_B5"]) is None


def test_which_files_of_a_folder_are_one_scene():
    one = [f"x_{band}.tif" for band in TEN]
    assert len(band_files(one)) == 10
    assert band_files([*one, *(f"y_{band}.tif" for band in TEN)]) == {}
    assert band_files(["plot_B1.tif", "plot_B2.tif", "plot_B3.tif", "plot_B4.tif"]) == {}
    assert band_files([f"a_{b}_{m}m.jp2" for b in TEN for m in (10, 20)])["2"] == ["a_B02_10m.jp2", "a_B02_20m.jp2"]


def test_files_on_grids_that_do_not_fit_are_refused(seen, tmp_path):
    from backend.common.errors import InputError

    folder = single_files(tmp_path / "bands", seen["Sentinel-2"], TEN, "{}.tif")
    write_tiff(folder / "B03.tif", np.ones((1, 48, 64), "uint16"))
    with pytest.raises(InputError, match="have grids that do not fit"):
        open_product(folder)
    write_tiff(folder / "B03.tif", np.ones((3, 64, 64), "uint16"))
    with pytest.raises(InputError, match=r"'B03\.tif' has 3 bands but is named like one"):
        open_product(folder)
