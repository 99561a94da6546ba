"""Which dark places are shadows of clouds: those that lie where the sun throws the shadow of a cloud, and no others.

After Fmask's matching of objects (Zhu & Woodcock 2012, Remote Sens. Environ. 118, 83-94, section 3.2): a place is dark
where near infrared and 1.6 um fall below the level to which a flood would fill the hole; each cloud is moved away from
the sun by the distances that heights of 0.2 to 12 km make, and the best overlap with dark places tells its height.
Unlike there, the direction is searched for around the sun's (satellites that look aside shift clouds too), or all
around where the sun is not known, by the one shift that fits most of the scene's clouds; what surrounds a shadow must
not be as dark (a cloud fits anywhere into a wide forest); and a shadow is only what is itself dark.

All of it works on a :class:`Survey`, the scene in at most :data:`MOST_CELLS` cells.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...common.arrays import BoolArray, FloatArray
from ...raster.neighbourhoods.boxes import widened
from ...raster.neighbourhoods.regions import label_regions

MOST_CELLS = 1 << 18
"""Of a survey, which bounds its memory."""
HEIGHTS_M = (200.0, 12_000.0)
"""Of a cloud above the ground (Fmask)."""
LIT_MOST = 0.75
"""What a shadow has at most of the light around it, at 0.86 and 1.6 um: the sky alone gives 0.1 to 0.3 of it."""
DEEP_LEAST = 0.02  # reflectance, what is lost at the least (Fmask)
_BACKGROUND_QUANTILE = 0.35  # of the clear land: the level at the edge of the scene
_ASIDE_DEG = 20.0  # between the sun's direction and that of the shadows
_UNKNOWN_ZENITH_DEG, _LOWEST_ZENITH_DEG = 60.0, 75.0
MATCH_LEAST = 0.5
"""Share of a moved cloud, where it leaves clouds and water, that must be dark (Fmask asks for 0.3)."""
_LIFT_LEAST = 2.0  # times as often dark as the scene, and as the rim of the moved cloud
_OPEN_LEAST = 0.3  # share of the clouds whose shadows would lie in the scene, in the open
_RIVAL_MOST = 0.8  # of the best gain, that of another direction where the sun is not known
_RIVAL_DEG = 60.0
_WITNESSES = 2  # clouds with a shadow where the sun is not known: one fits somewhere by chance
_CELLS_LEAST = 6  # of a moved cloud in the open: below, chance would do
_HEIGHT_RANGE = (0.5, 2.0)  # of one cloud over that of most clouds
_AROUND_M = 90.0
"""By which shadows may lie beside where they were matched (Fmask widens them by three pixels of 30 m)."""
_WIDEST_GAP = 10  # cells between a cloud and what is compared with it
_SWEEPS = 60
_COARSE_CELLS = 1 << 17


@dataclass(frozen=True)
class Survey:
    """A scene in cells (R, C) of ``side`` pixels: what is cloud for sure and thin cloud perhaps, and what is below.

    ``near`` and ``short``: reflectance at 0.86 and 1.6 um of the pixels without cloud, NaN where there are none.
    """

    side: int
    cloud: BoolArray
    veil: BoolArray
    water: BoolArray
    near: FloatArray
    short: FloatArray


@dataclass(frozen=True)
class Sky:
    """What is known of the sun.

    Attributes:
        away: (rows, columns) a step away from the sun points to; None where that is not known.
        zenith_deg: of the sun; None where that is not known.
        gsd_m: size of a pixel.
    """

    away: tuple[float, float] | None
    zenith_deg: float | None
    gsd_m: float


@dataclass(frozen=True)
class Zones:
    """Cells (R, C) of ``side`` pixels in which pixels may be thin cloud (``veil``) or in ``shadow``.

    ``near`` and ``short``: reflectance of the ground around, with which a shadow is compared.
    """

    side: int
    veil: BoolArray
    shadow: BoolArray
    near: FloatArray
    short: FloatArray


def is_dark(near: FloatArray, short: FloatArray, around_near: FloatArray, around_short: FloatArray) -> BoolArray:
    """Return where reflectance is so far below that of the ground around as in a shadow."""
    found = np.ones(near.shape, dtype=bool)
    for value, around in ((near, around_near), (short, around_short)):
        found &= (value < np.float32(LIT_MOST) * around) & (around - value > np.float32(DEEP_LEAST))
    return found


def find_zones(survey: Survey, sky: Sky) -> Zones:
    """Match clouds with shadows; thin clouds count where they touch a thick one or have a shadow of their own."""
    near, short = (_flooded(values, survey) for values in (survey.near, survey.short))
    seen = np.isfinite(survey.near)
    land = seen & ~survey.water & ~survey.cloud & ~survey.veil
    dark = land & is_dark(np.nan_to_num(survey.near), np.nan_to_num(survey.short), near, short)
    objects, count = label_regions((survey.cloud | survey.veil).astype(np.uint8))
    thick = np.bincount(objects[survey.cloud], minlength=count + 1) > 0
    thick[0] = False
    veil, shadow = survey.veil & thick[objects], np.zeros_like(dark)
    around = max(1, round(_AROUND_M / (sky.gsd_m * survey.side)))
    gap = min(max(2, around), _WIDEST_GAP)
    clouds = thick[objects]
    rim = widened(clouds, gap) & (objects == 0)
    shift = _common_shift(clouds, rim, dark, land, survey.side, sky)
    if shift is not None:
        matched, found = _cast(objects, count, shift, dark, land, gap)
        if sky.away is not None or int((matched & thick).sum()) >= _WITNESSES:
            veil, shadow = veil | (survey.veil & matched[objects]), found
    return Zones(survey.side, widened(veil, 1), widened(shadow, around), near, short)


def _flooded(values: FloatArray, survey: Survey) -> FloatArray:
    """Return reflectance (R, C) with its holes filled to the lowest way out; clouds and gaps belong to the holes."""
    clear = np.isfinite(values) & ~survey.cloud & ~survey.veil
    ground = clear & ~survey.water
    if not ground.any():
        return np.zeros_like(values)
    edge = np.float32(np.quantile(values[ground], _BACKGROUND_QUANTILE))
    own = np.where(clear, values, np.float32(0.0)).astype(np.float32)
    level = np.full_like(own, np.inf)
    for side in (level[0], level[-1], level[:, 0], level[:, -1]):
        side[:] = edge
    np.maximum(level, own, out=level)
    for _ in range(_SWEEPS):
        before = level.copy()
        for turned_level, turned_own in ((level, own), (level[::-1], own[::-1])):
            _sweep(turned_level, turned_own)
        level, own = np.ascontiguousarray(level.T), np.ascontiguousarray(own.T)
        for turned_level, turned_own in ((level, own), (level[::-1], own[::-1])):
            _sweep(turned_level, turned_own)
        level, own = np.ascontiguousarray(level.T), np.ascontiguousarray(own.T)
        if np.array_equal(level, before):
            break
    level[~np.isfinite(level)] = edge
    return level


def _sweep(level: FloatArray, own: FloatArray) -> None:
    """Let water run from each row (R, C) into the next, in place."""
    for row in range(1, len(level)):
        np.minimum(level[row], level[row - 1], out=level[row])
        np.maximum(level[row], own[row], out=level[row])


def _reach(side: int, sky: Sky) -> tuple[float, float]:
    """Return the least and the largest distance in cells from a cloud to its shadow."""
    zenith = _UNKNOWN_ZENITH_DEG if sky.zenith_deg is None else min(sky.zenith_deg, _LOWEST_ZENITH_DEG)
    slope = math.tan(math.radians(zenith))
    low, high = (height * slope / (sky.gsd_m * side) for height in HEIGHTS_M)
    return (low if sky.zenith_deg is not None else 0.0), high


def _common_shift(
    clouds: BoolArray, rim: BoolArray, dark: BoolArray, land: BoolArray, side: int, sky: Sky
) -> NDArray[np.float64] | None:
    """Return the shift (rows, columns) in cells that lays most of the clouds onto dark places; None where none does.

    The ``rim`` around the clouds must not be as dark there: a cloud fits anywhere into a wide forest.
    """
    step = max(1, math.ceil(math.sqrt(clouds.size / _COARSE_CELLS)))
    parts = [_coarse(mask, step) for mask in (clouds, rim, dark, land)]
    if not parts[0].any() or not parts[2].any():
        return None
    low, high = (distance / step for distance in _reach(side, sky))
    shape = tuple(2 * n for n in parts[0].shape)
    waves = [np.fft.rfft2(part, shape) for part in parts]
    hit, open_, rim_hit, rim_open = (
        np.fft.irfft2(np.conj(waves[a]) * waves[b], shape) for a, b in ((0, 2), (0, 3), (1, 2), (1, 3))
    )
    rows, cols = (np.fft.fftfreq(n, 1.0 / n) for n in shape)
    distance = np.hypot(rows[:, None], cols[None])
    allowed = (distance >= max(low, 1.0)) & (distance <= high)
    if sky.away is not None:
        along = (rows[:, None] * sky.away[0] + cols[None] * sky.away[1]) / np.maximum(distance, 1.0)
        allowed &= along >= math.cos(math.radians(_ASIDE_DEG))
    allowed &= open_ >= max(_CELLS_LEAST / step**2, _OPEN_LEAST * float(parts[0].sum()))
    base = float(parts[2].sum() / parts[3].sum())
    around = np.maximum(base, rim_hit / np.maximum(rim_open, 1.0))
    fits = hit >= np.maximum(MATCH_LEAST, _LIFT_LEAST * around) * open_
    gain = np.where(allowed, (hit - around * open_) / np.sqrt(np.maximum(open_, 1e-6)), 0.0)
    at = np.unravel_index(int(np.where(fits, gain, 0.0).argmax()), gain.shape)
    if not (allowed & fits)[at]:
        return None
    best = np.array([rows[at[0]], cols[at[1]]], dtype=np.float64)
    if sky.away is None:
        along = (rows[:, None] * best[0] + cols[None] * best[1]) / np.maximum(distance * np.hypot(*best), 1.0)
        rival = gain[along < math.cos(math.radians(_RIVAL_DEG))].max(initial=0.0)
        if rival > _RIVAL_MOST * gain[at]:
            return None
    return best * step


def _coarse(mask: BoolArray, step: int) -> NDArray[np.float64]:
    rows, cols = (-(-n // step) * step for n in mask.shape)
    padded = np.zeros((rows, cols), dtype=np.float64)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    return np.asarray(padded.reshape(rows // step, step, cols // step, step).mean(axis=(1, 3)))


def _rims(objects: NDArray[np.int32], gap: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]]:
    """Return rows, columns and objects of cells ``gap`` above, below, left and right of an object, and in none."""
    found = []
    for step in ((gap, 0), (-gap, 0), (0, gap), (0, -gap)):
        rows, cols = np.nonzero(objects)
        labels = objects[rows, cols]
        to_rows, to_cols, inside = _moved(rows, cols, np.array(step), objects.shape)
        free = objects[to_rows, to_cols] == 0
        found.append((to_rows[free], to_cols[free], labels[inside][free]))
    rows, cols, labels = (np.concatenate(each) for each in zip(*found, strict=True))
    return rows, cols, labels


def _cast(
    objects: NDArray[np.int32], count: int, shift: NDArray[np.float64], dark: BoolArray, land: BoolArray, gap: int
) -> tuple[BoolArray, BoolArray]:
    """Return which objects (count + 1) have a shadow, and where these shadows lie (R, C)."""
    rows, cols = np.nonzero(objects)
    labels = objects[rows, cols]
    rims = _rims(objects, gap)
    best, moved = np.zeros(count + 1), np.zeros((count + 1, 2), dtype=np.int64)
    base = float(dark.sum() / max(int(land.sum()), 1))
    for step in _shifts(shift):
        hit, open_ = _counted(rows, cols, labels, step, count, dark, land)
        rim_hit, rim_open = _counted(*rims, step, count, dark, land)
        around = np.maximum(base, rim_hit / np.maximum(rim_open, 1.0))
        gain = (hit - around * open_) / np.sqrt(np.maximum(open_, 1.0))
        fits = hit >= np.maximum(MATCH_LEAST, _LIFT_LEAST * around) * open_
        better = (open_ >= _CELLS_LEAST) & fits & (gain > best)
        best[better], moved[better] = gain[better], step
    matched = best > 0.0
    shadow = np.zeros_like(dark)
    is_in = matched[labels]
    steps = moved[labels[is_in]]
    to_rows, to_cols, _ = _moved(rows[is_in], cols[is_in], steps.T, dark.shape)
    shadow[to_rows, to_cols] = True
    return matched, shadow


def _counted(
    rows: NDArray[np.intp], cols: NDArray[np.intp], labels: NDArray[np.int32], step: NDArray[np.int64], count: int,
    dark: BoolArray, land: BoolArray,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """Return, of each object (count + 1), how many of its cells moved by ``step`` are dark, and land."""
    to_rows, to_cols, inside = _moved(rows, cols, step, dark.shape)
    own = labels[inside]
    hit, open_ = (
        np.bincount(own, weights=mask[to_rows, to_cols].astype(np.float64), minlength=count + 1)
        for mask in (dark, land)
    )
    return np.asarray(hit, dtype=np.float64), np.asarray(open_, dtype=np.float64)


def _shifts(shift: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return shifts (n, 2) of clouds lower and higher than most, one cell to the side of their line at most."""
    low, high = _HEIGHT_RANGE
    distance = float(np.hypot(*shift))
    factors = np.linspace(low, high, max(2, math.ceil((high - low) * distance)) + 1)
    aside = np.array([-shift[1], shift[0]]) / distance
    found = [np.rint(factor * shift + k * aside) for factor in factors for k in (-1.0, 0.0, 1.0)]
    return np.unique(np.array(found, dtype=np.int64), axis=0)


def _moved(
    rows: NDArray[np.intp], cols: NDArray[np.intp], step: NDArray[np.int64], shape: tuple[int, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp], BoolArray]:
    """Return cells moved by ``step`` that stay inside, and which of them do."""
    to_rows, to_cols = rows + step[0], cols + step[1]
    inside = (to_rows >= 0) & (to_rows < shape[0]) & (to_cols >= 0) & (to_cols < shape[1])
    return to_rows[inside], to_cols[inside], inside
