"""Write resources/sensors/*.json from a folder of CSV tables (band,center_nm,fwhm_nm) and the short tables below.

``python training/make_resources/sensor_tables.py --data FOLDER``. FOLDER contains the CSV files named in FROM_CSV; the
first line of each states its source. Band centres are facts of the instruments; each file written keeps its source.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

log = logging.getLogger(__name__)

REFLECTANCE = {"quantity": "reflectance", "units": "1"}
MICROWATT = {"quantity": "radiance", "units": "uW cm-2 nm-1 sr-1"}  # JPL level-1B products
WATT = {"quantity": "radiance", "units": "W m-2 sr-1 um-1"}
JPL = {"L1": MICROWATT, "L2": REFLECTANCE}
L2_ONLY = {"L2": REFLECTANCE}

# One entry per table. "file": CSV in the data folder; "good": 1-based inclusive ranges of usable bands (default all).
FROM_CSV: list[dict[str, Any]] = [
    {"id": "aviris_3", "file": "AVIRIS-3", "name": "AVIRIS-3", "aliases": ["AV3"], "platform": "airborne",
     "gsd_m": None, "levels": JPL},
    {"id": "aviris_classic", "file": "AVIRIS-Classic", "name": "AVIRIS-Classic", "aliases": ["AVIRIS", "AVIRIS-C"],
     "platform": "airborne", "gsd_m": None, "levels": JPL},
    {"id": "aviris_ng", "file": "AVIRIS-NG", "name": "AVIRIS-NG", "aliases": ["ANG", "AVIRISNG"],
     "platform": "airborne", "gsd_m": None, "levels": JPL},
    {"id": "desis", "file": "DESIS-235-nominal", "name": "DESIS", "aliases": ["DESIS-HSI"], "platform": "ISS",
     "gsd_m": 30, "levels": L2_ONLY},
    {"id": "emit", "file": "EMIT", "name": "EMIT", "aliases": [], "platform": "ISS", "gsd_m": 60, "levels": JPL},
    {"id": "enmap_l2a", "file": "EnMAP-L2A-224", "name": "EnMAP", "aliases": ["EnMAP-HSI"], "platform": "EnMAP",
     "gsd_m": 30, "levels": L2_ONLY},
    {"id": "enmap_218", "file": "EnMAP-SRF-218", "name": "EnMAP", "aliases": ["EnMAP-HSI"], "platform": "EnMAP",
     "gsd_m": 30, "levels": L2_ONLY},
    {"id": "hymap_111", "file": "HyMap-111-Berlin2009", "name": "HyMap", "aliases": [], "platform": "airborne",
     "gsd_m": None, "levels": L2_ONLY},
    {"id": "hymap_114", "file": "HyMap-114-Berlin2005ish", "name": "HyMap", "aliases": [], "platform": "airborne",
     "gsd_m": None, "levels": L2_ONLY},
    # usable bands: USGS EO-1 user guide, table of 198 (the note in the CSV gives 8-57 and 79-224)
    {"id": "hyperion", "file": "Hyperion-242", "name": "Hyperion", "aliases": ["EO-1 Hyperion", "EO1 Hyperion"],
     "platform": "EO-1", "gsd_m": 30, "good": [[8, 57], [79, 224]], "levels": {"L1": WATT, "L2": REFLECTANCE}},
    {"id": "neon_385", "file": "NEON-AOP-385-earthlib", "name": "NEON AOP", "aliases": ["NEON", "NIS"],
     "platform": "airborne", "gsd_m": 1, "levels": L2_ONLY},
    {"id": "neon_369", "file": "NEON-AOP-IDTReeS-369-inferred", "name": "NEON AOP", "aliases": ["NEON", "NIS"],
     "platform": "airborne", "gsd_m": 1, "levels": L2_ONLY, "approximate": True},
    {"id": "prism", "file": "PRISM", "name": "PRISM", "aliases": [], "platform": "airborne", "gsd_m": None,
     "levels": JPL},
    {"id": "prisma", "file": "PRISMA", "name": "PRISMA", "aliases": ["PRS"], "platform": "PRISMA", "gsd_m": 30,
     "levels": {"L1": WATT, "L2": REFLECTANCE}},
    {"id": "rosis", "file": "ROSIS-PaviaU-103-nominal", "name": "ROSIS", "aliases": ["ROSIS-03"],
     "platform": "airborne", "gsd_m": 1.3, "levels": L2_ONLY, "approximate": True},
    {"id": "sentinel_2", "file": "Sentinel-2A-MSI", "name": "Sentinel-2", "aliases": ["S2", "Sentinel-2A",
     "Sentinel-2B", "Sentinel-2C", "MSI", "Sentinel2"], "platform": "Sentinel-2", "gsd_m": 10,
     "levels": {"L1": {**REFLECTANCE, "scale": 1e-4}, "L2": {**REFLECTANCE, "scale": 1e-4}},
     "names": ["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12"]},
    {"id": "tanager", "file": "Tanager-1", "name": "Tanager", "aliases": ["Tanager-1"], "platform": "Tanager-1",
     "gsd_m": 30, "levels": {"L1": WATT, "L2": REFLECTANCE}},
]  # fmt: skip

# Full width at half maximum is the difference of the half-power wavelengths.
# Landsat 8 OLI: Barsi et al. 2014, Remote Sensing 6(10) 10232, table 1. MODIS: MOD09 user's guide, table of bands 1-7.
# Landsat TM and ETM+: the first and last wavelength of each band (USGS, "What are the band designations for the Landsat
# satellites?").
SHORT: list[dict[str, Any]] = [
    {"id": "landsat_8_9", "name": "Landsat 8/9 OLI", "aliases": ["Landsat 8", "Landsat 9", "Landsat-8", "Landsat-9",
     "OLI", "OLI-2", "Landsat"], "platform": "Landsat 8, Landsat 9", "gsd_m": 30,
     "source": "Barsi et al. 2014, doi:10.3390/rs61010232",
     "levels": {"L2": {**REFLECTANCE, "scale": 2.75e-5, "offset": -0.2}},
     "bands": [("SR_B1", 442.96, 15.98), ("SR_B2", 482.04, 60.04), ("SR_B3", 561.41, 57.33), ("SR_B4", 654.59, 37.47),
               ("SR_B5", 864.67, 28.25), ("SR_B6", 1608.86, 84.72), ("SR_B7", 2200.73, 186.66)]},
    {"id": "landsat_4_5", "name": "Landsat 4/5 TM", "aliases": ["Landsat 4", "Landsat 5", "Landsat-4", "Landsat-5",
     "TM", "Thematic Mapper"], "platform": "Landsat 4, Landsat 5", "gsd_m": 30,
     "source": "USGS, Landsat band designations",
     "levels": {"L2": {**REFLECTANCE, "scale": 2.75e-5, "offset": -0.2}},
     "bands": [("SR_B1", 485.0, 70.0), ("SR_B2", 560.0, 80.0), ("SR_B3", 660.0, 60.0), ("SR_B4", 830.0, 140.0),
               ("SR_B5", 1650.0, 200.0), ("SR_B7", 2215.0, 270.0)]},
    {"id": "landsat_7", "name": "Landsat 7 ETM+", "aliases": ["Landsat 7", "Landsat-7", "ETM+", "ETM"],
     "platform": "Landsat 7", "gsd_m": 30, "source": "USGS, Landsat band designations",
     "levels": {"L2": {**REFLECTANCE, "scale": 2.75e-5, "offset": -0.2}},
     "bands": [("SR_B1", 485.0, 70.0), ("SR_B2", 560.0, 80.0), ("SR_B3", 660.0, 60.0), ("SR_B4", 835.0, 130.0),
               ("SR_B5", 1650.0, 200.0), ("SR_B7", 2220.0, 260.0)]},
    {"id": "modis_land", "name": "MODIS", "aliases": ["MOD09", "MYD09"], "platform": "Terra, Aqua", "gsd_m": 500,
     "source": "MOD09 surface reflectance user's guide, bands 1-7", "levels": {"L2": {**REFLECTANCE, "scale": 1e-4}},
     "bands": [("B1", 645.0, 50.0), ("B2", 858.5, 35.0), ("B3", 469.0, 20.0), ("B4", 555.0, 20.0), ("B5", 1240.0, 20.0),
               ("B6", 1640.0, 24.0), ("B7", 2130.0, 50.0)]},
]  # fmt: skip


def from_csv(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the JSON document of one CSV table."""
    lines = (folder / f"{entry['file']}.csv").read_text(encoding="utf-8").splitlines()
    good = entry.get("good")
    bands = []
    for row in csv.DictReader(lines[1:]):
        number = int(row["band"])
        band: dict[str, Any] = {
            "center_nm": float(row["center_nm"]),
            "fwhm_nm": float(row["fwhm_nm"]) if row["fwhm_nm"] else None,
            "good": good is None or any(first <= number <= last for first, last in good),
        }
        if "names" in entry:
            band["name"] = entry["names"][number - 1]
        bands.append(band)
    source = lines[0].lstrip("# ").removeprefix("source: ").removeprefix("INFERRED, not from metadata: ")
    head = {key: entry[key] for key in ("name", "aliases", "platform", "gsd_m", "levels")}
    approximate = bool(entry.get("approximate", "nominal" in source))
    return {**head, "approximate": approximate, "source": source, "bands": bands}


