"""What files declare: types of numbers, sizes, headers in other code pages; each an answer or one sentence."""

from __future__ import annotations

import h5py
import numpy as np
import pytest
import rasterio

from backend.common.errors import InputError
from backend.products.files.limits import number_type
from backend.products.inspect import inspect_raster
from backend.products.registry import open_product
from tests.contract.test_products import BUILDERS

SMALL = {"driver": "GTiff", "width": 8, "height": 8, "count": 3}


@pytest.mark.parametrize("dtype", ["complex_int16", "complex64", "complex128"])
def test_complex_rasters_are_refused_in_one_sentence(tmp_path, dtype):
    path = tmp_path / "radar.tif"
    with rasterio.open(path, "w", **SMALL, dtype=dtype):
        pass
    with pytest.raises(InputError, match=f"'radar.tif' holds numbers of type {dtype}, but only integers and floats"):
        inspect_raster(path)


@pytest.mark.parametrize("types", [["uint8"], ["int16", "uint16"], ["float32"], ["int64"], ["float64", "uint8"]])
def test_whole_and_real_numbers_are_mapped(types):
    assert number_type(types, "x").kind in "uif"


@pytest.mark.parametrize("name", ["float128", "object", "bool", "complex64", "int4", "datetime64[s]"])
def test_others_are_not(name):
    with pytest.raises(InputError, match="holds numbers of type"):
        number_type([name], "x")


def write_envi(folder, *, encoding, unit="µm", codes="12"):
    (folder / "scene.bsq").write_bytes(np.full((4, 8, 8), 1200, dtype="<u2").tobytes())
    (folder / "scene.hdr").write_bytes(
        "ENVI\ndescription = {Gewässer}\nsamples = 8\nlines = 8\nbands = 4\ninterleave = bsq\nbyte order = 0\n"
        f"data type = {codes}\nwavelength units = {unit}\nwavelength = {{0.45, 0.55, 0.65, 0.85}}\n"
        "band names = {blau, grün, rot, nah}\n".encode(encoding)
    )
    return folder / "scene.bsq"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_an_envi_header_in_any_code_page_keeps_its_units_and_names(tmp_path, encoding, capfd):
    found = inspect_raster(write_envi(tmp_path, encoding=encoding))
    assert [band["center_nm"] for band in found["bands"]] == pytest.approx([450, 550, 650, 850])
    assert found["bands"][1]["name"] == "grün"
    assert found["blockers"] == []
    assert "decode" not in capfd.readouterr().err


@pytest.mark.parametrize("code", ["6", "9"])
def test_a_complex_envi_raster_is_refused(tmp_path, code):
    with pytest.raises(InputError, match=r"not supported|holds numbers of type"):
        inspect_raster(write_envi(tmp_path, encoding="utf-8", codes=code))


def test_band_names_of_another_code_page_in_a_geotiff_are_left_out(tmp_path):
    path = tmp_path / "names.tif"
    with rasterio.open(path, "w", **SMALL, dtype="uint8") as file:
        file.set_band_description(1, "grXn")
    path.write_bytes(path.read_bytes().replace(b"grXn", b"gr\xfcn"))
    assert [band["name"] for band in inspect_raster(path)["bands"]] == ["", "", ""]


def replaced(path, name, **how):
    """Put another dataset, or with no arguments a group, in the place of one."""
    with h5py.File(path, "r+") as file:
        attributes = dict(file[name].attrs)
        del file[name]
        made = file.create_dataset(name, **how) if how else file.create_group(name)
        made.attrs.update(attributes)
    return path


HUGE = {"shape": (100_000, 100_000), "dtype": "f8", "chunks": (1000, 1000), "compression": "gzip"}
ONE_CHUNK = {"shape": (40_000, 40_000), "dtype": "f8", "chunks": (40_000, 40_000), "compression": "gzip"}


@pytest.mark.parametrize("how", [HUGE, ONE_CHUNK], ids=["hollow", "one chunk"])
@pytest.mark.parametrize(
    ("product", "name"),
    [("PACE", "navigation_data/longitude"), ("EMIT", "location/glt_x")],
)
def test_a_huge_declared_array_is_not_read(tmp_path, product, name, how):
    path = BUILDERS[product](tmp_path).path
    for each in (name, name.replace("longitude", "latitude").replace("glt_x", "glt_y")):
        replaced(path, each, **how)
    with pytest.raises(InputError, match=r"declares|in blocks of"):
        open_product(path)


@pytest.mark.parametrize("how", [{"shape": (10_000_000, 300), "dtype": "f8", "chunks": (1000, 300)}])
def test_a_huge_list_of_wavelengths_is_not_read(tmp_path, how):
    path = replaced(BUILDERS["PACE"](tmp_path).path, "sensor_band_parameters/wavelength_3d", **how)
    assert inspect_raster(path)["bands"][0]["center_nm"] is None


@pytest.mark.parametrize(
    ("product", "name"),
    [
        ("PACE", "navigation_data/longitude"),
        ("PACE", "sensor_band_parameters/wavelength_3d"),
        ("PACE", "geophysical_data/rhos"),
    ],
)
def test_a_group_where_an_array_is_expected_is_an_answer_or_a_sentence(tmp_path, product, name):
    path = replaced(BUILDERS[product](tmp_path).path, name)
    try:
        inspect_raster(path)
    except InputError as error:
        assert str(error).endswith(".")


def test_a_raster_of_one_huge_block_is_refused(tmp_path):
    path = tmp_path / "strip.tif"
    options = {"driver": "GTiff", "width": 40_000, "height": 40_000, "count": 1, "dtype": "float32", "sparse_ok": True}
    with rasterio.open(path, "w", **options, compress="deflate", blockysize=40_000):
        pass
    with pytest.raises(InputError, match=r"blocks of 6\.4 GB; convert it to a tiled GeoTIFF"):
        open_product(path)
