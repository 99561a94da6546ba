"""Pairs of dates with known change: a real scene, and a second date made from it with inserted blocks of another class.

The first date is a real, labelled scene. The second is the same scene with the differences that dates have without any
change on the ground: gain and offset that vary smoothly along the spectrum, light that varies over the scene and from
pixel to pixel, noise. Changes are blocks of 2 x 2 pixels of the common grid of both dates; their spectra are replaced
by those of labelled pixels of another group. Only the change and these differences are artificial; the tables say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.catalog.cards import ModelCard
from backend.heads.pixels.sampling import bands_of
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import open_scene
from backend.spectral.overrides import SensorOverrides, save_sidecar
from backend.spectral.resampling import Bands, resampling_matrix
from backend.spectral.sensors import find
from training.real.benchmarks import RealSet
from training.real.storing import CRS, NODATA, STATED

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

MOST_PX = 160
"""Largest height and width of the part of a scene that is used."""
SHARE, SIDE = 0.02, 2
"""Share of the pixels that are in inserted blocks, and the side of a block in pixels of the common grid."""
GAIN, OFFSET, LIGHT, GRAIN, NOISE = 0.04, 0.004, 0.05, 0.02, 0.02
"""Standard deviations: of gain and offset (reflectance) along the spectrum, of light over the scene and from pixel to
pixel, and of noise relative to each band's mean. The first date has only noise."""
KINDS = ("same sensor", "other sensor", "other sensor, other grid")


@dataclass(frozen=True)
class Ground:
    """A labelled scene: reflectance (C, h, w), validity (h, w), group of each pixel (h, w) with -1 for none."""

    name: str
    role: str
    pixels: Floats
    valid: Bools
    groups: NDArray[np.int64]
    bands: Bands
    sensor: str | None
    level: str
    gsd_m: float


@dataclass(frozen=True)
class Pair:
    """Two rasters of one place, and the changed pixels on the grid of the raster with the larger pixels."""

    before: Path
    after: Path
    changed: Bools


def ground_of(real: RealSet, card: ModelCard, data: Path) -> Ground | None:
    """Read a set through the product's pipeline, with its tiles side by side; None if the set is absent."""
    parts = [_tile(real, card, image, label) for image, label in real.scenes(data)]
    if not parts:
        return None
    parts = [part for part in parts if part.bands.count == parts[0].bands.count]  # a few tiles have one band less
    if len(parts) > 1:
        across = int(np.ceil(np.sqrt(len(parts))))
        parts = parts[: len(parts) // across * across]
    else:
        across = 1
    first = parts[0]

    def sheet(name: str) -> NDArray[np.generic]:
        tiles = [getattr(part, name) for part in parts]
        rows = [np.concatenate(tiles[i : i + across], axis=-1) for i in range(0, len(tiles), across)]
        return np.concatenate(rows, axis=-2)

    return Ground(
        first.name, first.role, sheet("pixels").astype(np.float32), sheet("valid").astype(bool),
        sheet("groups").astype(np.int64), first.bands, first.sensor, first.level, first.gsd_m,
    )  # fmt: skip


def _tile(real: RealSet, card: ModelCard, image: Path, label: Path) -> Ground:
    import rasterio

    scene = open_scene(image, card, real.overrides)
    with scene.product:
        part = Window(0, 0, min(scene.meta.height, MOST_PX), min(scene.meta.width, MOST_PX))
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, part)
    with rasterio.open(label) as source:
        groups = real.truth_positions(source.read(1)[: part.height, : part.width].astype(np.uint8))
    return Ground(
        real.title, real.role, pixels, valid, groups, bands_of(scene), scene.meta.sensor.name, scene.level,
        float(scene.meta.sensor.gsd_m or 30.0),
    )  # fmt: skip


