"""Products in their documented structure: true group, attribute, element and file names; pixels simulated."""

from __future__ import annotations

import json
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
from rasterio.transform import Affine

from backend.spectral.physics.radiometry import irradiance_at
from backend.spectral.sensors import find

from .scenes import SHAPE, Scene, reflectance, scaled
from .scenes_generic import GRID, UTM, write_tiff

TIME = "2022-07-24T10:45:26.000000Z"
EMPTY = (0, 9)


def table(name: str, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return centres and FWHM (10 where the table has none) of a sensor table."""
    found = next(t for t in find(name) if len(t) == count)
    return (
        np.array([b.center_nm for b in found.bands]),
        np.array([b.fwhm_nm or 10.0 for b in found.bands]),
    )


def radiance(nm: np.ndarray, fwhm: np.ndarray) -> np.ndarray:
    """Return (C, H, W) radiance in W m-2 sr-1 um-1 under a sun at 40 degrees from the zenith."""
    light = irradiance_at(nm, fwhm) * np.cos(np.radians(40.0)) / np.pi
    return reflectance(nm) * light[:, None, None]


# -- EnMAP ---------------------------------------------------------------------------------------------------------


def enmap_xml(level: str, nm: np.ndarray, fwhm: np.ndarray, gain: np.ndarray, offset: np.ndarray) -> str:
    """Return METADATA.XML with the elements of the real one that matter."""
    kinds = ("vnir", "swir") if level == "L1B" else ("merge",)
    images = "".join(f"<{kind}><channels>1</channels><name>x</name></{kind}>" for kind in kinds)
    bands = "".join(
        f'<bandID number="{i}"><wavelengthCenterOfBand>{c}</wavelengthCenterOfBand><FWHMOfBand>{w}</FWHMOfBand>'
        f"<GainOfBand>{g}</GainOfBand><OffsetOfBand>{o}</OffsetOfBand></bandID>"
        for i, (c, w, g, o) in enumerate(zip(nm, fwhm, gain, offset, strict=True), start=1)
    )
    return (
        f"<level_X><metadata><schema><processingLevel>{level}</processingLevel></schema></metadata>"
        f"<base><temporalCoverage><startTime>{TIME}</startTime></temporalCoverage><level>{level}</level></base>"
        "<specific><backgroundValue>-32768</backgroundValue><pixelSize>30</pixelSize>"
        '<sunElevationAngle><upper_left unit="DEG">49.9</upper_left><center unit="DEG">50.0</center>'
        f"</sunElevationAngle><bandCharacterisation>{bands}</bandCharacterisation></specific>"
        f"<product><image>{images}</image></product></level_X>"
    )


def enmap(folder: Path, level: str = "L2A", suffix: str = "XML") -> Scene:
    """An EnMAP product of 224 bands, opened by its metadata file."""
    nm, fwhm = table("EnMAP", 224)
    stem = f"ENMAP01-____{level}-DT0000001867_20220724T104526Z_008_V010302_20230628T165614Z"
    if level == "L2A":
        gain, offset, raw = np.full(224, 1e-4), np.zeros(224), scaled(reflectance(nm))
    else:
        gain, offset = np.linspace(1e-6, 4e-6, 224), np.linspace(-1e-3, 1e-3, 224)
        raw = np.round((radiance(nm, fwhm) / 1000 - offset[:, None, None]) / gain[:, None, None]).astype("int32")
    raw[:, EMPTY[0], EMPTY[1]] = -32768
    if level == "L1B":
        write_tiff(folder / f"{stem}-SPECTRAL_IMAGE_VNIR.TIF", raw[:91])
        write_tiff(folder / f"{stem}-SPECTRAL_IMAGE_SWIR.TIF", raw[91:])
    else:
        raw[129:135] = -32768
        write_tiff(folder / f"{stem}-SPECTRAL_IMAGE.TIF", raw)
    path = folder / f"{stem}-METADATA.{suffix}"
    path.write_text(enmap_xml(level, nm, fwhm, gain, offset), encoding="utf-8")
    expected = {"name": "EnMAP", "level": level[:2], "sun_zenith_deg": 40.0, "acquired": TIME, "gsd_m": 30.0}
    return Scene(path, raw, expected, nm, EMPTY, UTM)


def enmap_folder(folder: Path) -> Scene:
    """The same product named by its folder."""
    made = enmap(folder)
    return replace(made, path=folder)


def zipped(made: Scene, folder: Path) -> Scene:
    """Put a product's folder into an archive and name that."""
    archive = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*")):
            file.write(path, f"product/{path.relative_to(folder)}")
    return replace(made, path=archive)


def tarred(made: Scene, folder: Path) -> Scene:
    """Put a product's folder into a tar archive and name that."""
    archive = folder.parent / f"{folder.name}.tar"
    with tarfile.open(archive, "w") as file:
        file.add(folder, arcname="product")
    return replace(made, path=archive)


# -- DESIS ---------------------------------------------------------------------------------------------------------


def desis(folder: Path, level: str = "L2A") -> Scene:
    """A DESIS product of 235 bands."""
    nm, fwhm = table("DESIS", 235)
    stem = f"DESIS-HSI-{level}-DT0865788448_017-20230607T153935-V0220"
    if level == "L2A":
        gain, offset, raw = np.full(235, 1e-4), np.zeros(235), scaled(reflectance(nm))
    else:
        gain, offset = np.linspace(4e-4, 6e-4, 235), np.linspace(0.0, 0.2, 235)
        raw = np.round((radiance(nm, fwhm) / 10 - offset[:, None, None]) / gain[:, None, None]).astype("int16")
    raw[:, EMPTY[0], EMPTY[1]] = -32768
    if level == "L1B":  # as measured: no grid
        write_tiff(folder / f"{stem}-SPECTRAL_IMAGE.tif", raw, transform=Affine.identity(), crs=None)
    else:
        write_tiff(folder / f"{stem}-SPECTRAL_IMAGE.tif", raw)
    corners = "".join(
        f"<point><frame>point_{n}</frame><latitude>{52.4 - 0.003 * row}</latitude>"
        f"<longitude>{13.0 + 0.004 * col}</longitude></point>"
        for n, (row, col) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)), start=1)
    )
    bands = "".join(
        f"<band><bandNumber>{i}</bandNumber><wavelengthCenterOfBand>{c}</wavelengthCenterOfBand>"
        f"<wavelengthWidthOfBand>{w}</wavelengthWidthOfBand><response>0.1,1.0,0.1</response>"
        f"<wavelengths>{c - w},{c},{c + w}</wavelengths><gainOfBand>{g}</gainOfBand>"
        f"<offsetOfBand>{o}</offsetOfBand></band>"
        for i, (c, w, g, o) in enumerate(zip(nm, fwhm, gain, offset, strict=True), start=1)
    )
    path = folder / f"{stem}-METADATA.xml"
    path.write_text(
        '<hsi_doc xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><metadata/><processing/>'
        "<base><temporalCoverage><startTime>2023-06-07T15:39:35.0Z</startTime></temporalCoverage>"
        f"<spatialCoverage><boundingPolygon>{corners}</boundingPolygon></spatialCoverage></base>"
        "<specific><interiorOrientation><band><bandNumber>1</bandNumber></band></interiorOrientation>"
        f"<sunZenithAngle>40.0</sunZenithAngle><bandCharacterisation>{bands}</bandCharacterisation></specific></hsi_doc>",
        encoding="utf-8",
    )
    expected = {"name": "DESIS", "level": level[:2], "sun_zenith_deg": 40.0, "gsd_m": 30.0}
    if level == "L1B":
        return Scene(path, raw, expected, nm, EMPTY, located="corners")
    return Scene(path, raw, expected, nm, EMPTY, UTM)


