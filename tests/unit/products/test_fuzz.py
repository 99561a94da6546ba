"""Damaged and mutated metadata: an answer or one sentence, never a crash, never a hang.

SPECAWARE_FUZZ_CASES sets the number of cases of each kind (default 25, so some seconds); ``run.sh bench`` sets more.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time

import h5py
import numpy as np
import pytest

from backend.errors import SpecAwareError
from backend.products.inspect import inspect_raster

from ...contract import scenes_bands, scenes_generic, scenes_products
from ...contract.test_products import BUILDERS

CASES = int(os.environ.get("SPECAWARE_FUZZ_CASES", "25"))
SLOWEST_S = 2.0  # of processor time, since test machines are shared
WORDS = (
    "", "0", "-1", "1e308", "nan", "inf", "{", "}", "{{{", "=", "\x00", "ÄÖ", "99999999999999999999", "Micrometers",
    "ENVI", "None", "[1,2", "<a>", "wavelength = {1}", "bands = 0", "2022-13-45T99:99:99Z", "-32768", "1,2;3",
    " " * 500,
)  # fmt: skip


def ends_well(path):
    """Inspect a product: a JSON answer, or an error of ours in one line, in reasonable time."""
    start = time.process_time()
    try:
        answer = inspect_raster(path)
    except SpecAwareError as error:
        assert str(error) and "\n" not in str(error)
    else:
        json.dumps(answer, allow_nan=False)
    assert time.process_time() - start < SLOWEST_S


def mutated_text(text, rng):
    """Return the text with one to three random changes: cut, doubled, swapped or replaced parts."""
    for _ in range(rng.randint(1, 3)):
        i = rng.randrange(len(text) + 1)
        j = min(len(text), i + rng.choice([1, 1, 3, 10, 60, 400]))
        kind = rng.randrange(5)
        if kind == 0:
            text = text[:i] + text[j:]
        elif kind == 1:
            text = text[:i] + rng.choice(WORDS) + text[j:]
        elif kind == 2:
            text = text[:j] + text[i:j] + text[j:]
        elif kind == 3:
            text = text[:i]
        else:
            lines = text.split("\n")
            rng.shuffle(lines)
            text = "\n".join(lines)
        text = text or " "
    return text


@pytest.mark.parametrize(
    ("build", "pattern"),
    [
        (scenes_generic.envi, "*.hdr"),
        (scenes_products.enmap, "*METADATA.XML"),
        (scenes_products.desis, "*METADATA.xml"),
        (scenes_bands.landsat, "*MTL.txt"),
        (scenes_bands.sentinel2, "*.SAFE/MTD_MSIL2A.xml"),
        (scenes_bands.sentinel2, "*.SAFE/GRANULE/*/MTD_TL.xml"),
    ],
    ids=["ENVI", "EnMAP", "DESIS", "Landsat", "Sentinel-2", "Sentinel-2 tile"],
)
def test_mutated_text_metadata(tmp_path, build, pattern):
    made = build(tmp_path)
    target = next(tmp_path.glob(pattern))
    original = target.read_text(encoding="utf-8")
    for case in range(CASES):
        target.write_text(mutated_text(original, random.Random(case)), encoding="utf-8", errors="replace")
        ends_well(made.path)


def mutate_h5(file, rng):
    """Change or remove one attribute or dataset."""
    names = []
    file.visit(names.append)
    item = file[rng.choice([*names, "/"])]
    values = [
        b"",
        b"\xff\xfe",
        "text",
        np.nan,
        -1,
        0,
        1e308,
        np.array([]),
        np.arange(3.0),
        np.zeros((2, 2)),
        "[1,2",
        "{}",
    ]
    if len(item.attrs) and rng.random() < 0.6:
        key = rng.choice(sorted(item.attrs))
        del item.attrs[key]
        if rng.random() < 0.8:
            item.attrs[key] = rng.choice(values)
    elif isinstance(item, h5py.Dataset) or item.name != "/":
        name, shape = item.name, getattr(item, "shape", ())
        del file[name]
        if rng.random() < 0.6:
            file[name] = rng.choice([*values, np.zeros(max(1, int(np.prod(shape)) // 2))])


@pytest.mark.parametrize(
    "name", ["PRISMA", "PRISMA: L1", "EMIT", "AVIRIS", "NEON", "Tanager", "Tanager: ortho", "PACE"]
)
def test_mutated_hdf5(tmp_path, name):
    made = BUILDERS[name](tmp_path)
    for case in range(CASES):
        rng = random.Random(case)
        copy = tmp_path / f"copy{case}" / made.path.name  # GDAL's netCDF driver may keep a file open that it refuses
        copy.parent.mkdir()
        shutil.copy(made.path, copy)
        with h5py.File(copy, "r+") as file:
            for _ in range(rng.randint(1, 3)):
                mutate_h5(file, rng)
        ends_well(copy)
        shutil.rmtree(copy.parent)


@pytest.mark.parametrize("name", ["raster", "EnMAP: zip", "EnMAP: tar", "EMIT", "PRISMA"])
def test_damaged_bytes(tmp_path, name):
    folder = tmp_path / "product"
    folder.mkdir()
    made = BUILDERS[name](folder)
    data = made.path.read_bytes()
    copy = tmp_path / "copy" / made.path.name
    copy.parent.mkdir()
    for case in range(CASES):
        rng = random.Random(case)
        if case % 3 == 0:
            damaged = data[: rng.randrange(len(data))]
        else:
            changed = bytearray(data)
            head = 4096 if case % 3 == 1 else len(data)
            for _ in range(rng.randint(1, 20)):
                changed[rng.randrange(min(head, len(data)))] = rng.randrange(256)
            damaged = bytes(changed)
        copy.write_bytes(damaged)
        ends_well(copy)


def test_mutated_sidecars(tmp_path):
    made = scenes_generic.geotiff(tmp_path)
    settings = {"sensor": "EnMAP", "level": "L2", "scale": 1e-4, "bad_bands": [1, 2], "wavelength_unit": "nm"}
    bands = [{"name": "a", "center_wavelength": 0.5, "full_width_half_max": 0.01}] * 60
    item = {"type": "Feature", "stac_version": "1.0.0", "properties": {"gsd": 30, "instruments": ["x"]},
            "assets": {"a": {"href": "scene.tif", "eo:bands": bands}}}  # fmt: skip
    for name, document in (("scene.tif.specaware.json", settings), ("scene.json", item)):
        target = tmp_path / name
        original = json.dumps(document)
        for case in range(CASES):
            target.write_text(mutated_text(original, random.Random(case)), encoding="utf-8", errors="replace")
            ends_well(made.path)
        target.unlink()