def make_pair(ground: Ground, folder: Path, *, kind: str, seed: int, insert: bool) -> Pair:
    """Write a pair of a kind in :data:`KINDS` to a folder; without ``insert`` nothing changes."""
    draw = np.random.default_rng([seed, KINDS.index(kind), int(insert)])
    coarse = kind == KINDS[2]
    step = 4 if coarse else 1  # half pixels per side of a pixel of the common grid
    lifted = _halves(ground) if coarse else ground
    after, changed = _inserted(lifted, draw, step=step) if insert else (lifted.pixels, None)
    valid, gsd_m, origin = ground.valid, ground.gsd_m, 0.0
    if coarse:  # pixels twice as large, shifted by half a pixel of the first date
        after, valid = _averaged(after[:, 1:, 1:], step), _averaged(lifted.valid[None, 1:, 1:], step)[0] > 0.99
        gsd_m, origin = 2.0 * ground.gsd_m, 0.5 * ground.gsd_m
    bands, sensor = ground.bands, ground.sensor
    if kind != KINDS[0]:
        sensor = "Sentinel-2" if ground.bands.count > 20 else "Landsat 8/9 OLI"
        table = find(sensor)[0]
        kept = [b for b in table.bands if b.good and b.center_nm is not None and b.fwhm_nm is not None]
        kept.sort(key=lambda band: band.center_nm or 0.0)
        wanted = Bands(*(np.array([getattr(b, key) for b in kept], dtype=float) for key in ("center_nm", "fwhm_nm")))
        matrix, covered = resampling_matrix(ground.bands, wanted)
        after, bands = np.tensordot(matrix[covered], after, axes=1).astype(np.float32), wanted.take(covered)
    before = folder / "before.tif"
    _write(before, _noisy(ground.pixels, draw), ground.valid, ground, ground.bands, ground.sensor)
    second = folder / "after.tif"
    _write(second, _noisy(_other_light(after, draw), draw), valid, ground, bands, sensor, gsd_m=gsd_m, origin=origin)
    if changed is None:
        changed = np.zeros(lifted.valid.shape, dtype=bool)
    return Pair(before, second, _averaged(changed[None, 1:, 1:], step)[0] > 0.5 if coarse else changed)


def write_changes(pair: Pair, path: Path) -> Path:
    """Write the changed pixels of a pair, 1 for change, on the grid on which they are known; return the path."""
    import rasterio

    common = next(source for source in (pair.before, pair.after) if _shape(source) == pair.changed.shape)
    with rasterio.open(common) as on, rasterio.open(
        path, "w", driver="GTiff", count=1, height=on.height, width=on.width, dtype="uint8", nodata=255, crs=on.crs,
        transform=on.transform,
    ) as target:  # fmt: skip
        target.write(pair.changed.astype(np.uint8), 1)
    return path


def _shape(path: Path) -> tuple[int, int]:
    import rasterio

    with rasterio.open(path) as file:
        return file.height, file.width


def _halves(ground: Ground) -> Ground:
    """Return a scene with each pixel split into 2 x 2 equal ones."""

    def cut(array: NDArray[np.generic]) -> NDArray[np.generic]:
        return array.repeat(2, axis=-2).repeat(2, axis=-1)

    return Ground(
        ground.name, ground.role, cut(ground.pixels).astype(np.float32), cut(ground.valid).astype(bool),
        cut(ground.groups).astype(np.int64), ground.bands, ground.sensor, ground.level, ground.gsd_m,
    )  # fmt: skip