# -- PRISMA --------------------------------------------------------------------------------------------------------


def prisma(folder: Path, level: str = "L2D") -> Scene:
    """A PRISMA he5 with 66 VNIR (3 not delivered) and 173 SWIR (2 not delivered) channels, descending."""
    nm, fwhm = table("PRISMA", 233)
    vnir = np.concatenate([np.zeros(3), nm[:63][::-1]])
    swir = np.concatenate([nm[63:][::-1], np.zeros(3)])
    widths = [np.concatenate([np.zeros(3), fwhm[:63][::-1]]), np.concatenate([fwhm[63:][::-1], np.zeros(3)])]
    centers = np.concatenate([vnir, swir])
    lit = np.where(centers > 0, centers, 1000.0)
    bright = level in ("L1", "L2B")
    low, high = (0.0, 400.0) if bright else (-0.05, 1.0)
    if level == "L1":
        raw = np.round(radiance(lit, np.full(len(lit), 10.0)) * 100.0).astype("uint16")
    elif level == "L2B":
        raw = np.round(radiance(lit, np.full(len(lit), 10.0)) / 400.0 * 65535).astype("uint16")
    else:
        raw = np.round((reflectance(lit) + 0.05) / 1.05 * 65535).astype("uint16")
    raw[centers == 0] = 0
    path = folder / f"PRS_{level}_STD_20220724104526_20220724104530_0001.he5"
    with h5py.File(path, "w") as file:
        swath = file.create_group(f"HDFEOS/SWATHS/PRS_{level}_HCO")
        for name, part in (("VNIR", raw[:66]), ("SWIR", raw[66:])):
            swath[f"Data Fields/{name}_Cube"] = part.transpose(1, 0, 2)
        suffix = "_VNIR" if level == "L1" else ""
        rows, cols = np.mgrid[: SHAPE[0], : SHAPE[1]]
        swath[f"Geolocation Fields/Latitude{suffix}"] = 52.4 - 0.0003 * rows + 0.00005 * cols
        swath[f"Geolocation Fields/Longitude{suffix}"] = 13.0 + 0.0004 * cols + 0.00005 * rows
        angles = np.full(SHAPE, 40.0, dtype="float32")
        angles[EMPTY] = 0.0
        swath["Geometric Fields/Solar_Zenith_Angle"] = angles
        attributes = {
            "List_Cw_Vnir": vnir, "List_Cw_Swir": swir, "List_Fwhm_Vnir": widths[0], "List_Fwhm_Swir": widths[1],
            "List_Cw_Vnir_Flags": (vnir > 0).astype("uint8"), "List_Cw_Swir_Flags": (swir > 0).astype("uint8"),
            "Product_StartTime": b"2022-07-24T10:45:26.123456", "Sun_zenith_angle": np.float32(40.0),
            "Product_center_lat": np.float32(52.4), "Product_center_long": np.float32(13.0),
            "ScaleFactor_Vnir": np.float32(100), "ScaleFactor_Swir": np.float32(100), "Offset_Vnir": np.float32(0),
            "Offset_Swir": np.float32(0), "L2ScaleVnirMin": np.float32(low), "L2ScaleVnirMax": np.float32(high),
            "L2ScaleSwirMin": np.float32(low), "L2ScaleSwirMax": np.float32(high), "Epsg_Code": np.int32(32633),
            "Product_ULcorner_easting": 366015.0, "Product_ULcorner_northing": 5806125.0,
            "Product_LRcorner_easting": 366015.0 + 30 * (SHAPE[1] - 1),
            "Product_LRcorner_northing": 5806125.0 - 30 * (SHAPE[0] - 1),
        }  # fmt: skip
        for key, value in attributes.items():
            file.attrs[key] = value
    expected = {"name": "PRISMA", "level": "L1" if bright else "L2", "sun_zenith_deg": 40.0, "gsd_m": 30.0}
    found = Scene(path, raw, expected, np.where(centers > 0, centers, np.nan))
    if level == "L2D":  # the corners are those of pixel centres
        grid = (GRID.c - 15.0, 30.0, 0.0, GRID.f + 15.0, 0.0, -30.0)
        return replace(found, empty_pixel=EMPTY, grid=(grid, 32633))
    return replace(found, located="Latitude")


