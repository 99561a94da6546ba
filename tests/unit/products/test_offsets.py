"""Offsets left in stacks of Sentinel-2 and Landsat: by metadata, names, dates, values; asked for where none tells."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.common.errors import SensorError
from backend.products.base import ensure_ready
from backend.products.meaning.resolve import resolve
from backend.products.registry import open_product
from backend.products.statements.baseline import of_surroundings
from backend.products.statements.case import Facts
from backend.products.statements.evidence import Evidence
from backend.spectral.overrides import SensorOverrides

from ...contract.scenes import reflectance
from ...contract.scenes_generic import write_tiff

NM = np.array([443.0, 490.0, 560.0, 665.0, 705.0, 740.0, 783.0, 842.0, 865.0, 945.0, 1610.0, 2190.0])
LAND = reflectance(NM, (16, 16)).reshape(len(NM), -1)
WATER = np.outer(0.03 * np.exp(-np.maximum(NM - 560, 0) / 120) + 0.002, np.linspace(0.9, 1.2, 40))
SCENE = np.concatenate([LAND, WATER], axis=1)
SAND = np.outer(np.interp(NM, [443, 665, 865, 2190], [0.15, 0.35, 0.45, 0.55]), np.linspace(0.9, 1.2, 99))
BRIGHT = {"scene": SCENE, "sand": SAND}
STATED = Evidence("band item", center_nm=tuple(NM), level="L2")
NAMES = {  # of products and of stacks that users make of them; None: nothing tells
    "S2A_MSIL2A_20220301T101021_N0400_R022_T33UUU_20220301T132501.tif": True,
    "S2B_MSIL1C_20230612T100559_N0509_R022_T33UUU_20230612T120134_stack.tif": True,
    "S2A_MSIL2A_20180724T101031_N0500_R022_T33UUU_20230715T012345.tif": True,
    "T33UUU_N0510_stack.tif": True,
    "S2A_MSIL2A_20210724T101031_N0301_R022_T33UUU_20210724T130000.tif": False,
    "S2A_MSIL1C_20170216T101031_N0204_R022_T33UUU_20170216T101101.tif": False,
    "S2A_L2A_T33UUU_20170216_stack.tif": False,
    "S2A_L2A_T33UUU_20220724_stack.tif": None,
    "my_stack.tif": None,
}


def understood(values, *, evidence=(), name="stack.tif", dtype="uint16"):
    raw = np.round(values * 1e4) if dtype == "uint16" else values
    known = Facts(name, len(NM), np.dtype(dtype), raw)
    return resolve(known, [*evidence, STATED, *of_surroundings(Path("nowhere") / name)])


@pytest.mark.parametrize("scene", BRIGHT)
@pytest.mark.parametrize("name", NAMES)
def test_the_baseline_and_the_date_in_a_name_tell_of_the_offset(name, scene):
    known = NAMES[name]
    values = BRIGHT[scene] + (0.0 if known is False else 0.1)
    sensor, case = understood(values, name=name)
    assert sensor.name == "Sentinel-2"
    if known is None:
        assert "give the offset, -0.1 if so and 0 if not" in case.blockers[0]
        assert case.choices["offset"] == (-0.1, 0.0)
        return
    assert sensor.offset == (-0.1 if known else 0.0), case.warnings
    assert case.blockers == []
    assert any("processing baseline 0" in w and "offset -0.1 is used" in w for w in case.warnings) == known


@pytest.mark.parametrize("name", NAMES)
def test_values_darker_than_the_offset_hold_none(name):
    """Stacks of harmonised archives keep the products' names and hold no offset."""
    sensor, case = understood(SCENE, name=name)
    assert (sensor.offset, case.blockers) == (0.0, [])
    assert any("it has been removed already" in w for w in case.warnings) == (NAMES[name] is True)


def test_darkest_pixels_at_a_tenth_are_asked_about_whatever_the_date():
    for name in (
        "S2A_L2A_T33UUU_20170216_stack.tif",
        "S2A_MSIL2A_20210724T101031_N0301_R022_T33UUU_20210724T130000.tif",
    ):
        _, case = understood(SCENE + 0.1, name=name)
        assert "the darkest pixels of all bands are at 0.1" in case.blockers[0]
    _, case = understood(SCENE + 0.1, dtype="float32")
    assert "the darkest pixels of all bands are at 0.1" in case.blockers[0]


