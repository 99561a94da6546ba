"""Find the dark areas that are cloud shadows: those where the sun casts the shadow of a cloud, and no others.

After Fmask's object matching (Zhu & Woodcock 2012, Remote Sens. Environ. 118, 83-94, section 3.2): a pixel is dark if
near infrared and 1.6 um are below the level to which a flood would fill the hole. Each cloud is moved away from the sun
by the distances for heights of 0.2 to 12 km, and the best overlap with dark areas gives its height.

Unlike Fmask, the direction is searched for around the sun's (off-nadir views shift clouds too), or in all directions if
the sun's position is unknown, using the one shift that fits most of the scene's clouds. The surroundings of a shadow
must not be as dark (a cloud fits anywhere into a wide forest), and only dark pixels are shadow.

All steps work on a :class:`Survey`, the scene in at most :data:`MOST_CELLS` cells.
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
"""Most cells of a survey, which limits its memory."""
HEIGHTS_M = (200.0, 12_000.0)
"""Range of cloud heights above the ground in m (Fmask)."""
LIT_MOST = 0.75
"""Largest ratio of a shadow to its surroundings at 0.86 and 1.6 um; skylight alone gives 0.1 to 0.3."""
DEEP_LEAST = 0.02  # least loss of reflectance (Fmask)
_BACKGROUND_QUANTILE = 0.35  # quantile of the clear land, used as the level at the edge of the scene
_ASIDE_DEG = 20.0  # largest angle between the sun's direction and that of the shadows
_UNKNOWN_ZENITH_DEG, _LOWEST_ZENITH_DEG = 60.0, 75.0
MATCH_LEAST = 0.5
"""Share of a moved cloud, outside clouds and water, that must be dark (0.3 in Fmask)."""
_LIFT_LEAST = 2.0  # least ratio of its dark share to that of the scene, and of the moved cloud's rim
_OPEN_LEAST = 0.3  # share of clouds whose shadows would be visible in the scene
_RIVAL_MOST = 0.8  # largest gain of another direction relative to the best, if the sun is unknown
_RIVAL_DEG = 60.0
_WITNESSES = 2  # least clouds with a shadow if the sun is unknown: one may fit by chance
_CELLS_LEAST = 6  # least visible cells of a moved cloud; fewer may fit by chance
_HEIGHT_RANGE = (0.5, 2.0)  # height of one cloud relative to that of most clouds
_AROUND_M = 90.0
"""Distance by which shadows may deviate from the match (Fmask widens them by three pixels of 30 m)."""
_WIDEST_GAP = 10  # cells between a cloud and its rim
_SWEEPS = 60
_COARSE_CELLS = 1 << 17


@dataclass(frozen=True)
class Survey:
    """A scene in cells (R, C) of ``side`` pixels: sure clouds, possible thin clouds, and the surface.

    ``near`` and ``short``: reflectance at 0.86 and 1.6 um of the cloud-free pixels, NaN if there are none.
    """

    side: int
    cloud: BoolArray
    veil: BoolArray
    water: BoolArray
    near: FloatArray
    short: FloatArray


@dataclass(frozen=True)
class Sky:
    """Position of the sun.

    Attributes:
        away: direction (rows, columns) away from the sun; None if unknown.
        zenith_deg: zenith angle of the sun; None if unknown.
        gsd_m: pixel size in metres.
    """

    away: tuple[float, float] | None
    zenith_deg: float | None
    gsd_m: float


@dataclass(frozen=True)
class Zones:
    """Cells (R, C) of ``side`` pixels whose pixels may be thin cloud (``veil``) or in ``shadow``.

    ``near`` and ``short``: reflectance of the surrounding ground, with which a shadow is compared.
    """

    side: int
    veil: BoolArray
    shadow: BoolArray
    near: FloatArray
    short: FloatArray


def is_dark(near: FloatArray, short: FloatArray, around_near: FloatArray, around_short: FloatArray) -> BoolArray:
    """Return a mask, True where reflectance is as far below that of the surrounding ground as in a shadow."""
    found = np.ones(near.shape, dtype=bool)
    for value, around in ((near, around_near), (short, around_short)):
        found &= (value < np.float32(LIT_MOST) * around) & (around - value > np.float32(DEEP_LEAST))
    return found


def find_zones(survey: Survey, sky: Sky) -> Zones:
    """Match clouds with shadows; a thin cloud counts if it touches a thick one or has a shadow of its own."""
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
    """Return reflectance (R, C) with holes filled up to their lowest outlet; clouds and gaps count as holes."""
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
    """Propagate the fill level from each row (R, C) to the next, in place."""
    for row in range(1, len(level)):
        np.minimum(level[row], level[row - 1], out=level[row])
        np.maximum(level[row], own[row], out=level[row])


def _reach(side: int, sky: Sky) -> tuple[float, float]:
    """Return the smallest and largest distance in cells from a cloud to its shadow."""
    zenith = _UNKNOWN_ZENITH_DEG if sky.zenith_deg is None else min(sky.zenith_deg, _LOWEST_ZENITH_DEG)
    slope = math.tan(math.radians(zenith))
    low, high = (height * slope / (sky.gsd_m * side) for height in HEIGHTS_M)
    return (low if sky.zenith_deg is not None else 0.0), high


def _common_shift(
    clouds: BoolArray, rim: BoolArray, dark: BoolArray, land: BoolArray, side: int, sky: Sky
) -> NDArray[np.float64] | None:
    """Return the shift (rows, columns) in cells that moves most clouds onto dark areas; None if there is none.

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
    """Return rows, columns and objects of the cells outside objects that are ``gap`` cells away from one."""
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
    """Return which objects (count + 1) have a shadow, and the mask (R, C) of these shadows."""
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
    """Return for each object (count + 1) how many of its cells, moved by ``step``, are dark and how many are land."""
    to_rows, to_cols, inside = _moved(rows, cols, step, dark.shape)
    own = labels[inside]
    hit, open_ = (
        np.bincount(own, weights=mask[to_rows, to_cols].astype(np.float64), minlength=count + 1)
        for mask in (dark, land)
    )
    return np.asarray(hit, dtype=np.float64), np.asarray(open_, dtype=np.float64)


def _shifts(shift: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return shifts (n, 2) for lower and higher clouds, at most one cell to the side of the common line."""
    low, high = _HEIGHT_RANGE
    distance = float(np.hypot(*shift))
    factors = np.linspace(low, high, max(2, math.ceil((high - low) * distance)) + 1)
    aside = np.array([-shift[1], shift[0]]) / distance
    found = [np.rint(factor * shift + k * aside) for factor in factors for k in (-1.0, 0.0, 1.0)]
    return np.unique(np.array(found, dtype=np.int64), axis=0)


def _moved(
    rows: NDArray[np.intp], cols: NDArray[np.intp], step: NDArray[np.int64], shape: tuple[int, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp], BoolArray]:
    """Return the cells moved by ``step`` that stay inside, and the mask of these cells."""
    to_rows, to_cols = rows + step[0], cols + step[1]
    inside = (to_rows >= 0) & (to_rows < shape[0]) & (to_cols >= 0) & (to_cols < shape[1])
    return to_rows[inside], to_cols[inside], inside
