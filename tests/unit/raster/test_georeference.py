import numpy as np
import pytest

from backend.raster.georeference import GeoReference
from backend.raster.window import Window

UTM = "EPSG:32633"
WGS84 = "EPSG:4326"


def wkt(code):
    from rasterio.crs import CRS

    return CRS.from_string(code).to_wkt()


def test_the_corner_of_a_part_is_that_of_its_first_pixel():
    reference = GeoReference((100.0, 2.0, 0.5, 50.0, 0.25, -3.0), None)
    assert reference.moved(Window(4, 10, 1, 1)).geotransform == (100 + 20 + 2, 2.0, 0.5, 50 + 2.5 - 12, 0.25, -3.0)
    assert GeoReference(None, None).moved(Window(4, 10, 1, 1)).geotransform is None


@pytest.mark.parametrize("step", [0.1, 1 / 3, 30.0, 1e-5])
def test_an_extent_on_pixel_edges_is_not_enlarged_by_rounding(step):
    reference = GeoReference((0.7, step, 0.0, 9.3, 0.0, -step), None)
    extent = (0.7 + 17 * step, 9.3 - 40 * step, 0.7 + 29 * step, 9.3 - 5 * step)
    assert reference.window_of(extent, height=100, width=100) == Window(5, 17, 35, 12)


def test_a_raster_without_georeference_has_x_as_column_and_minus_y_as_row():
    assert GeoReference(None, None).window_of((2, -7, 5, -3), height=50, width=50) == Window(3, 2, 4, 3)


def test_a_point_like_extent_is_one_pixel():
    reference = GeoReference((0.0, 1.0, 0.0, 10.0, 0.0, -1.0), None)
    assert reference.window_of((3.5, 4.5, 3.50001, 4.50001), height=10, width=10) == Window(5, 3, 1, 1)


def test_pixel_areas():
    projected = GeoReference((0.0, 30.0, 0.0, 0.0, 0.0, -30.0), wkt(UTM))
    np.testing.assert_allclose(projected.row_areas_m2(3), 900.0)
    feet = GeoReference((0.0, 10.0, 0.0, 0.0, 0.0, -10.0), wkt("EPSG:2263"))
    np.testing.assert_allclose(feet.row_areas_m2(1), 100 * 0.3048006096**2, rtol=1e-6)
    assert GeoReference(None, wkt(UTM)).row_areas_m2(3) is None
    assert GeoReference((0.0, 1.0, 0.0, 0.0, 0.0, -1.0), None).row_areas_m2(3) is None


def test_geographic_pixels_add_up_to_the_earth():
    whole = GeoReference((-180.0, 1.0, 0.0, 90.0, 0.0, -1.0), wkt(WGS84))
    assert whole.row_areas_m2(180).sum() * 360 == pytest.approx(510.07e12, rel=1e-3)  # surface of WGS 84
    areas = whole.row_areas_m2(180)
    assert areas[0] < areas[89]
