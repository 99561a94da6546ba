"""AVIRIS, DESIS L1B, PRISMA, Hyperion L1R: places, values off the swath, containers, as their producers write them."""

from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.products.files import hdf4
from backend.products.geometry.orthorectify import place
from backend.products.registry import open_product
from backend.raster.raw_array import RawArray
from backend.raster.window import Window

from ...contract.scenes import reflectance, scaled
from ...contract.scenes_bands import hyperion_l1r, write_hdf4
from ...contract.scenes_generic import write_envi
from ...contract.scenes_products import aviris, desis, prisma, table


def test_aviris_radiance_is_placed_by_its_table_not_by_the_grid_it_is_for(tmp_path):
    with open_product(aviris(tmp_path, "radiance").path) as product:
        meta = product.meta
        assert meta.geotransform is None and meta.crs_wkt is None
        placement = place(meta)
    assert placement.reference.geotransform == (366015.0, 30.0, 0.0, 5806125.0, 0.0, -30.0)
    rows, cols = placement.pixels(Window(0, 0, 15, 17))
    index = np.where(rows < 0, -1, rows * 10 + cols)
    expected = np.full((15, 17), -1)
    expected[1:13, 3:13] = np.arange(120).reshape(12, 10)
    expected[13, 3:13] = np.arange(110, 120)  # a negative number: the pixel of a neighbour
    assert np.array_equal(index, expected)


def test_aviris_reflectance_on_the_grid_keeps_it(tmp_path):
    with open_product(aviris(tmp_path).path) as product:
        assert product.meta.geolocation is None
        assert place(product.meta) is None


@pytest.mark.parametrize("name", ["f201013t01p00r10rdn_e_sc01_ort_img", "f201013t01p00r10rdn_e_sc01_img"])
def test_aviris_classic_radiance_is_minus_50_off_the_swath(tmp_path, name):
    nm, _ = table("AVIRIS-Classic", 224)
    raw = scaled(reflectance(nm))
    raw[:, :3] = -50
    write_envi(tmp_path / name, raw, interleave="bip", big=True, centers=nm, header=tmp_path / f"{name}.hdr")
    (tmp_path / "f201013t01p00r10rdn_e.gain").write_text("\n".join(f"{300.0} {i}" for i in range(1, 225)))
    with open_product(tmp_path / name) as product:
        meta = product.meta
        assert meta.band_nodata == ((-50.0 if "ort" in name else None),) * 224
        assert meta.sensor.band_scale == pytest.approx((1 / 300,) * 224)
        assert (meta.sensor.level, meta.sensor.units) == ("L1", "uW cm-2 nm-1 sr-1")


def test_desis_l1b_is_placed_between_its_corners(tmp_path):
    """The polygon starts at the starboard end of the first line and goes counter-clockwise."""
    with open_product(desis(tmp_path, "L1B").path) as product:
        lat, lon = product.meta.geolocation.load()
        assert "approximate" in product.meta.geolocation.source
    assert lat.shape == (12, 10)
    rows, cols = np.mgrid[:12, :10]
    assert np.allclose(lat, 52.4 - 0.003 * (rows + 0.5) / 12, atol=1e-9)
    assert np.allclose(lon, 13.0 + 0.004 * (cols + 0.5) / 10, atol=1e-9)


def test_desis_l1b_without_corners_stays_in_sensor_geometry(tmp_path):
    made = desis(tmp_path, "L1B")
    made.path.write_text(made.path.read_text().replace("point_3", "point_9"))
    with open_product(made.path) as product:
        assert product.meta.geolocation is None and product.meta.geotransform is None


def test_prisma_corners_are_of_centres_or_of_edges_whichever_gives_30_m(tmp_path):
    import h5py

    made = prisma(tmp_path, "L2D")
    with open_product(made.path) as product:
        assert product.meta.geotransform == (366000.0, 30.0, 0.0, 5806140.0, 0.0, -30.0)
    with h5py.File(made.path, "r+") as file:
        file.attrs["Product_LRcorner_easting"] = 366015.0 + 30 * 10
        file.attrs["Product_LRcorner_northing"] = 5806125.0 - 30 * 12
    with open_product(made.path) as product:
        assert product.meta.geotransform == (366015.0, 30.0, 0.0, 5806125.0, 0.0, -30.0)


# --- HDF4 -------------------------------------------------------------------------------------------


def test_hyperion_l1r_is_found_by_image_header_and_folder(tmp_path):
    made = hyperion_l1r(tmp_path)
    made.path.with_suffix(".hdr").write_text("ENVI\nsamples = 10\nlines = 12\nbands = 242\ndata type = 2\n")
    for path in (made.path, made.path.with_suffix(".hdr"), tmp_path):
        with open_product(path) as product:
            meta = product.meta
            assert meta.product == "Hyperion L1R"
            assert np.array_equal(product.read(Window(2, 3, 4, 5), [0, 100, 241]), made.raw[[0, 100, 241], 2:6, 3:8])
            assert len([b for b in meta.sensor.bands if b.good]) >= 196
            assert "approximate" in meta.geolocation.source
            assert meta.sensor.acquired == "2002-04-20T08:33:40"
            assert 40 < meta.sensor.sun_zenith_deg < 60
            lat, lon = meta.geolocation.load()
            assert (lat[0, 0], lon[0, 0]) == pytest.approx((52.4 - 0.0033 / 24, 13.0 + 0.0044 / 20))
    made.path.with_suffix(".MET").unlink()
    with open_product(made.path) as product:
        assert product.meta.geolocation is None
        assert any("stays in sensor geometry" in w for w in product.meta.warnings)


@pytest.mark.parametrize("axes", [(0, 1, 2), (1, 0, 2), (1, 2, 0)])
def test_hyperion_l1r_is_read_whatever_the_order_of_its_axes(tmp_path, axes):
    made = hyperion_l1r(tmp_path)
    write_hdf4(made.path, made.raw.transpose(axes))
    with open_product(made.path) as product:
        assert np.array_equal(product.read(Window(0, 0, 12, 10), range(242)), made.raw)


def test_an_array_of_hdf4_is_read_as_the_library_writes_it(tmp_path):
    values = np.arange(60, dtype="int16").reshape(3, 4, 5) - 30
    write_hdf4(tmp_path / "a.hdf", values)
    (found,) = hdf4.data_sets(tmp_path / "a.hdf")
    assert (found.shape, found.dtype) == ((3, 4, 5), np.dtype(">i2"))
    array = RawArray(tmp_path / "a.hdf", dtype=found.dtype, offset=found.offset, shape=found.shape)
    assert np.array_equal(array[:, :, :], values)


def test_an_hdf_file_with_an_envi_header_is_not_taken_for_raw_pixels(tmp_path):
    raw = scaled(reflectance(np.linspace(420, 1300, 60)))
    binary = tmp_path / "scene.img"
    header = write_envi(binary, raw)
    for start in (hdf4.SIGNATURE, b"\x89HDF\r\n\x1a\n"):
        binary.write_bytes(start + binary.read_bytes()[len(start) :])
        with pytest.raises(InputError, match=r"is an HDF file.*gdal_translate"):
            open_product(header)


def test_a_damaged_hdf4_is_refused(tmp_path):
    made = hyperion_l1r(tmp_path)
    data = made.path.read_bytes()
    made.path.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match="but its header needs at least"):
        open_product(made.path)