def _averaged(planes: NDArray[np.generic], side: int) -> Floats:
    """Return means (C, h // side, w // side) of blocks of planes (C, h, w)."""
    height, width = (size // side for size in planes.shape[1:])
    cut = planes[:, : height * side, : width * side].astype(np.float32)
    return np.asarray(cut.reshape(len(planes), height, side, width, side).mean(axis=(2, 4)), dtype=np.float32)


def _inserted(ground: Ground, draw: np.random.Generator, *, step: int) -> tuple[Floats, Bools]:
    """Return the scene with blocks of another group, and their positions; ``step``: pixels per side of a grid pixel.

    A block covers pixels of one or more known groups and is at least two grid pixels from other blocks. Its new spectra
    are those of labelled pixels of one group that is not among the covered ones.
    """
    groups, valid = ground.groups, ground.valid
    height, width = valid.shape
    side, offset = SIDE * step, 1 if step > 1 else 0
    members = [np.argwhere((groups == g) & valid) for g in range(int(groups.max()) + 1)]
    donors = [g for g, places in enumerate(members) if len(places) >= SIDE**2]
    after, changed, taken = ground.pixels.copy(), np.zeros_like(valid), np.zeros_like(valid)
    rows, cols = np.mgrid[offset : height - side : step, offset : width - side : step]
    places = draw.permutation(np.stack([rows.ravel(), cols.ravel()], axis=1))
    left = max(3, int(SHARE * height * width / side**2))
    for row, col in places:
        if not left:
            break
        inside = (slice(row, row + side), slice(col, col + side))
        around = tuple(slice(max(0, at - 2 * step), at + side + 2 * step) for at in (row, col))
        own = set(np.unique(groups[inside]).tolist())
        others = [g for g in donors if g not in own]
        if -1 in own or not valid[inside].all() or taken[around].any() or not others:
            continue
        source = members[others[draw.integers(len(others))]]
        chosen = source[draw.integers(len(source), size=SIDE**2)]
        spectra = ground.pixels[:, chosen[:, 0], chosen[:, 1]].reshape(-1, SIDE, SIDE)
        after[(slice(None), *inside)] = spectra.repeat(step, axis=1).repeat(step, axis=2)
        changed[inside] = taken[inside] = True
        left -= 1
    return after, changed


def _other_light(pixels: Floats, draw: np.random.Generator) -> Floats:
    """Return pixels (C, h, w) under different light and with a different calibration."""
    count, height, width = pixels.shape

    def smooth(spread: float) -> Floats:
        return np.interp(np.linspace(0, 5, count), range(6), draw.normal(0, spread, 6)).astype(np.float32)

    knots = draw.normal(0, 1, (5, 5))
    down, across = (np.linspace(0, 4, size) for size in (height, width))
    lines = np.stack([np.interp(across, range(5), row) for row in knots])
    field = np.stack([np.interp(down, range(5), column) for column in lines.T], axis=1)
    light = 1.0 + LIGHT * field + draw.normal(0, GRAIN, (height, width))
    return (pixels * (1 + smooth(GAIN))[:, None, None] * light + smooth(OFFSET)[:, None, None]).astype(np.float32)


def _noisy(pixels: Floats, draw: np.random.Generator) -> Floats:
    level = np.abs(pixels.mean(axis=(1, 2), keepdims=True))
    return np.asarray(pixels + NOISE * level * draw.normal(0, 1, pixels.shape), dtype=np.float32)


def _write(
    path: Path, pixels: Floats, valid: Bools, ground: Ground, bands: Bands, sensor: str | None, *,
    gsd_m: float | None = None, origin: float = 0.0,
) -> None:  # fmt: skip
    """Write one date; ``origin``: offset in metres of its corner into the area of the first date."""
    import rasterio
    from rasterio.transform import from_origin

    size = gsd_m or ground.gsd_m
    cube = pixels.copy()
    cube[:, ~valid] = NODATA
    with rasterio.open(
        path, "w", driver="GTiff", count=len(cube), height=cube.shape[1], width=cube.shape[2], dtype="float32",
        nodata=NODATA, crs=CRS, transform=from_origin(400_000 + origin, 5_800_000 - origin, size, size),
    ) as target:  # fmt: skip
        target.write(cube)
        for number, (center, width) in enumerate(zip(bands.center_nm, bands.fwhm_nm), start=1):
            target.update_tags(
                number, wavelength=f"{center:.4f}", wavelength_units="Nanometers", fwhm=f"{width:.4f}", bbl="1"
            )
    stated = {**STATED, "level": ground.level, "sensor": sensor, "gsd_m": size}
    save_sidecar(path, SensorOverrides.from_json(stated))