# -- EMIT ----------------------------------------------------------------------------------------------------------


def emit(folder: Path, kind: str = "reflectance") -> Scene:
    """An EMIT granule with its look-up table."""
    nm, fwhm = table("EMIT", 285)
    raw = (reflectance(nm) if kind == "reflectance" else radiance(nm, fwhm) / 10).astype("float32")
    raw[:, EMPTY[0], EMPTY[1]] = -9999.0
    name = "L2A_RFL" if kind == "reflectance" else "L1B_RAD"
    path = folder / f"EMIT_{name}_001_20220903T103129_2224611_012.nc"
    with h5py.File(path, "w") as file:
        cube = file.create_dataset(kind, data=raw.transpose(1, 2, 0), chunks=(4, 10, 32), compression="gzip")
        cube.attrs["_FillValue"] = np.array([-9999.0], dtype="float32")
        cube.attrs["units"] = "unitless" if kind == "reflectance" else "uW/cm^2/SR/nm"
        file["sensor_band_parameters/wavelengths"] = nm.astype("float32")
        file["sensor_band_parameters/fwhm"] = fwhm.astype("float32")
        if kind == "reflectance":
            file["sensor_band_parameters/good_wavelengths"] = ((nm < 1320) | (nm > 1495)).astype("uint8")
        rows, cols = np.mgrid[: SHAPE[0], : SHAPE[1]]
        glt_x, glt_y = np.zeros((16, 14), "int32"), np.zeros((16, 14), "int32")
        glt_x[2:14, 2:12], glt_y[2:14, 2:12] = cols + 1, rows + 1
        file["location/glt_x"], file["location/glt_y"] = glt_x, glt_y
        file["location/lat"], file["location/lon"] = 52.5 - 0.0005 * rows, 13.0 + 0.0005 * cols
        wkt = 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'  # noqa: E501
        file.attrs.update({
            "instrument": "EMIT", "spatial_ref": wkt, "time_coverage_start": "2022-09-03T10:31:29+0000",
            "geotransform": np.array([13.0, 0.0005, 0.0, 52.5, 0.0, -0.0005]), "westernmost_longitude": 13.0,
            "easternmost_longitude": 13.1, "southernmost_latitude": 52.4, "northernmost_latitude": 52.5,
        })  # fmt: skip
    expected = {"name": "EMIT", "level": "L2" if kind == "reflectance" else "L1", "acquired": "2022-09-03T10:31:29Z"}
    return Scene(path, raw, {**expected, "gsd_m": 60.0}, nm, EMPTY, located="glt")


