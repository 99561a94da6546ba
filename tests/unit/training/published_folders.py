"""Small folders in the true layouts of published data sets: names, bands, types, codes and lists as the originals'."""

from __future__ import annotations

import json
import pickle
import sys
import types
from pathlib import Path

import h5py
import numpy as np
import rasterio
from rasterio.transform import from_origin
from scipy.io import savemat

from training.protocols.entry import Entry

SIDE = 16


def write_raster(path: Path, planes: np.ndarray) -> None:
    """Write planes (C, H, W) as a GeoTIFF (or a PNG by its name)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count, height, width = planes.shape
    driver = "PNG" if path.suffix == ".png" else "GTiff"
    place = {} if driver == "PNG" else {"crs": "EPSG:32632", "transform": from_origin(5e5, 5e6, 30, 30)}
    profile = {"driver": driver, "count": count, "height": height, "width": width, "dtype": planes.dtype, **place}
    with rasterio.open(path, "w", **profile) as target:
        target.write(planes)


def numbers(entry: Entry, rng: np.random.Generator, codes: np.ndarray, *, dtype: str = "int16") -> np.ndarray:
    """Numbers (C, H, W) of all bands of a file; the code (H, W) of a pixel shows in a third of them."""
    count = len(entry.bands.names)
    order = {code: i for i, code in enumerate(np.unique(codes))}
    level = np.vectorize(order.get)(codes)
    scale = 1.0 if dtype.startswith("float") else 10000.0
    planes = rng.uniform(0.05, 0.1, (count, *codes.shape)) + 0.1 * (
        np.arange(count)[:, None, None] % 3 == level[None] % 3
    )
    return (planes * scale).astype(dtype)


def codes_of(entry: Entry, rng: np.random.Generator, side: int = SIDE) -> np.ndarray:
    """Codes (side, side): four fields of the entry's first classes, and a corner without a label."""
    keys = [int(key) for key in entry.classes][:4]
    codes = np.zeros((side, side), dtype=np.int64)
    half = side // 2
    for i, (row, col) in enumerate(((0, 0), (0, half), (half, 0), (half, half))):
        codes[row : row + half, col : col + half] = keys[int(rng.integers(len(keys)))] if i > 1 else keys[i % len(keys)]
    return codes


def spectral_earth(entry: Entry, root: Path, *, image: str, mask: str, lists: Path, name: str) -> dict[str, np.ndarray]:
    """A corpus of SpectralEarth: images and masks by place, lists beside. Returns the codes by name."""
    rng = np.random.default_rng(0)
    found = {}
    for part, place in (("train", "0151280"), ("train", "0151281"), ("val", "0002606"), ("test", "0099999")):
        codes = codes_of(entry, rng)
        codes[-1, -1] = 7  # a code that is no class
        write_raster(root / image / place / "02606.tif", numbers(entry, rng, codes))
        write_raster(root / mask / place / "02606.tif", codes.astype("uint32")[None])
        path = lists / name / f"{part}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as stream:
            stream.write(f"{place}/02606.tif\n")
        found[f"{place}/02606.tif"] = codes
    return found


def parted(
    entry: Entry, root: Path, *, parts: dict[str, str], image: str, mask: str, dtype: str, code_type: str
) -> None:
    """Pairs in a folder for each part: two patches each."""
    rng = np.random.default_rng(0)
    for folder in parts.values():
        for i in range(3):
            codes = codes_of(entry, rng)
            for pattern, planes in (
                (image, numbers(entry, rng, codes, dtype=dtype)),
                (mask, codes.astype(code_type)[None]),
            ):
                write_raster(root / pattern.format(part=folder, id=f"{folder}_{i}"), planes)


def class_folders(entry: Entry, root: Path, *, each: int = 5, dtype: str = "uint16") -> None:
    """Images named <class>_<number> in a folder for each class."""
    rng = np.random.default_rng(0)
    for k, name in enumerate(entry.classes):
        for i in range(1, each + 1):
            planes = numbers(entry, rng, np.full((SIDE, SIDE), k), dtype=dtype)
            planes = np.where(np.arange(len(planes))[:, None, None] % 3 == k % 3, planes * 2, planes).astype(dtype)
            write_raster(root / name / f"{name}_{i}.tif", planes)


