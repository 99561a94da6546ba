"""Damage of the kinds that users and attackers have brought, and what is done with the damaged things.

Wild numbers, keys taken away, doubled or emptied, other code pages, JSON of other types and depths, sizes that are only
declared, links, groups in the places of arrays; in products, sidecars, cards, jobs, lists of wavelengths and labels.
"""

from __future__ import annotations

import copy
import json
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import rasterio
from rasterio.transform import Affine

from ..contract.scenes import Builder

Damage = Callable[[random.Random], Path]
NUMBERS = (
    "1e308", "-1e308", "1e400", "nan", "inf", "-inf", "0", "-1", "1e-320", "1e20", "-1e20", "2147483648", "-2147483649",
    "9223372036854775808", "1" * 400, "1e9", "0.5", "65536", "4294967296", "1,5", "0x10", "1e", "--1",
)  # fmt: skip
CODE_PAGES = ("latin-1", "utf-16", "utf-8-sig", "cp437")
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])")
DEEP = "[" * 100_000


# --- texts ------------------------------------------------------------------------------------------------------------


def wild_numbers(text: str, rng: random.Random) -> str:
    """Return the text with one to four of its numbers replaced."""
    places = list(_NUMBER.finditer(text))
    for found in sorted(rng.sample(places, min(len(places), rng.randint(1, 4))), key=lambda m: -m.start()):
        text = text[: found.start()] + rng.choice(NUMBERS) + text[found.end() :]
    return text


def without_a_key(text: str, rng: random.Random) -> str:
    """Return the text with one "key = value" line or one XML element deleted, doubled, emptied or renamed."""
    keys = list(re.finditer(r"^[ \t]*[\w ]+=[^\n]*(?:\n(?![^\n]*=)[^\n]*)*\n?", text, re.M))
    keys += list(re.finditer(r"<(\w[\w:]*)[^<>]*>[^<>]*</\1>", text))
    if not keys:
        return text
    found = rng.choice(keys)
    piece, how = found.group(), rng.randrange(4)
    emptied = re.sub(r"(=|>)[^<]*", r"\1 ", piece, count=1)
    new = ("", piece + piece, emptied + ("\n" if piece.endswith("\n") else ""), "x" + piece)[how]
    return text[: found.start()] + new + text[found.end() :]


def text_damage(target: Path, opened: Path) -> Damage:
    """Return what damages one text file of a product that is opened by ``opened``."""
    original = target.read_bytes().decode("utf-8", "replace")

    def damage(rng: random.Random) -> Path:
        text = original
        for act in rng.choices([wild_numbers, without_a_key], k=rng.randint(1, 2)):
            text = act(text, rng)
        if rng.random() < 0.25:
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice(["µ", "äöü", "Å", "\x00", "²"]) + text[at:]
            target.write_bytes(text.encode(rng.choice(CODE_PAGES), "replace"))
        else:
            target.write_bytes(text.encode("utf-8", "replace"))
        return opened

    return damage


# --- JSON -------------------------------------------------------------------------------------------------------------


def wild_value(rng: random.Random) -> Any:
    """Return a value that no field expects."""
    deep: Any = 1
    for level in range(rng.choice([3, 70, 700])):
        deep = [deep] if level % 2 else {"a": deep}
    return rng.choice([
        None, True, False, 0, -1, 2**64, 10**400, 1e308, -1e308, float("nan"), float("inf"), "", "x" * 3000, "\ud800",
        "\x00", "nan", "1e999", [], {}, [[]], [None], [1, "a"], {"a": None}, deep, "../../x", "µm", [0.0] * 500,
        ["a"] * 60, [1e308] * 60, -0.5, 65536,
    ])  # fmt: skip


def wild_json(document: Any, rng: random.Random) -> str:
    """Return the JSON text of a document with one to three values replaced, deleted or doubled."""
    if rng.random() < 0.05:
        return rng.choice([DEEP, '{"a":' * 50_000, json.dumps(document) + "]" * 9, "", "\x00", "1" * 5000])
    document = copy.deepcopy(document)
    for _ in range(rng.randint(1, 3)):
        places = list(_places(document))
        holder, key = rng.choice(places) if places else ([document], 0)
        if rng.random() < 0.2 and isinstance(holder, dict):
            del holder[key]
        elif rng.random() < 0.1 and isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        else:
            holder[key] = wild_value(rng)
    return json.dumps(document)


def _places(node: Any) -> Any:
    stack = [node]
    while stack:
        holder = stack.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            yield holder, key
            stack.append(holder[key])


# --- HDF5 and netCDF --------------------------------------------------------------------------------------------------


def declared(file: h5py.File, rng: random.Random) -> None:
    """Put something else in the place of a dataset: another size, type or object, hollow or not."""
    names: list[str] = []
    file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
    name = rng.choice(names)
    old = file[name]
    attributes, rank, dtype = dict(old.attrs), old.ndim, old.dtype
    del file[name]
    how = rng.randrange(7)
    if how == 0:
        file.create_group(name).attrs["x"] = 1
    elif how == 1:
        file[name] = h5py.SoftLink(rng.choice(["/" + name, "/nothing", "/"]))
    elif how == 2:
        file[name] = h5py.ExternalLink(rng.choice(["/dev/zero", "nothing.h5", "/etc/passwd"]), "/a")
    else:
        sizes = [rng.choice([1, 2, 10, 12, 100_000, 10_000_000, 2**31 + 1]) for _ in range(max(rank, 1))]
        chunks = tuple(min(size, rng.choice([1, 64, 4096])) for size in sizes)
        kind = rng.choice([dtype, np.dtype("c8"), np.dtype("f8"), np.dtype("u1"), np.dtype("S10")])
        packed = rng.choice([None, "gzip"])
        made = file.create_dataset(name, tuple(sizes), kind, chunks=chunks, compression=packed)
        for key, value in attributes.items():
            if key not in ("DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME"):
                made.attrs[key] = value