# -- AVIRIS, NEON, Tanager, PACE ----------------------------------------------------------------------------------


def aviris(folder: Path, kind: str = "reflectance") -> Scene:
    """An AVIRIS-3 file: reflectance on the map's grid, or radiance as measured with the table for that grid."""
    nm, fwhm = table("AVIRIS-3", 284)
    bright = kind == "radiance"
    raw = (radiance(nm, fwhm) / 10 if bright else reflectance(nm)).astype("float32")
    raw[:, EMPTY[0], EMPTY[1]] = -9999.0
    path = folder / (
        "AV320230915t184130_000_L1B_RDN_3f4aef90_RDN.nc"
        if bright
        else "AV320230915t184130_000_L2A_OE_main_27577724_RFL_ORT.nc"
    )
    with h5py.File(path, "w") as file:
        file[f"{kind}/wavelength"], file[f"{kind}/fwhm"] = nm.astype("float32"), fwhm.astype("float32")
        cube = file.create_dataset(f"{kind}/{kind}", data=raw)
        cube.attrs.update({"_FillValue": np.float32(-9999), "grid_mapping": "transverse_mercator"})
        if bright:
            cube.attrs["units"] = "uW nm-1 cm-2 sr-1"
            rows, cols = np.mgrid[: SHAPE[0], : SHAPE[1]]
            line, sample = np.zeros((15, 17), "int32"), np.zeros((15, 17), "int32")
            line[1:13, 3:13], sample[1:13, 3:13] = rows + 1, cols + 1
            line[13, 3:13], sample[13, 3:13] = -12, -(cols[0] + 1)  # filled from neighbours
            file["geolocation_lookup_table/line"], file["geolocation_lookup_table/sample"] = line, sample
            file["lat"], file["lon"] = 52.4 - 0.0003 * rows, 13.0 + 0.0004 * cols
            file["observation_parameters/to_sun_zenith"] = np.full(SHAPE, 40.0, "float32")
        mapping = file.create_dataset("transverse_mercator", data=np.int8(0))
        from rasterio.crs import CRS

        mapping.attrs["spatial_ref"] = CRS.from_epsg(32633).to_wkt()
        mapping.attrs["GeoTransform"] = " ".join(str(v) for v in GRID.to_gdal())
    expected = {"name": "AVIRIS-3", "level": "L1" if bright else "L2", "scale": 1.0, "acquired": "2023-09-15T18:41:30Z"}
    if bright:
        return Scene(path, raw, {**expected, "sun_zenith_deg": 40.0}, nm, EMPTY, located="geolocation_lookup_table")
    return Scene(path, raw, {**expected, "gsd_m": 30.0}, nm, EMPTY, UTM)


def neon(folder: Path) -> Scene:
    """A NEON mosaic tile."""
    nm, fwhm = table("NEON AOP", 426)
    raw = scaled(reflectance(nm))
    raw[:, EMPTY[0], EMPTY[1]] = -9999
    path = folder / "NEON_D02_SERC_DP3_368000_4306000_reflectance.h5"
    with h5py.File(path, "w") as file:
        group = file.create_group("SERC/Reflectance")
        group.attrs["Band_Window_1_Nanometers"], group.attrs["Band_Window_2_Nanometers"] = [1340, 1445], [1790, 1955]
        cube = group.create_dataset("Reflectance_Data", data=raw.transpose(1, 2, 0))
        cube.attrs["Data_Ignore_Value"], cube.attrs["Scale_Factor"] = -9999.0, 10000.0
        group["Metadata/Spectral_Data/Wavelength"] = nm
        group["Metadata/Spectral_Data/FWHM"] = fwhm
        group["Metadata/Coordinate_System/EPSG Code"] = b"32618"
        group["Metadata/Coordinate_System/Map_Info"] = (
            b"UTM,  1.000,  1.000,       368000.00,       4307000.0,       1.0000000,       1.0000000,  18,  North,"
            b"  WGS-84,  units=Meters, 0"
        )
    grid = ((368000.0, 1.0, 0.0, 4307000.0, 0.0, -1.0), 32618)
    return Scene(path, raw, {"name": "NEON AOP", "level": "L2", "scale": 1e-4, "gsd_m": 1.0}, nm, EMPTY, grid)


