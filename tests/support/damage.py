"""Damaged products: mutated headers, XML, JSON, HDF5 attributes, bytes; each must end in an answer or a sentence."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import h5py
import numpy as np
import rasterio

from ..contract.scenes import Builder
from .real_enmap import real_product

WORDS = (
    "", "0", "-1", "1e308", "nan", "inf", "{", "}", "{{{", "=", "\x00", "ÄÖ", "99999999999999999999", "Micrometers",
    "ENVI", "None", "[1,2", "<a>", "wavelength = {1}", "bands = 0", "2022-13-45T99:99:99Z", "-32768", "1,2;3",
    " " * 500,
)  # fmt: skip
VALUES = (
    b"", b"\xff\xfe", "text", np.nan, -1, 0, 1e308, np.array([]), np.arange(3.0), np.zeros((2, 2)), "[1,2", "{}",
    np.array([np.inf, -np.inf]), np.int64(2**62), "POINT", np.array([b"a", b"b"]),
)  # fmt: skip

Damage = Callable[[random.Random], Path]


def mutated_text(text: str, rng: random.Random) -> str:
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


def mutate_h5(file: h5py.File, rng: random.Random) -> None:
    """Change or remove one attribute or dataset."""
    names: list[str] = []
    file.visit(names.append)
    item = file[rng.choice([*names, "/"])]
    if len(item.attrs) and rng.random() < 0.6:
        key = rng.choice(sorted(item.attrs))
        del item.attrs[key]
        if rng.random() < 0.8:
            item.attrs[key] = rng.choice(VALUES)
    elif isinstance(item, h5py.Dataset) or item.name != "/":
        name, shape = item.name, getattr(item, "shape", ())
        kind = rng.random()
        if kind < 0.3 and isinstance(item, h5py.Dataset) and item.ndim == 2 and item.dtype.kind in "fi":
            scatter(item, rng)
            return
        del file[name]
        if kind < 0.8:
            file[name] = rng.choice([*VALUES, np.zeros(max(1, int(np.prod(shape)) // 2))])


def scatter(plane: h5py.Dataset, rng: random.Random) -> None:
    """Put nonsense into a few places of a plane, such as latitudes or a look-up table."""
    values = plane[()]
    for _ in range(rng.randint(1, 20)):
        row, col = rng.randrange(values.shape[0]), rng.randrange(values.shape[1])
        wild = rng.choice(
            [0, -1, -9999, 91, 200, 2**30, -(2**31)] + ([np.nan, np.inf, 1e30] if values.dtype.kind == "f" else [])
        )
        values[row, col] = wild
    plane[...] = values


def text_damage(target: Path, opened: Path) -> Damage:
    """Return what damages one text file of a product that is opened by ``opened``."""
    original = target.read_text(encoding="utf-8", errors="replace")

    def damage(rng: random.Random) -> Path:
        target.write_text(mutated_text(original, rng), encoding="utf-8", errors="replace")
        return opened

    return damage


def h5_damage(path: Path) -> Damage:
    """Return what damages a copy of an HDF5 file, one folder a case: GDAL may keep a file open that it refuses."""
    copies = path.parent / "copies"
    number = iter(range(10**9))

    def damage(rng: random.Random) -> Path:
        shutil.rmtree(copies, ignore_errors=True)
        copy = copies / str(next(number)) / path.name
        copy.parent.mkdir(parents=True)
        shutil.copy(path, copy)
        with h5py.File(copy, "r+") as file:
            for _ in range(rng.randint(1, 3)):
                mutate_h5(file, rng)
        return copy

    return damage


def byte_damage(path: Path) -> Damage:
    """Return what cuts a file off or changes bytes of it, half of them near its beginning."""
    data = path.read_bytes()
    copy = path.parent / "damaged" / path.name
    copy.parent.mkdir(exist_ok=True)

    def damage(rng: random.Random) -> Path:
        if rng.random() < 0.33:
            copy.write_bytes(data[: rng.randrange(len(data))])
            return copy
        changed = bytearray(data)
        head = 4096 if rng.random() < 0.5 else len(data)
        for _ in range(rng.randint(1, 20)):
            changed[rng.randrange(min(head, len(data)))] = rng.randrange(256)
        copy.write_bytes(bytes(changed))
        return copy

    return damage


def real_products(data: Path, folder: Path) -> Iterator[tuple[str, Damage]]:
    """Yield damages of the metadata of the real scenes in ``data``, copied to ``folder``."""
    envi = {
        "real HyMap header": data / "hymap_berlin" / "HyMap02_Berlin_Urban_Gradient_2009.bsq",
        "real simulated EnMAP header": data / "enmap_simulated_berlin" / "EnMAP_BerlinUrbanGradient.bsq",
        "real AVIRIS-NG header": data / "aviris_ng_radiance" / "ang20160910t185702_2rdn_img",
    }
    for what, binary in envi.items():
        place_ = folder / what.replace(" ", "_")
        place_.mkdir()
        header = next(p for p in (binary.with_suffix(".hdr"), binary.with_name(binary.name + ".hdr")) if p.is_file())
        for source in (binary, header):
            shutil.copy(source, place_ / source.name)
        yield what, text_damage(place_ / header.name, place_ / binary.name)
    with rasterio.open(data / "enmap_potsdam" / "images" / "enmap_potsdam_tile_128_128.tif") as file:
        pixels = file.read(range(1, 219))
    for level in ("L1B", "L1C", "L2A"):
        place_ = folder / f"enmap_{level}"
        place_.mkdir()
        xml, _ = real_product(data, place_, level, pixels)
        yield f"real EnMAP {level} XML", text_damage(xml, xml)


TEXTS = {
    "ENVI": "*.hdr",
    "EnMAP": "*METADATA.XML",
    "EnMAP: L1B": "*METADATA.XML",
    "DESIS": "*METADATA.xml",
    "DESIS: L1B": "*METADATA.xml",
    "Landsat": "*MTL.txt",
    "Hyperion": "*MTL*.TXT",
    "Sentinel-2": "*.SAFE/MTD_MSIL2A.xml",
    "Sentinel-2: L1C": "*.SAFE/GRANULE/*/MTD_TL.xml",
}
HDF5 = (
    "PRISMA", "PRISMA: L1", "PRISMA: L2C", "EMIT", "AVIRIS", "AVIRIS: radiance", "NEON", "Tanager", "Tanager: ortho",
    "PACE",
)  # fmt: skip
BYTES = ("raster", "EnMAP: zip", "EnMAP: tar", "EMIT", "PRISMA", "Hyperion L1R")


SETTINGS = {"sensor": "EnMAP", "level": "L2", "scale": 1e-4, "bad_bands": [1, 2], "wavelength_unit": "nm"}
ITEM = {
    "type": "Feature", "stac_version": "1.0.0", "properties": {"gsd": 30, "instruments": ["x"]},
    "assets": {"a": {"href": "scene.tif", "eo:bands": [
        {"name": "a", "center_wavelength": 0.5, "full_width_half_max": 0.01}
    ] * 60}},
}  # fmt: skip
SIDECARS = {"scene.tif.specaware.json": SETTINGS, "scene.json": ITEM}
KINDS = (
    *(f"text of {name}" for name in TEXTS), *(f"HDF5 of {name}" for name in HDF5),
    *(f"bytes of {name}" for name in BYTES), *(f"JSON of {name}" for name in SIDECARS),
)  # fmt: skip
SLOW = ("text of Hyperion", "real EnMAP L1B XML", "real EnMAP L1C XML", "real EnMAP L2A XML")  # 242 files, 4 MB of XML


def simulated(what: str, builders: dict[str, Builder], folder: Path) -> Damage:
    """Write the product of one of KINDS into ``folder`` and return what damages it."""
    kind, _, name = what.partition(" of ")
    inner = folder / "product"
    inner.mkdir(parents=True)
    if kind == "JSON":
        made = builders["raster"](inner)
        (inner / name).write_text(json.dumps(SIDECARS[name]), encoding="utf-8")
        return text_damage(inner / name, made.path)
    made = builders[name](inner)
    if kind == "text":
        return text_damage(next(inner.glob(TEXTS[name])), made.path)
    return h5_damage(made.path) if kind == "HDF5" else byte_damage(made.path)