def from_short(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON document of one table of SHORT."""
    bands = [{"center_nm": nm, "fwhm_nm": fwhm, "good": True, "name": name} for name, nm, fwhm in entry["bands"]]
    head = {key: entry[key] for key in ("name", "aliases", "platform", "gsd_m", "levels")}
    return {**head, "approximate": False, "source": entry["source"], "bands": bands}


def neon_grid() -> dict[str, Any]:
    """Return the full NEON grid of 426 bands, of which the 369-band table is a selection."""
    bands = [{"center_nm": round(383.88 + 5.0075 * i, 3), "fwhm_nm": 5.8, "good": True} for i in range(426)]
    source = "regular grid 383.88 nm + 5.0075 nm steps, FWHM nominal"
    head = {"name": "NEON AOP", "aliases": ["NEON", "NIS"], "platform": "airborne", "gsd_m": 1, "levels": L2_ONLY}
    return {**head, "approximate": True, "source": source, "bands": bands}


def dump(document: dict[str, Any]) -> str:
    """Return the document as JSON with one band per line."""
    head = json.dumps({key: value for key, value in document.items() if key != "bands"}, indent=1, ensure_ascii=False)
    rows = ",\n".join("  " + json.dumps(band) for band in document["bands"])
    return f'{head[:-2]},\n "bands": [\n{rows}\n ]\n}}\n'


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Write resources/sensors/*.json.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the CSV tables")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    documents = {entry["id"]: from_csv(entry, args.data) for entry in FROM_CSV}
    documents |= {entry["id"]: from_short(entry) for entry in SHORT}
    documents["neon_426"] = neon_grid()
    target = ROOT / "resources" / "sensors"
    target.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        (target / f"{name}.json").write_text(dump(document), encoding="utf-8")
    log.info("%d tables written to %s", len(documents), target)


if __name__ == "__main__":
    main()
