"""Small products with the true names, headers and band tables of AVIRIS, and Sentinel-2 patch folders."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from backend.spectral.sensors import find

UTM = "map info = {UTM, 1, 1, 353128.75, 3813729.77, 15.5, 15.5, 11, North, WGS-84}"
CRS = (
    'coordinate system string = {PROJCS["WGS_1984_UTM_Zone_11N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",'
    'SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",-117.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],'
    'UNIT["Meter",1.0]]}'
)
AXES = {"bsq": (0, 1, 2), "bil": (1, 0, 2), "bip": (1, 2, 0)}
CODES = {"f4": 4, "i2": 2}


def scene(sensor: str, height: int, width: int, *, scale: float, seed: int = 0) -> np.ndarray:
    """Smooth positive spectra (C, h, w) float32 with a texture, about ``scale`` at their largest."""
    centers = np.array([band.center_nm for band in find(sensor)[0].bands])
    rng = np.random.default_rng(seed)
    shape = 0.3 + 0.2 * np.sin(centers / 300.0)
    return (scale * shape[:, None, None] * rng.uniform(0.5, 1.5, (height, width))).astype(np.float32)


def write_envi(
    path: Path, cube: np.ndarray, sensor: str, *, interleave: str = "bil", order: int = 0, nodata: float = -9999.0
) -> Path:
    """Write cube (C, h, w) as ENVI with the sensor's wavelengths and FWHM; return the binary's path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = cube.dtype.str[1:]
    cube.transpose(AXES[interleave]).astype((">" if order else "<") + kind).tofile(path)
    bands = find(sensor)[0].bands
    lines = [
        "ENVI", "description = {flight line}", f"samples = {cube.shape[2]}", f"lines = {cube.shape[1]}",
        f"bands = {cube.shape[0]}", "header offset = 0", "file type = ENVI Standard", f"data type = {CODES[kind]}",
        f"interleave = {interleave}", f"byte order = {order}", UTM, CRS, "wavelength units = Nanometers",
        "wavelength = {" + ", ".join(f"{b.center_nm}" for b in bands) + "}",
        "fwhm = {" + ", ".join(f"{b.fwhm_nm}" for b in bands) + "}", f"data ignore value = {nodata}",
    ]  # fmt: skip
    path.with_name(path.name + ".hdr").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_aviris3(path: Path, cube: np.ndarray, group: str) -> Path:
    """Write cube (C, h, w) as AVIRIS-3 netCDF-4: group "radiance" or "reflectance"."""
    import h5py
    from rasterio.crs import CRS as Crs

    path.parent.mkdir(parents=True, exist_ok=True)
    bands = find("AVIRIS-3")[0].bands
    with h5py.File(path, "w") as file:
        file.attrs["instrument"] = "AVIRIS-3"
        file.attrs["time_coverage_start"] = "2023-08-21T17:30:24Z"
        mapping = file.create_dataset("transverse_mercator", data=np.array(b"", dtype="S1"))
        mapping.attrs["GeoTransform"] = "353128.75 3.0 0.0 3813729.77 0.0 -3.0"
        mapping.attrs["spatial_ref"] = Crs.from_epsg(32611).to_wkt()
        data = file.create_dataset(f"{group}/{group}", data=cube, chunks=(cube.shape[0], 16, 16), compression="gzip")
        data.attrs["_FillValue"] = np.float32(-9999.0)
        data.attrs["grid_mapping"] = "transverse_mercator"
        data.attrs["units"] = "uW cm-2 nm-1 sr-1" if group == "radiance" else "unitless"
        file[f"{group}/wavelength"] = np.array([b.center_nm for b in bands], dtype=np.float32)
        file[f"{group}/fwhm"] = np.array([b.fwhm_nm for b in bands], dtype=np.float32)
    return path


def write_tif(path: Path, cube: np.ndarray, *, gsd_m: float = 10.0) -> Path:
    """Write cube (C, h, w) uint16 as GeoTIFF."""
    import rasterio
    from affine import Affine

    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", driver="GTiff", count=cube.shape[0], height=cube.shape[1], width=cube.shape[2], dtype=cube.dtype,
        crs="EPSG:32633", transform=Affine(gsd_m, 0.0, 400000.0, 0.0, -gsd_m, 5800000.0),
    ) as file:  # fmt: skip
        file.write(cube)
    return path


def write_fmow(root: Path, category: str, location: int, image: int, *, side: tuple[int, int]) -> Path:
    """Write an image of fMoW-Sentinel: 13 bands of level L1C, numbers x 1e4."""
    cube = (scene("Sentinel-2", *side, scale=8000.0, seed=image)).astype(np.uint16)
    return write_tif(root / category / f"{category}_{location}" / f"{category}_{location}_{image}.tif", cube)


def write_bigearthnet(root: Path, *, number: int = 0) -> Path:
    """Write a patch folder of BigEarthNet: 12 files at 10, 20 and 60 m."""
    name = f"S2A_MSIL2A_20170613T101031_N9999_R022_T33UUP_{26 + number}_57"
    full = scene("Sentinel-2", 120, 120, scale=6000.0, seed=number).astype(np.uint16)
    steps = {"B01": 6, "B09": 6, "B05": 2, "B06": 2, "B07": 2, "B8A": 2, "B11": 2, "B12": 2}
    for band, plane in zip(find("Sentinel-2")[0].bands, full, strict=True):
        if band.name != "B10":
            step = steps.get(band.name, 1)
            write_tif(root / name / f"{name}_{band.name}.tif", plane[None, ::step, ::step], gsd_m=10.0 * step)
    return root / name