@pytest.mark.parametrize("offset", [-0.1, 0.0])
def test_the_users_offset_holds(offset):
    stated = Evidence("user", offset=offset)
    for values, name in ((SCENE + 0.1, "a.tif"), (SCENE + 0.1, "T33UUU_N0400.tif"), (SAND, "a.tif")):
        sensor, case = understood(values, name=name, evidence=[stated])
        assert (sensor.offset, sensor.origins["offset"], case.blockers) == (offset, "user", [])


def test_an_offset_in_raw_numbers_stops():
    _, case = understood(SCENE + 0.1, evidence=[Evidence("user", offset=-1000.0)])
    asked = ("give the right scale and offset", "not reflectance in any usual scale")
    assert any(text in case.blockers[0] for text in asked)


STAC = {  # what a STAC item says, what the values hold, the offset to use
    "offset, not applied": ({"offset": -0.1, "offset_applied": False}, 0.1, -0.1),
    "offset alone": ({"offset": -0.1}, 0.1, -0.1),
    "offset, applied": ({"offset": -0.1, "offset_applied": True}, 0.0, 0.0),
    "offset, wrongly not applied": ({"offset": -0.1, "offset_applied": False}, 0.0, 0.0),
    "baseline": ({"baseline": 5.09}, 0.1, -0.1),
    "old baseline": ({"baseline": 2.09}, 0.0, 0.0),
    "baseline, applied": ({"baseline": 4.0, "offset_applied": True}, 0.0, 0.0),
}


@pytest.mark.parametrize("case", STAC)
def test_what_stac_says_is_used_unless_the_values_speak_against_it(case):
    fields, added, offset = STAC[case]
    item = Evidence("STAC sidecar", scale=1e-4, **fields)
    sensor, notes = understood(SCENE + added, evidence=[item])
    assert (sensor.scale, sensor.offset, notes.blockers) == (1e-4, offset, [])


def test_a_flag_that_says_applied_over_values_that_hold_the_offset_is_asked_about():
    item = Evidence("STAC sidecar", scale=1e-4, offset=-0.1, offset_applied=True)
    _, case = understood(SCENE + 0.1, evidence=[item])
    assert "not by the STAC sidecar, but the darkest pixels of all bands are at 0.1" in case.blockers[0]


def test_an_offset_of_0_that_programs_write_by_default_is_no_statement():
    for origin in ("band scale", "STAC sidecar"):
        _, case = understood(SCENE + 0.1, evidence=[Evidence(origin, scale=1e-4, offset=0.0)])
        assert case.choices["offset"] == (-0.1, 0.0)


def test_a_product_reader_that_knows_its_offset_is_left_alone():
    for offset in (-0.1, 0.0):
        stated = Evidence("Sentinel-2 metadata", sensor="Sentinel-2", scale=1e-4, offset=offset)
        sensor, case = understood(SCENE + 0.1, evidence=[stated], name="T33UUU_N0400.tif")
        assert (sensor.offset, case.blockers) == (offset, [])


def test_metadata_and_folders_around_a_file_tell_its_baseline(tmp_path):
    safe = tmp_path / "S2A_MSIL2A_20220724T101031_N0400_R022_T33UUU_20220724T130000.SAFE"
    image = safe / "GRANULE" / "L2A_T33UUU" / "stack.tif"
    image.parent.mkdir(parents=True)
    image.touch()
    assert [e.baseline for e in of_surroundings(image) if e.baseline] == [4.0]
    (safe / "MTD_MSIL2A.xml").write_text(
        "<a><PRODUCT_START_TIME>2022-07-24T10:10:31Z</PRODUCT_START_TIME>"
        "<PROCESSING_BASELINE>04.00</PROCESSING_BASELINE></a>"
    )
    found = next(e for e in of_surroundings(image) if e.origin == "MTD_MSIL2A.xml")
    assert (found.baseline, found.acquired) == (4.0, "2022-07-24T10:10:31Z")
    (safe / "MTD_MSIL2A.xml").write_text("<a><PROCESSING")
    assert not any(e.origin.startswith("MTD") for e in of_surroundings(image))


