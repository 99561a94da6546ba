"""Products of one file a band: Sentinel-2 SAFE, Landsat collection 2, Hyperion L1T; pixels simulated."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import Affine

from backend.products.files import hdf4
from backend.products.readers.sentinel2 import BANDS

from .scenes import Scene, reflectance
from .scenes_generic import UTM, write_tiff
from .scenes_products import EMPTY, radiance, table

METRES = dict(zip(BANDS, (60, 10, 10, 10, 20, 20, 20, 10, 20, 60, 60, 20, 20), strict=True))
SAFE = "S2B_MSIL{kind}_20220724T101559_N0400_R065_T33UUU_20220724T161201"


def _write_jp2(path: Path, plane: np.ndarray, metres: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", driver="JP2OpenJPEG", count=1, height=plane.shape[0], width=plane.shape[1], dtype="uint16",
        crs="EPSG:32633", transform=Affine(metres, 0, 300000, 0, -metres, 5900040), QUALITY="100", REVERSIBLE="YES",
    ) as dataset:  # fmt: skip
        dataset.write(plane, 1)


def sentinel2(folder: Path, kind: str = "2A") -> Scene:
    """A SAFE folder of 24 x 36 pixels at 10 m; L2A lacks B10; processing baseline 4 (offset -1000)."""
    nm, _ = table("Sentinel-2", 13)
    bands = [band for band in BANDS if not (kind == "2A" and band == "B10")]
    safe = folder / (SAFE.format(kind=kind) + ".SAFE")
    granule = safe / "GRANULE" / "L2A_T33UUU_A028100_20220724T101555"
    raw = []
    for band in bands:
        metres = METRES[band]
        shape = (240 // metres, 360 // metres)
        value = reflectance(nm[[BANDS.index(band)]], shape, seed=1)[0]
        plane = np.round(value * 10000 + 1000).astype("uint16")
        if metres == 10:
            plane[18:, 30:] = 0
        else:
            plane[-(60 // metres) :, -(60 // metres) :] = 0
        name = f"T33UUU_20220724T101559_{band}"
        if kind == "2A":
            _write_jp2(granule / "IMG_DATA" / f"R{metres}m" / f"{name}_{metres}m.jp2", plane, metres)
        else:
            _write_jp2(granule / "IMG_DATA" / f"{name}.jp2", plane, metres)
        raw.append(plane.repeat(metres // 10, axis=0).repeat(metres // 10, axis=1))
    if kind == "2A":  # coarser copies of fine bands must not be taken
        _write_jp2(granule / "IMG_DATA" / "R60m" / "T33UUU_20220724T101559_B02_60m.jp2", np.ones((4, 6), "uint16"), 60)
    spectral = "".join(
        f'<Spectral_Information bandId="{i}" physicalBand="B{band[1:].lstrip("0")}"><RESOLUTION>10</RESOLUTION>'
        f'<Wavelength><MIN unit="nm">1</MIN><CENTRAL unit="nm">{nm[i]}</CENTRAL></Wavelength></Spectral_Information>'
        for i, band in enumerate(BANDS)
    )
    prefix, offset = ("BOA_", "BOA_ADD_OFFSET") if kind == "2A" else ("", "RADIO_ADD_OFFSET")
    offsets = "".join(f'<{offset} band_id="{i}">-1000</{offset}>' for i in range(13))
    path = safe / f"MTD_MSIL{kind}.xml"
    path.write_text(
        f'<n1:Level-{kind}_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product.xsd">'
        "<n1:General_Info><Product_Info><PRODUCT_START_TIME>2022-07-24T10:15:59.024Z</PRODUCT_START_TIME></Product_Info>"
        f"<{prefix}QUANTIFICATION_VALUE>10000</{prefix}QUANTIFICATION_VALUE><AOT_QUANTIFICATION_VALUE>1000.0"
        f"</AOT_QUANTIFICATION_VALUE>{offsets}{spectral}</n1:General_Info></n1:Level-{kind}_User_Product>",
        encoding="utf-8",
    )
    (granule / "MTD_TL.xml").write_text(
        "<n1:Tile xmlns:n1='x'><Sun_Angles_Grid><Zenith/></Sun_Angles_Grid><Mean_Sun_Angle>"
        '<ZENITH_ANGLE unit="deg">33.5</ZENITH_ANGLE></Mean_Sun_Angle></n1:Tile>',
        encoding="utf-8",
    )
    expected = {"name": "Sentinel-2", "level": f"L{kind[0]}", "scale": 1e-4, "offset": -0.1, "sun_zenith_deg": 33.5,
                "gsd_m": 10.0, "quantity": "reflectance"}  # fmt: skip
    grid = ((300000.0, 10.0, 0.0, 5900040.0, 0.0, -10.0), 32633)
    return Scene(path, np.stack(raw), expected, nm[[BANDS.index(b) for b in bands]], None, grid)


def band_files(folder: Path) -> Scene:
    """A folder of single files of Sentinel-2 L2A, as archives serve them: 10 and 20 m, with a mask beside them."""
    nm, _ = table("Sentinel-2", 13)
    raw, used = [], []
    for band in (b for b in BANDS if METRES[b] < 60):
        step = METRES[band] // 10
        plane = np.round(reflectance(nm[[BANDS.index(band)]], (24 // step, 36 // step), seed=1)[0] * 10000)
        plane[-(4 // step) :, -(4 // step) :] = 0
        write_tiff(
            folder / f"T33UUU_20190724T101559_{band}_{METRES[band]}m.tif", plane[None].astype("uint16"),
            transform=Affine(10 * step, 0, 300000, 0, -10 * step, 5900040),
        )  # fmt: skip
        raw.append(plane.astype("uint16").repeat(step, axis=0).repeat(step, axis=1))
        used.append(nm[BANDS.index(band)])
    mask = np.full((1, 12, 18), 4, "uint8")
    write_tiff(folder / "T33UUU_20190724T101559_SCL_20m.tif", mask, transform=Affine(20, 0, 300000, 0, -20, 5900040))
    expected = {"name": "Sentinel-2", "level": "L2", "scale": 1e-4, "gsd_m": 10.0, "acquired": "2019-07-24T10:15:59Z"}
    grid = ((300000.0, 10.0, 0.0, 5900040.0, 0.0, -10.0), 32633)
    return Scene(folder, np.stack(raw), expected, np.array(used), None, grid)


def landsat(folder: Path, mission: str = "LC09") -> Scene:
    """A level-2 product of Landsat 9, or of an older one ("LT05", "LE07"), with its MTL text."""
    nm, numbers, name = table("Landsat 8/9 OLI", 7)[0], [1, 2, 3, 4, 5, 6, 7], "Landsat 8/9 OLI"
    if mission != "LC09":
        near, last, name = {"LT05": (830.0, 2215.0, "Landsat 4/5 TM"), "LE07": (835.0, 2220.0, "Landsat 7 ETM+")}[
            mission
        ]
        nm, numbers = np.array([485.0, 560.0, 660.0, near, 1650.0, last]), [1, 2, 3, 4, 5, 7]
    stem = f"{mission}_L2SP_193023_20220724_20230406_02_T1"
    raw = np.round((reflectance(nm) + 0.2) / 2.75e-5).astype("uint16")
    raw[:, EMPTY[0], EMPTY[1]] = 0
    for number, plane in zip(numbers, raw, strict=True):
        write_tiff(folder / f"{stem}_SR_B{number}.TIF", plane[None], nodata=0)
    factors = "".join(
        f"    REFLECTANCE_MULT_BAND_{n} = 2.75e-05\n    REFLECTANCE_ADD_BAND_{n} = -0.2\n" for n in numbers
    )
    path = folder / f"{stem}_MTL.txt"
    path.write_text(
        "GROUP = LANDSAT_METADATA_FILE\n  GROUP = IMAGE_ATTRIBUTES\n    DATE_ACQUIRED = 2022-07-24\n"
        '    SCENE_CENTER_TIME = "10:03:12.3456780Z"\n    SUN_ELEVATION = 55.5\n  END_GROUP = IMAGE_ATTRIBUTES\n'
        f"  GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS\n{factors}"
        "  END_GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS\n  GROUP = LEVEL1_RADIOMETRIC_RESCALING\n"
        "    REFLECTANCE_MULT_BAND_1 = 2.0000E-05\n  END_GROUP = LEVEL1_RADIOMETRIC_RESCALING\n"
        "END_GROUP = LANDSAT_METADATA_FILE\nEND\n",
        encoding="utf-8",
    )
    expected = {"name": name, "level": "L2", "scale": 2.75e-5, "offset": -0.2, "sun_zenith_deg": 34.5,
                "gsd_m": 30.0}  # fmt: skip
    return Scene(path, raw, expected, nm, EMPTY, UTM)


def hyperion(folder: Path) -> Scene:
    """A Hyperion L1T folder of 242 channels, 44 of them not calibrated (0)."""
    nm, fwhm = table("Hyperion", 242)
    factor = np.where(np.arange(1, 243) <= 70, 40.0, 80.0)
    raw = np.round(radiance(nm, fwhm) * factor[:, None, None]).astype("int16")
    calibrated = np.array([8 <= n <= 57 or 77 <= n <= 224 for n in range(1, 243)])
    raw[~calibrated] = 0
    raw[:, EMPTY[0], EMPTY[1]] = 0
    for number, plane in enumerate(raw, start=1):
        write_tiff(folder / f"EO1H1740652002110110KZ_B{number:03d}_L1T.TIF", plane[None])
    (folder / "EO1H1740652002110110KZ_MTL_L1T.TXT").write_text(
        "GROUP = L1_METADATA_FILE\n  GROUP = PRODUCT_METADATA\n    ACQUISITION_DATE = 2002-04-20\n"
        "    START_TIME = 2002 110 08:33:40\n  END_GROUP = PRODUCT_METADATA\n  GROUP = PRODUCT_PARAMETERS\n"
        "    SUN_ELEVATION = 50.000000\n  END_GROUP = PRODUCT_PARAMETERS\n  GROUP = RADIANCE_SCALING\n"
        "    SCALING_FACTOR_VNIR = 40.00\n    SCALING_FACTOR_SWIR = 80.00\n  END_GROUP = RADIANCE_SCALING\n"
        "END_GROUP = L1_METADATA_FILE\nEND\n",
        encoding="utf-8",
    )
    expected = {"name": "Hyperion", "level": "L1", "sun_zenith_deg": 40.0, "gsd_m": 30.0}
    expected["acquired"] = "2002-04-20T08:33:40"
    return Scene(folder, raw, expected, nm, EMPTY, UTM)


def write_hdf4(path: Path, values: np.ndarray) -> None:
    """Write 16-bit numbers as the only data set of an HDF4 file, big-endian, as the HDF library lays it out."""
    sizes = struct.pack(f">H{values.ndim}i", values.ndim, *values.shape)
    sizes += struct.pack(">HH", 106, 2) * (1 + values.ndim)
    group = struct.pack(">HHHHHH", 106, 2, 701, 3, 702, 4)
    contents = {
        (106, 2): bytes([1, 22, 16, 1]),
        (701, 3): sizes,
        (702, 4): values.astype(">i2").tobytes(),
        (720, 5): group,
    }
    offset, table, body = 4 + 6 + 12 * len(contents), b"", b""
    for (tag, reference), data in contents.items():
        table += struct.pack(">HHII", tag, reference, offset + len(body), len(data))
        body += data
    path.write_bytes(hdf4.SIGNATURE + struct.pack(">HI", len(contents), 0) + table + body)


def hyperion_l1r(folder: Path) -> Scene:
    """A Hyperion L1R image (lines, channels, samples) in HDF4 with the text beside it."""
    made = hyperion(folder)
    for path in folder.iterdir():
        path.unlink()
    raw = made.raw
    raw[:, EMPTY[0], EMPTY[1]] = raw[:, 1, 1]  # no background: the whole line is seen
    path = folder / "EO1H1740652002110110KZ.L1R"
    write_hdf4(path, raw.transpose(1, 0, 2))
    corners = "".join(
        f"PRODUCT_{name}_CORNER_{axis} = {value}\n"
        for name, (row, col) in {"UL": (0, 0), "UR": (0, 1), "LR": (1, 1), "LL": (1, 0)}.items()
        for axis, value in (("LAT", 52.4 - 0.0033 * row), ("LON", 13.0 + 0.0044 * col))
    )
    text = f"Scene Request ID            EO1_1\nHYP Start Time              2002 110 08:33:40\n{corners}"
    path.with_suffix(".MET").write_text(text, encoding="utf-8")
    expected = {key: value for key, value in made.expected.items() if key != "sun_zenith_deg"}  # computed
    return Scene(path, raw, expected, made.centers_nm, located="corners")
