"""Spectra of single pixels."""

from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.products.profile import profile_raster


@pytest.fixture
def raster(tmp_path):
    """3 bands x 4 rows x 5 columns of int16 x 0.0001, 30 m; pixel (1, 2) is nodata in band 2."""
    import rasterio
    from rasterio.transform import from_origin

    cube = np.arange(60, dtype=np.int16).reshape(3, 4, 5) * 100
    cube[1, 1, 2] = -9999
    profile = {
        "driver": "GTiff", "count": 3, "height": 4, "width": 5, "dtype": "int16", "crs": "EPSG:32633", "nodata": -9999,
        "transform": from_origin(400000.0, 5800000.0, 30.0, 30.0),
    }  # fmt: skip
    with rasterio.open(tmp_path / "a.tif", "w", **profile) as file:
        file.write(cube)
        file.scales = (1e-4,) * 3
        for number, center in enumerate((480.0, 560.0, 660.0), start=1):
            file.update_tags(number, wavelength=str(center), wavelength_units="nm")
    return tmp_path / "a.tif"


def test_values_are_physical_and_nodata_is_none(raster):
    found = profile_raster(raster, [(400015.0, 5799985.0), (400075.0, 5799950.0)])
    assert [band["center_nm"] for band in found["bands"]] == [480.0, 560.0, 660.0]
    first, second = found["spectra"]
    assert (first["row"], first["col"], second["row"], second["col"]) == (0, 0, 1, 2)
    assert first["values"] == pytest.approx([0.0, 0.2, 0.4])
    assert second["values"] == [pytest.approx(0.07), None, pytest.approx(0.47)]


def test_a_point_outside_has_no_spectrum(raster):
    inside, outside = profile_raster(raster, [(400149.9, 5799880.1), (400150.1, 5799950.0)])["spectra"]
    assert (inside["row"], inside["col"]) == (3, 4)
    assert outside == {"row": None, "col": None, "values": None}
    with pytest.raises(InputError, match="is outside"):
        profile_raster(raster, [(0.0, 0.0)])