def tanager(folder: Path, kind: str = "basic_sr") -> Scene:
    """A Tanager product: basic_sr, basic_radiance or ortho_sr."""
    nm, fwhm = table("Tanager", 426)
    bright = kind == "basic_radiance"
    raw = (radiance(nm, fwhm) if bright else reflectance(nm)).astype("float32")
    raw[:, EMPTY[0], EMPTY[1]] = -9999.0
    path = folder / f"20250504_092952_87_4001_{kind}_hdf5.h5"
    group = "HDFEOS/GRIDS/HYP" if kind.startswith("ortho") else "HDFEOS/SWATHS/HYP"
    with h5py.File(path, "w") as file:
        name = "toa_radiance" if bright else "surface_reflectance"
        cube = file.create_dataset(f"{group}/Data Fields/{name}", data=raw)
        cube.attrs.update({"wavelengths": nm, "fwhm": fwhm, "_FillValue": np.float32(-9999)})
        outside = np.zeros(SHAPE, "uint8")
        outside[EMPTY] = 1
        file[f"{group}/Data Fields/nodata_pixels"] = outside
        file[f"{group}/Data Fields/sun_zenith"] = np.full(SHAPE, 40.0, "float32")
        if group.endswith("GRIDS/HYP"):
            file[group].attrs["epsg_code"] = 32633
            file["HDFEOS INFORMATION/StructMetadata.0"] = (
                b"UpperLeftPointMtrs=(366015.000000,5806125.000000)\n\t\tLowerRightMtrs=(366315.000000,5805765.000000)"
            )
        else:
            rows, cols = np.mgrid[: SHAPE[0], : SHAPE[1]]
            file[f"{group}/Geolocation Fields/Latitude"] = 52.4 - 0.0003 * rows
            file[f"{group}/Geolocation Fields/Longitude"] = 13.0 + 0.0004 * cols
            framing = {"cols": 12, "rows": 14, "epsg_code": 32633, "geotransform": list(GRID.to_gdal())}
            file[f"{group}/Geolocation Fields"].attrs["Planet_Ortho_Framing"] = json.dumps(framing)
    expected = {"name": "Tanager", "level": "L1" if bright else "L2", "sun_zenith_deg": 40.0, "gsd_m": 30.0}
    if group.endswith("GRIDS/HYP"):
        return Scene(path, raw, expected, nm, EMPTY, UTM)
    return Scene(path, raw, expected, nm, EMPTY, located="Latitude")


def pace(folder: Path) -> Scene:
    """An OCI surface reflectance granule."""
    nm = np.concatenate([np.arange(345.0, 896.0, 5.0), [1038.0, 1249.0, 1618.0, 2131.0, 2258.0]])
    raw = np.round((reflectance(nm) - 0.05) / 2e-6 / 10).astype("int16")
    raw[:, EMPTY[0], EMPTY[1]] = -32767
    path = folder / "PACE_OCI.20240724T104526.L2.SFREFL.V3_1.nc"
    with h5py.File(path, "w") as file:
        cube = file.create_dataset("geophysical_data/rhos", data=raw.transpose(1, 2, 0))
        cube.attrs.update({
            "scale_factor": np.array([2e-5], "f4"), "add_offset": np.array([0.05], "f4"),
            "_FillValue": np.array([-32767], "i2"),
        })  # fmt: skip
        file["sensor_band_parameters/wavelength_3d"] = nm
        rows, cols = np.mgrid[: SHAPE[0], : SHAPE[1]]
        file["navigation_data/latitude"], file["navigation_data/longitude"] = 52 - 0.01 * rows, 13 + 0.015 * cols
        file.attrs["time_coverage_start"] = "2024-07-24T10:45:26.123Z"
    expected = {"name": "PACE OCI", "level": "L2", "gsd_m": 1200.0, "acquired": "2024-07-24T10:45:26Z"}
    return Scene(path, raw, expected, nm, EMPTY, located="latitude")