def declared_damage(path: Path, *, foreign: bool = False) -> Damage:
    """Return what changes datasets of a copy; ``foreign``: the file is also no longer known as its product."""
    copies, number = path.parent / "declared", iter(range(10**9))

    def damage(rng: random.Random) -> Path:
        shutil.rmtree(copies, ignore_errors=True)
        made = copies / f"{next(number)}_{os.getpid()}" / ("foreign.nc" if foreign else path.name)
        made.parent.mkdir(parents=True)
        shutil.copy(path, made)
        with h5py.File(made, "r+") as file:
            for _ in range(rng.randint(1, 2)):
                declared(file, rng)
        return made

    return damage


# --- GeoTIFF and links ------------------------------------------------------------------------------------------------

_TYPES = ("uint8", "int16", "uint16", "float32", "float64", "complex_int16", "complex64", "int64", "uint64", "int8")
_SYSTEMS = (
    None,
    "EPSG:3857",
    "EPSG:4326",
    "EPSG:32633",
    "EPSG:3413",
    "EPSG:2193",
    "EPSG:4978",
    "EPSG:5773",
    "EPSG:27700",
)


_TIMES = ("9999-99-99", "0000-01-01T00:00:00Z", "2020-02-30T25:61:61Z", "2020-06-01T12:00:00Z")


def _wild(rng: random.Random) -> float:
    return rng.choice([
        0.0, 1.0, -1.0, 30.0, 1e-300, 1e20, -1e20, 1e308, -1e308, 1e9, 1e7, 5e5, 6e6, 180.0, 91.0, float("nan"),
        float("inf"),
        rng.uniform(-1e7, 1e7), rng.uniform(-180, 180),
    ])  # fmt: skip


def facts_damage(folder: Path) -> Damage:
    """Return what writes small GeoTIFFs with wild georeferences, types, scales, nodata values and items."""
    folder.mkdir(parents=True, exist_ok=True)

    def damage(rng: random.Random) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path, count, dtype = folder / f"facts{rng.randrange(10**9)}.tif", rng.choice([1, 4, 12]), rng.choice(_TYPES)
        options: dict[str, Any] = {"driver": "GTiff", "width": rng.choice([1, 7, 40]), "height": rng.choice([1, 9, 40])}
        if rng.random() < 0.7:
            options["transform"] = Affine(*(_wild(rng) if rng.random() < 0.5 else v for v in (30, 0, 5e5, 0, -30, 5e6)))
        with rasterio.open(path, "w", **options, count=count, dtype=dtype, crs=rng.choice(_SYSTEMS)) as file:
            if not dtype.startswith("complex"):
                file.write(np.full((count, options["height"], options["width"]), 40, dtype=dtype))
            centers = [rng.choice([450 + 90 * i, _wild(rng), "x", ""]) for i in range(count)]
            if rng.random() < 0.5:
                for i, center in enumerate(centers, start=1):
                    file.update_tags(
                        i, wavelength=str(center), wavelength_units=rng.choice(["nm", "um", "µm", "cm-1", ""])
                    )
            if rng.random() < 0.5:
                wild = {
                    "wavelength": "{" + ",".join(map(str, centers)) + "}",
                    "reflectance scale factor": str(_wild(rng)),
                    "sun_elevation": str(_wild(rng)),
                    "acquisition_time": rng.choice(_TIMES),
                    "data_units": rng.choice(["W", "1", "uW cm-2 nm-1 sr-1"]),
                    "bbl": str(_wild(rng)),
                    "fwhm": "{" + ",".join([str(_wild(rng))] * count) + "}",
                }
                file.update_tags(**dict(rng.sample(sorted(wild.items()), rng.randint(1, len(wild)))))
            if rng.random() < 0.3:
                file.scales, file.offsets = [_wild(rng) for _ in range(count)], [_wild(rng) for _ in range(count)]
        return path

    return damage


def link_damage(folder: Path, build: Builder) -> Damage:
    """Return what puts links and folders in the places of a raster, its header or its sidecars."""

    def damage(rng: random.Random) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        path = build(folder).path
        others = [p for p in folder.iterdir() if p.is_file()]
        beside = [
            path.with_name(path.name + end) for end in (".specaware.json", ".json", ".aux.xml", ".hdr", ".msk", ".ovr")
        ]
        target = rng.choice([*others, *beside])
        target.unlink(missing_ok=True)
        how = rng.randrange(6)
        if how == 0:
            target.symlink_to(target.name)
        elif how == 1:
            target.symlink_to("nothing")
        elif how == 2:
            target.symlink_to("..")
        elif how == 3:
            target.mkdir()
        elif how == 4:
            target.symlink_to(rng.choice(["/dev/zero", "/dev/null", "/proc/self/mem"]))
        else:
            os.mkfifo(target)
        return path

    return damage