def bigearthnet(entry: Entry, root: Path, labels: dict[str, list[str]]) -> None:
    """Patches of BigEarthNet 1.0: bands of 10, 20 and 60 m (120, 60 and 20 pixels, here a fifth) and the labels."""
    rng = np.random.default_rng(0)
    sides = dict.fromkeys(("B02", "B03", "B04", "B08"), 24) | dict.fromkeys(("B01", "B09"), 4)
    for name, names in labels.items():
        for band in entry.bands.names:
            side = sides.get(band, 12)
            planes = rng.integers(300, 3000, (1, side, side)).astype("uint16")
            write_raster(root / "BigEarthNet-v1.0" / name / f"{name}_{band}.tif", planes)
        document = root / "BigEarthNet-v1.0" / name / f"{name}_labels_metadata.json"
        document.write_text(json.dumps({"labels": names, "projection": "", "tile_source": ""}))


def oscd(root: Path, bands: tuple[str, ...], cities: dict[str, str], *, merged: bool = False) -> None:
    """Cities of two dates; a square changed. ``merged`` is the layout with maps beside the images and lists."""
    rng = np.random.default_rng(0)
    stem = "Onera Satellite Change Detection dataset - "
    images = root if merged else root / f"{stem}Images"
    for city, part in cities.items():
        ground = rng.uniform(800, 2500, (len(bands), 32, 32))
        for folder, extra in (("imgs_1_rect", 0.0), ("imgs_2_rect", 2000.0)):
            planes = ground + rng.normal(0, 10, ground.shape)
            planes[:, 8:16, 8:16] += extra
            for band, plane in zip(bands, planes, strict=True):
                write_raster(images / city / folder / f"{band}.tif", plane[None].astype("uint16"))
        change = np.zeros((1, 32, 32), dtype="uint8")
        change[:, 8:16, 8:16] = 255
        truths = root if merged else root / f"{stem}{part.capitalize()} Labels"
        write_raster(truths / city / "cm" / "cm.png", change)
    if merged:
        for part in ("train", "test"):
            (root / f"{part}.txt").write_text(",".join(c for c, p in cities.items() if p == part))


def geobench(entry: Entry, root: Path, names: dict[str, list[str]], *, dated: str = "") -> dict[str, np.ndarray]:
    """Samples of GEO-Bench with the split; returns the label by name. ``dated`` follows the names of the arrays."""
    rng = np.random.default_rng(0)
    root.mkdir(parents=True, exist_ok=True)
    arrays = dict(text.split("=") for text in entry.layout.arrays)
    found = {}
    for name in (n for part in names.values() for n in part):
        with h5py.File(root / f"{name}.hdf5", "w") as file:
            for band in entry.bands.names:
                file[f"{arrays[band]}{dated}"] = rng.integers(100, 4000, (SIDE, SIDE)).astype("int16")
            if entry.layout.label:
                label = rng.integers(0, 7, (SIDE, SIDE)).astype("uint8")
                file["label"] = label
            else:
                label = (rng.random(len(entry.classes)) < 0.1).astype(np.int64)
                label[int(rng.integers(len(label)))] = 1
            file.attrs["pickle"] = str(pickled({"label": label, "bands_order": list(arrays.values())}))
            found[name] = label
    (root / "default_partition.json").write_text(json.dumps(names))
    return found


def pickled(facts: dict[str, object]) -> bytes:
    """Pickle facts beside an object of a class that readers do not have, as the benchmark's files do."""
    module = types.ModuleType("geobench_absent")

    class Classification:
        """Stands for geobench.dataset.Classification."""

        n_classes = 43

    Classification.__module__, Classification.__qualname__ = "geobench_absent", "Classification"
    module.Classification = Classification
    sys.modules["geobench_absent"] = module
    task = Classification()
    task.name = "task"
    try:
        return pickle.dumps({**facts, "label_type": task})
    finally:
        del sys.modules["geobench_absent"]


def cube(entry: Entry, root: Path, *, side: int = 40, dtype: str = "uint16") -> tuple[np.ndarray, np.ndarray]:
    """A cube (rows, columns, bands) and its map of codes in fields; both returned."""
    rng = np.random.default_rng(0)
    count = len(entry.classes)
    block = 5
    fields = np.resize(np.arange(count + 1), (side // block) ** 2).reshape(side // block, side // block)
    codes = np.kron(rng.permuted(fields, axis=1), np.ones((block, block), dtype=np.int64))
    planes = numbers(entry, rng, codes).astype(dtype) + np.array(2000, dtype)
    values = np.moveaxis(planes, 0, -1)
    root.mkdir(parents=True, exist_ok=True)
    savemat(root / entry.layout.file[0], {entry.layout.key: values})
    savemat(root / entry.layout.truth[0], {entry.layout.truth_key: codes.astype("uint8")})
    return values, codes
