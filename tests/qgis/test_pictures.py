"""Every window in the real program on a large and a small screen: nothing cut off, nothing beyond the screen.

With SPECAWARE_PICTURES=FOLDER the pictures stay in that folder, with real scenes too where the data are there.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal

from .program import run_program

SCREENS = {"1280x860": "en", "1024x600": "de"}  # German is the longer language


def bare_copy(source: Path, target: Path, driver: str = "GTiff") -> Path:
    """The pixels alone."""
    there = gdal.Open(str(source))
    copy = gdal.GetDriverByName(driver).Create(
        str(target), there.RasterXSize, there.RasterYSize, there.RasterCount, gdal.GDT_Int16
    )
    copy.WriteArray(there.ReadAsArray())
    copy.SetGeoTransform(there.GetGeoTransform())
    copy.SetSpatialRef(there.GetSpatialRef())
    del copy
    return target


def contradictory_copy(source: Path, target: Path) -> Path:
    """ENVI whose header lacks the unit, swaps and repeats centres, and has one far outside."""
    bare_copy(source, target, driver="ENVI")
    there = gdal.Open(str(source))
    um = [float(there.GetRasterBand(i + 1).GetMetadataItem("wavelength")) / 1000 for i in range(there.RasterCount)]
    um[10], um[11], um[30], um[200] = um[11], um[10], um[29], 24.01
    header = target.with_suffix(".hdr")
    header.write_text(header.read_text() + f"wavelength = {{{', '.join(f'{v:.4f}' for v in um)}}}\n", encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def rasters(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, str]:
    """What the dialog is opened on; real scenes too where pictures are wanted."""
    folder = tmp_path_factory.mktemp("rasters")
    sample = root / "resources" / "sample" / "simulated_enmap_30m.tif"
    found = {
        "sample": Path(shutil.copy(sample, folder)),
        "without_metadata": bare_copy(sample, folder / "without_metadata.tif"),
        "contradictory": contradictory_copy(sample, folder / "contradictory.bsq"),
        "broken": folder / "broken.tif",
    }
    found["broken"].write_bytes(sample.read_bytes()[:4000])
    data = Path(os.environ.get("SPECAWARE_DATA", root.parent / "shared" / "data"))
    if "SPECAWARE_PICTURES" in os.environ and data.is_dir():
        found["enmap"] = data / "enmap_potsdam" / "images" / "enmap_potsdam_tile_128_0.tif"
        found["aviris_ng"] = data / "aviris_ng_radiance" / "ang20160910t185702_2rdn_img"
    return {name: str(path) for name, path in found.items()}


@pytest.fixture(scope="module", params=SCREENS)
def seen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, engine: str, rasters: dict[str, str]
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("pictures")
    wanted = os.environ.get("SPECAWARE_PICTURES")
    pictures = Path(wanted) if wanted else folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    own = {**rasters, "sample": str(shutil.copy(rasters["sample"], folder))}  # labels are kept beside the raster
    return run_program(
        "pictures_script.py", folder, engine, screen=request.param, language=SCREENS[request.param],
        SPECAWARE_PICTURES=str(pictures.absolute()),
        SPECAWARE_TEST_RASTERS=json.dumps(own), SPECAWARE_TEST_SAMPLE=own["sample"],
        SPECAWARE_TEST_SCREEN=request.param,
    )  # fmt: skip


def test_no_text_is_cut_off(seen: dict[str, Any]) -> None:
    assert {name: window["cut"] for name, window in seen["windows"].items() if window["cut"]} == {}


def test_every_window_fits_the_screen(seen: dict[str, Any]) -> None:
    assert [name for name, window in seen["windows"].items() if not window["fits"]] == []
    dialogs = [window["least"] for name, window in seen["windows"].items() if name.startswith("sensor_")]
    assert len(dialogs) >= 4
    assert max(width for width, _ in dialogs) <= 1000
    assert max(height for _, height in dialogs) <= 560


def test_every_click_on_the_raster_gave_a_spectrum(seen: dict[str, Any]) -> None:
    assert seen["clicked"] == 4


def test_training_and_comparing_worked_in_the_program(seen: dict[str, Any]) -> None:
    maps, rows = seen["compared"]
    assert maps == 2
    assert rows >= 2


def test_the_program_speaks_the_users_language(seen: dict[str, Any]) -> None:
    assert seen["title"] in ("Spectral profile", "Spektralprofil")
