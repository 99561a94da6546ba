"""Damaged and mutated products, sidecars, cards, jobs and lists: an answer or one sentence, never a crash or a hang.

A sample of each kind with fixed seeds, and every seed that failed once; ``tests/bench/bench_fuzz.py`` runs 20,000.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common.errors import SpecAwareError
from backend.products.base import Geolocation
from backend.products.files import hdf4
from backend.products.files.package import parse_xml
from backend.products.geometry.orthorectify import locator_of
from backend.products.meaning.resolve import resolve
from backend.products.readers.envi import parse_header
from backend.products.readers.landsat import parse_mtl
from backend.products.shared import hdf
from backend.products.statements.case import Facts
from backend.products.statements.doubts import fitting
from backend.products.statements.evidence import Evidence, of_band_items, of_header, of_names, of_overrides
from backend.products.statements.naming import of_file_name
from backend.raster.window import Window
from backend.spectral.bands import parse_unit
from backend.spectral.overrides import SensorOverrides

from ...contract.test_products import BUILDERS
from ...support import damage
from ...support.arena import Arena
from ...support.cases import OTHERS, damages, others, products
from ...support.tiny import save_model

KINDS = [*(what for what, _ in damages(BUILDERS, Path())), *OTHERS]
FAILED_ONCE = (
    "bytes of EMIT 777 29", "declared arrays of PRISMA 777 282", "declared arrays of PRISMA: L2C 777 209",
    "declared arrays of PRISMA: L2C 777 249",
    "declared arrays of AVIRIS: radiance 1 6", "declared arrays of EMIT 5 60", "links of EnMAP 0 0",
    "a line of a job 5 62",
    "values of scene.tif.specaware.json 1 5", "links of raster 1 3",
    "a card 1 4", "a line of a job 1 6", "a report 3 61", "a report 3 62", "a report 3 69", "a report 3 89",
    "a report 3 90", "a report 3 108", "a report 3 146", "a report 4 180", "a list of wavelengths 3 159",
    "labels 3 17", "labels 3 41", "labels 3 42", "labels 3 47", "labels 3 59",
    "a command 3 26", "a command 3 69",
)  # fmt: skip

CASES = int(os.environ.get("SPECAWARE_FUZZ_CASES", "5"))


@pytest.fixture(scope="module")
def things(tmp_path_factory):
    """Return a function that gives the case of a kind of damaged thing, each kind made once."""
    folder = tmp_path_factory.mktemp("fuzz")
    model = save_model(folder / "tiny")
    made = dict(damages(BUILDERS, folder / "made"))
    kept = {}

    def case_of(what):
        if what in made and what not in kept:
            kept[what] = products({what: made[what]()}, model)[what]
        elif what not in kept:
            kept.update(others(folder / "others"))
        return kept[what]

    return case_of


def watched(what, case, seeds):
    """Run cases in a process that is watched; return what a user must never meet."""
    with Arena(what, case) as arena:
        found = list(arena.run(seeds))
    assert len(found) == len(seeds)
    return [f"{outcome.what}: {outcome.seed}: {outcome.text}" for outcome in found if outcome.is_bad]


@pytest.mark.parametrize("what", KINDS)
def test_a_damaged_thing_ends_in_an_answer_or_one_sentence(things, what):
    count = 1 if "Hyperion" in what else CASES  # 242 files
    assert watched(what, things(what), [f"{what} 0 {number}" for number in range(count)]) == []


@pytest.mark.parametrize("seed", FAILED_ONCE)
def test_what_failed_once(things, seed):
    what = seed.rsplit(" ", 2)[0]
    assert watched(what, things(what), [seed]) == []


@pytest.mark.data
def test_damaged_metadata_of_real_scenes(data, tmp_path):
    kinds = products(dict(damage.real_products(data, tmp_path)), None)
    assert len(kinds) == 6
    for what, case in kinds.items():
        assert watched(what, case, [f"{what} 0 {number}" for number in range(1 if "XML" in what else CASES)]) == []


# --- generated values ---------------------------------------------------------------------------------

WORD = st.one_of(st.text(max_size=12), st.floats().map(str), st.integers().map(str), st.sampled_from(damage.WORDS))
LISTED = st.lists(WORD, max_size=6).map(lambda words: "{" + ", ".join(words) + "}")
KEYS = st.sampled_from((
    "wavelength", "wavelength units", "fwhm", "bbl", "reflectance scale factor", "data gain values", "data units",
    "data offset values", "sensor type", "acquisition time", "sun elevation", "bands", "map info", "data ignore value",
))  # fmt: skip
NUMBER = st.one_of(st.none(), st.floats(), st.floats(0.3, 3000.0))


def in_one_sentence(function, *arguments, **named):
    """Return what a function gives, or None where it refuses in one sentence."""
    try:
        return function(*arguments, **named)
    except SpecAwareError as error:
        assert str(error) and "\n" not in str(error)
        return None


@given(st.dictionaries(KEYS, st.one_of(WORD, LISTED), max_size=8), st.integers(1, 6), st.one_of(st.none(), WORD))
def test_any_header_is_parsed_and_understood(fields, count, unit):
    text = "ENVI\n" + "\n".join(f"{key} = {value}" for key, value in fields.items())
    parsed = in_one_sentence(parse_header, text)
    confirmed = unit if unit and parse_unit(unit) else None
    (found,) = fitting([of_header(parsed, count, "ENVI header", confirmed)], count)
    for values in (found.center_nm, found.fwhm_nm, found.good):
        assert values is None or len(values) == count
    assert all(v is None or 0 < v < float("inf") for v in found.center_nm or ())


ITEM_KEYS = st.sampled_from(("wavelength", "wavelength_units", "fwhm", "bbl", "x"))


@given(st.lists(st.dictionaries(ITEM_KEYS, WORD), min_size=1, max_size=6))
def test_any_band_items_and_names_are_understood(items):
    found = of_band_items(items, None)
    named = of_names([next(iter(tags.values()), "") for tags in items], None)
    for evidence in (found, named):
        assert evidence.center_nm is None or len(evidence.center_nm) == len(items)


@given(st.text(max_size=300), st.binary(max_size=300))
def test_any_text_and_bytes(text, data):
    in_one_sentence(parse_header, text)
    in_one_sentence(parse_xml, text, "a.xml")
    parse_mtl(text, "MTL.txt")
    of_file_name(text)
    hdf.geotransform(text)
    hdf.utc(text)
    assert hdf.real(data) is None or np.isfinite(hdf.real(data))


@given(st.binary(max_size=400))
def test_any_bytes_after_the_signature_of_hdf4(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("hdf4") / "a.hdf"
    path.write_bytes(hdf4.SIGNATURE + data)
    for found in hdf4.data_sets(path):
        assert found.offset + int(np.prod(found.shape)) * found.dtype.itemsize <= path.stat().st_size


JSON = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
                    lambda inner: st.lists(inner, max_size=4), max_leaves=8)  # fmt: skip
SETTINGS = st.sampled_from((
    "sensor", "level", "units", "scale", "offset", "wavelengths", "wavelength_unit", "fwhm_nm", "bad_bands",
    "good_bands", "gsd_m", "nodata", "acquired", "sun_zenith_deg", "alone", "what",
))  # fmt: skip


@given(st.dictionaries(SETTINGS, JSON, max_size=5), st.integers(1, 5))
def test_any_settings_of_the_user(settings, count):
    overrides = in_one_sentence(SensorOverrides.from_json, settings)
    evidence = None if overrides is None else in_one_sentence(of_overrides, overrides, "user", count)
    if evidence is not None:
        facts = Facts("scene.tif", count, np.dtype("int16"), np.full((count, 4), 1000.0))
        in_one_sentence(resolve, facts, [evidence])


@st.composite
def evidences(draw):
    def listed(value):
        return st.one_of(st.none(), st.lists(value, min_size=4, max_size=4).map(tuple))

    return Evidence(
        origin=draw(st.sampled_from(("user", "band item", "ENVI header"))), center_nm=draw(listed(st.one_of(st.none(),
        st.floats(1.0, 1e5)))), fwhm_nm=draw(listed(st.one_of(st.none(), st.floats(0.1, 500.0)))),
        good=draw(listed(st.one_of(st.none(), st.booleans()))), level=draw(st.sampled_from((None, "L1", "L2"))),
        quantity=draw(st.sampled_from((None, "radiance", "reflectance"))), units=draw(st.one_of(st.none(), WORD)),
        scale=draw(st.one_of(st.none(), st.floats(1e-9, 1e9))), sensor=draw(st.one_of(st.none(), WORD)),
        acquired=draw(st.one_of(st.none(), WORD)), sun_zenith_deg=draw(NUMBER),
    )  # fmt: skip


@given(st.lists(evidences(), max_size=3), st.lists(st.floats(), min_size=8, max_size=8))
def test_any_evidence_is_resolved_with_an_origin_for_each_value(evidence, numbers):
    facts = Facts("scene.tif", 4, np.dtype("float32"), np.array(numbers).reshape(4, 2))
    found = in_one_sentence(resolve, facts, evidence)
    if found is not None:
        sensor, case = found
        assert len(sensor.bands) == 4
        assert all((band.center_nm is None) == (band.origin == "unknown") for band in sensor.bands)
        assert all("\n" not in text for text in (*case.blockers, *case.warnings))
        json.dumps([str(v) for v in sensor.origins.values()])


@given(st.lists(st.one_of(st.floats(), st.floats(-90, 90), st.just(52.0)), min_size=24, max_size=24))
def test_any_places(numbers):
    lat, lon = np.array(numbers).reshape(2, 4, 3)
    located = Geolocation("arrays", (4, 3), lambda w: (lat[w.row : w.row_end], lon[w.row : w.row_end]), "test")
    locator = in_one_sentence(locator_of, located, (4, 3), gsd_m=30.0)
    if locator is not None:
        rows, cols = locator.pixels(Window(0, 0, min(8, locator.shape[0]), min(8, locator.shape[1])))
        assert ((rows < 4) & (cols < 3) & ((rows < 0) == (cols < 0))).all()
