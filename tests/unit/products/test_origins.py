"""Where the first pixel lies, to a hundredth of a pixel: by corners of pixels or centres, as each product has it."""

from __future__ import annotations

import h5py
import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform

from backend.products.registry import open_product
from backend.raster.window import Window
from tests.contract import scenes_bands, scenes_products
from tests.contract.scenes_generic import write_envi, write_tiff

ORIGIN = (366015.0, 5806125.0)  # of the first pixel's outer corner
UTM_ZONE = "EPSG:32633"


def origin(path) -> tuple[float, float, float, float]:
    with open_product(path) as product:
        x, width, turn, y, other, height = product.meta.geotransform
    assert turn == other == 0
    return x, y, width, height


def prisma(folder, *, centres: bool):
    """Return an L2D product with the latitudes and longitudes of the pixel centres of a grid of 30 m at ORIGIN."""
    path = scenes_products.prisma(folder).path
    with h5py.File(path, "r+") as file:
        rows, cols = file["HDFEOS/SWATHS/PRS_L2D_HCO/Geometric Fields/Solar_Zenith_Angle"].shape
        inset = 15.0 if centres else 0.0
        file.attrs["Product_ULcorner_easting"], file.attrs["Product_ULcorner_northing"] = (
            ORIGIN[0] + inset, ORIGIN[1] - inset,
        )  # fmt: skip
        file.attrs["Product_LRcorner_easting"] = ORIGIN[0] + 30 * cols - inset
        file.attrs["Product_LRcorner_northing"] = ORIGIN[1] - 30 * rows + inset
        row, col = np.mgrid[:rows, :cols]
        x, y = ORIGIN[0] + 30 * (col + 0.5), ORIGIN[1] - 30 * (row + 0.5)
        lon, lat = transform(UTM_ZONE, "EPSG:4326", x.ravel().tolist(), y.ravel().tolist())
        for name, values in (("Latitude", lat), ("Longitude", lon)):
            file[f"HDFEOS/SWATHS/PRS_L2D_HCO/Geolocation Fields/{name}"][...] = np.reshape(values, (rows, cols))
    return path


@pytest.mark.parametrize("centres", [True, False])
def test_prisma_l2d_agrees_with_its_own_latitudes(tmp_path, centres):
    path = prisma(tmp_path, centres=centres)
    x, y, width, height = origin(path)
    assert (width, height) == pytest.approx((30.0, -30.0), abs=1e-6)
    assert (x, y) == pytest.approx(ORIGIN, abs=0.3)
    with h5py.File(path) as file:
        place = file["HDFEOS/SWATHS/PRS_L2D_HCO/Geolocation Fields"]
        for row, col in ((0, 0), (5, 7), (-1, -1)):
            lat, lon = float(place["Latitude"][row, col]), float(place["Longitude"][row, col])
            east, north = (values[0] for values in transform("EPSG:4326", UTM_ZONE, [lon], [lat]))
            shape = place["Latitude"].shape
            assert x + width * (col % shape[1] + 0.5) == pytest.approx(east, abs=0.3)
            assert y + height * (row % shape[0] + 0.5) == pytest.approx(north, abs=0.3)


def test_tanager_ortho_corners_are_those_of_the_grid(tmp_path):
    """HDF-EOS: UpperLeftPointMtrs and LowerRightMtrs are outer corners."""
    assert origin(scenes_products.tanager(tmp_path, "ortho_sr").path) == pytest.approx((366015, 5806125, 30, -30))


@pytest.mark.parametrize(("pixel", "shift"), [("1.000,  1.000", 0.0), ("1.5, 1.5", 0.5), ("0.5, 0.5", -0.5)])
def test_neon_reference_pixels(tmp_path, pixel, shift):
    """Map info counts from 1 at the first pixel's outer corner."""
    path = scenes_products.neon(tmp_path).path
    with h5py.File(path, "r+") as file:
        system = file["SERC/Reflectance/Metadata/Coordinate_System"]
        del system["Map_Info"]
        system["Map_Info"] = f"UTM, {pixel}, 368000.00, 4307000.0, 1.0, 1.0, 18, North, WGS-84, units=Meters, 0"
    assert origin(path) == pytest.approx((368000 - shift, 4307000 + shift, 1, -1))


@pytest.mark.parametrize(("pixel", "shift"), [("1, 1", 0.0), ("1.5, 1.5", 0.5), ("3, 2", None)])
def test_envi_reference_pixels(tmp_path, pixel, shift):
    header = write_envi(tmp_path / "a.bsq", np.ones((60, 12, 10), np.int16))
    header.write_text(header.read_text().replace("{UTM, 1, 1,", f"{{UTM, {pixel},"))
    across, down = (2.0, 1.0) if shift is None else (shift, shift)
    assert origin(header) == pytest.approx((ORIGIN[0] - 30 * across, ORIGIN[1] + 30 * down, 30, -30))


def test_a_geotiff_whose_pixels_are_points(tmp_path):
    """GDAL moves the tie point of such files by half a pixel, and so do we."""
    path = tmp_path / "a.tif"
    write_tiff(path, np.ones((4, 6, 5), np.int16))
    with rasterio.open(path, "r+") as file:
        file.update_tags(AREA_OR_POINT="Point")
        file.transform = Affine(30, 0, *(ORIGIN[0],), 0, -30, ORIGIN[1])
    with rasterio.open(path) as file:
        expected = file.transform
    assert origin(path) == pytest.approx((expected.c, expected.f, 30, -30))
    assert origin(path)[:2] == pytest.approx(ORIGIN)


@pytest.mark.parametrize(("band", "metres"), [("B03", 10), ("B05", 20), ("B8A", 20), ("B01", 60)])
def test_a_mark_in_a_sentinel_2_band_lies_where_it_was_set(tmp_path, band, metres):
    """A single bright pixel of 10, 20 or 60 m covers just its own ground on the grid of 10 m."""
    made = scenes_bands.sentinel2(tmp_path)
    image = next(tmp_path.rglob(f"*_{band}_{metres}m.jp2"))
    with rasterio.open(image) as file:
        plane, grid = file.read(1), file.transform
    row, col = 2, 3
    plane[...] = 2000
    plane[row, col] = 9000
    image.unlink()
    scenes_bands._write_jp2(image, plane, metres)
    east, north = grid * (col + 0.5, row + 0.5)
    with open_product(made.path) as product:
        x, y, width, height = (product.meta.geotransform[i] for i in (0, 3, 1, 5))
        position = [b.name for b in product.meta.sensor.bands].index(band)
        read = product.read(Window(0, 0, product.meta.height, product.meta.width), [position])[0]
    assert (x, y, width, height) == pytest.approx((300000, 5900040, 10, -10))
    rows, cols = np.nonzero(read == 9000)
    assert len(rows) == (metres // 10) ** 2
    assert x + width * (cols.mean() + 0.5) == pytest.approx(east, abs=0.1)
    assert y + height * (rows.mean() + 0.5) == pytest.approx(north, abs=0.1)
