"""GeoTIFFs with wavelengths, written the way a user's file may come."""

from __future__ import annotations

from pathlib import Path


def write_raster(path: Path, pixels, center_nm, *, fwhm_nm=None, gsd_m: float = 30.0) -> Path:
    """Write (C, H, W) float32 with wavelengths in the band items, in metres of UTM 33N."""
    import rasterio
    from rasterio.transform import from_origin

    profile = {
        "driver": "GTiff", "count": pixels.shape[0], "height": pixels.shape[1], "width": pixels.shape[2],
        "dtype": "float32", "crs": "EPSG:32633", "transform": from_origin(400000.0, 5800000.0, gsd_m, gsd_m),
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as file:
        file.write(pixels)
        for number, center in enumerate(center_nm, start=1):
            items = {"wavelength": repr(float(center)), "wavelength_units": "Nanometers"}
            if fwhm_nm is not None:
                items["fwhm"] = repr(float(fwhm_nm[number - 1]))
            file.update_tags(number, **items)
    return path