def test_names_without_a_baseline_have_none(tmp_path):
    for name in ("N0400x.tif", "aN0400.tif", "N4000.tif", "N04001.tif", "LC09_L2SP_193023_20220724.tif"):
        assert all(e.baseline is None for e in of_surroundings(tmp_path / name))


def test_a_stac_item_beside_a_stack_is_read_to_the_end(tmp_path):
    path = tmp_path / "a.tif"
    cube = np.round((reflectance(NM, (16, 16)) + 0.1) * 1e4).astype("uint16")
    write_tiff(path, cube)
    bands = [{"name": f"b{i}", "eo:center_wavelength": nm / 1e3} for i, nm in enumerate(NM)]
    raster = [{"scale": 1e-4, "offset": -0.1}] * len(NM)
    item = {
        "type": "Feature", "stac_version": "1.0.0", "assets": {"data": {"href": "a.tif", "eo:bands": bands}},
        "properties": {"s2:processing_baseline": "05.09", "earthsearch:boa_offset_applied": False},
    }  # fmt: skip
    for more in ({}, {"raster:bands": raster}):
        item["assets"]["data"].update(more)
        (tmp_path / "a.json").write_text(json.dumps(item))
        with open_product(path) as product:
            ensure_ready(product.meta)
            assert product.meta.sensor.offset == -0.1


def landsat(values, dtype="float32", **stated):
    known = Facts("a.tif", 7, np.dtype(dtype), values)
    listed = Evidence("band item", center_nm=(442.96, 482.04, 561.41, 654.59, 864.67, 1608.86, 2200.73), level="L2")
    return resolve(known, [Evidence("user", **stated), listed])


def test_landsat_without_its_offset_is_asked_about():
    nm = np.array([443.0, 482.0, 561.0, 655.0, 865.0, 1609.0, 2201.0])
    scene = np.concatenate([reflectance(nm, (16, 16)).reshape(7, -1), 0.02 * np.ones((7, 40))], axis=1)
    scene = scene * np.linspace(0.9, 1.1, scene.shape[1])
    _, case = landsat(scene + 0.2)
    assert case.choices["offset"] == (-0.2, 0.0) and "give the offset, -0.2 if so and 0 if not" in case.blockers[0]
    assert landsat(scene)[1].blockers == []
    assert landsat(scene + 0.2, offset=-0.2)[1].blockers == []
    sensor, case = landsat((scene + 0.2) / 2.75e-5, scale=2.75e-5)
    assert (sensor.offset, case.blockers) == (-0.2, [])
    assert any("scale of Landsat Collection 2; its offset -0.2 is used" in w for w in case.warnings)


def test_other_stacks_whose_bands_all_start_at_a_tenth_are_asked_about():
    nm = np.array([455.0, 555.0, 660.0, 830.0])
    bands = [int(np.abs(NM - v).argmin()) for v in nm]
    known = Facts("a.tif", 4, np.dtype("float32"), SCENE[bands] + 0.1)
    _, case = resolve(known, [Evidence("band item", center_nm=tuple(nm), level="L2")])
    assert case.choices["offset"] == (-0.1, 0.0)
    known = Facts("a.tif", 4, np.dtype("float32"), SCENE[bands])
    assert resolve(known, [Evidence("band item", center_nm=tuple(nm), level="L2")])[1].blockers == []


@pytest.mark.data
def test_the_amazon_stops_without_its_offset_and_not_with_it(data):
    path = data / "more" / "sentinel2_amazon" / "sen2.tif"
    stated = {"wavelengths": tuple(NM), "wavelength_unit": "nm", "level": "L2"}
    with open_product(path, SensorOverrides(**stated)) as product, pytest.raises(SensorError, match="give the offset"):
        ensure_ready(product.meta)
    with open_product(path, SensorOverrides(**stated, offset=-0.1)) as product:
        ensure_ready(product.meta)
        assert product.meta.sensor.offset == -0.1
    with rasterio.open(path) as file:
        assert file.count == len(NM)
