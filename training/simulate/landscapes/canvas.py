"""The canvas of a landscape: materials, texture, height, light and shadows, at sub-pixel resolution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backend.common.arrays import BoolArray, FloatArray, IntArray

from ..effects import ALL_EFFECTS, Effects
from ..labels import CLASS_INDEX
from ..materials.palette import Palette
from .fields import Frame, noise

_FINE_M = 2.0  # up to this sub-pixel size crowns have a lit and a shaded side


@dataclass
class Canvas:
    """Layers (H, W): ``first`` and ``second`` material with the ``share`` of the second, ``light`` and ``height_m``.

    ``effects`` are the effects that are painted.
    """

    frame: Frame
    palette: Palette
    sun: tuple[float, float]
    first: IntArray
    second: IntArray
    share: FloatArray
    light: FloatArray
    height_m: FloatArray
    crown: BoolArray
    effects: Effects

    @classmethod
    def blank(cls, frame: Frame, palette: Palette, sun: tuple[float, float], effects: Effects = ALL_EFFECTS) -> Canvas:
        """Return an empty canvas, fully lit."""
        shape = frame.shape
        return cls(
            frame, palette, sun, np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.float32),
            np.ones(shape, np.float32), np.zeros(shape, np.float32), np.zeros(shape, bool),
            effects,
        )  # fmt: skip

    def fill(
        self,
        where: BoolArray,
        material: IntArray | int,
        *,
        second: IntArray | int | None = None,
        share: FloatArray | float = 0.0,
    ) -> None:
        """Paint ``material`` (scalar or (H, W)) where the mask is true, mixed with ``share`` of a ``second`` one."""
        np.copyto(self.first, material, where=where)
        np.copyto(self.second, material if second is None else second, where=where)
        np.copyto(self.share, np.clip(share, 0.0, 1.0) if second is not None else np.float32(0.0), where=where)
        np.copyto(self.height_m, np.float32(0.0), where=where)
        np.copyto(self.crown, False, where=where)

    def raise_to(self, where: BoolArray, height_m: FloatArray | float, *, crown: bool = False) -> None:
        """Set the height of objects."""
        np.copyto(self.height_m, np.asarray(height_m, dtype=np.float32), where=where)
        np.copyto(self.crown, crown, where=where)

    def draw(self, rng: np.random.Generator, name: str, count: int | None = None) -> IntArray:
        """Draw random materials (count,) of a class; one as an array of length 1 if ``count`` is None."""
        own = self.palette.of(name)
        return np.asarray(own[rng.integers(0, own.size, 1 if count is None else count)], dtype=np.int64)

    def finish(self, rng: np.random.Generator, relief: float) -> None:
        """Cast shadows, shade crowns and terrain, and add brightness texture."""
        frame = self.frame
        self.light *= 1.0 + np.float32(relief) * noise(rng, frame, max(150.0, 0.25 * max(frame.extent_m)), 3)
        self.light *= 1.0 + np.float32(rng.uniform(0.01, 0.07)) * noise(rng, frame, 12.0 * frame.step_m, 2)
        self.light *= 1.0 + np.float32(rng.uniform(0.0, 0.06)) * rng.standard_normal(frame.shape, dtype=np.float32)
        if self.height_m.max() > 0:
            self._shade_crowns()
            dark = np.full(frame.shape, rng.uniform(0.0, 0.15), dtype=np.float32)
            dark[self.crown] = (
                rng.uniform(0.25, 0.5) if frame.step_m < _FINE_M else rng.uniform(0.65, 1.0)
            )  # crowns with gaps transmit light
            dark[self.on("water")] = 0.7 if self.effects.bright_water else 1.0  # water reflects the sky
            self.light *= np.where(self._shadow(), dark, np.float32(1.0))
        np.clip(self.light, 0.0, 1.8, out=self.light)

    def on(self, name: str) -> BoolArray:
        """Return (H, W), True where the first material is of a class."""
        return np.asarray(self.palette.label[self.first] == CLASS_INDEX[name])

    def _shade_crowns(self) -> None:
        """Light and shade the sides of crowns, by the slope of their surface towards the sun."""
        if self.frame.step_m > _FINE_M or not self.crown.any():
            return
        zenith, azimuth = self.sun
        fall_y, fall_x = np.gradient(self.height_m, np.float32(self.frame.step_m))
        facing = -(fall_x * np.float32(np.sin(azimuth)) - fall_y * np.float32(np.cos(azimuth))) * np.float32(
            np.tan(zenith)
        )
        shaded = np.clip(0.95 + 0.22 * facing, 0.3, 1.35)
        self.light *= np.where(self.crown, shaded.astype(np.float32), np.float32(1.0))

    def _shadow(self) -> BoolArray:
        """Return (H, W), True where a higher object is between a sub-pixel and the sun.

        The height of the shadow over each sub-pixel is the maximum over t of height(p + t sun) - t / tan(zenith). It is
        computed by doubling the distance: the maximum over a distance 2 T is the larger of that over T here and that
        over T seen from T farther away.
        """
        zenith, azimuth = self.sun
        step, slope = self.frame.step_m, 1.0 / float(np.tan(zenith))
        longest = float(self.height_m.max()) / slope
        if longest < 0.7 * step:
            return np.zeros(self.frame.shape, dtype=bool)
        roof = _shifted(self.height_m, step, azimuth, step) - np.float32(step * slope)
        distance = step
        while distance < longest:
            np.maximum(roof, _shifted(roof, distance, azimuth, step) - np.float32(distance * slope), out=roof)
            distance *= 2.0
        return np.asarray(roof > self.height_m + np.float32(0.3))


def _shifted(layer: FloatArray, distance_m: float, azimuth: float, step_m: float) -> FloatArray:
    """Return the layer as seen ``distance_m`` farther towards the sun; -1e3 beyond the border. Row 0 is north."""
    rows = -round(distance_m * float(np.cos(azimuth)) / step_m)
    columns = round(distance_m * float(np.sin(azimuth)) / step_m)
    out = np.full(layer.shape, -1e3, dtype=np.float32)
    if abs(rows) < layer.shape[0] and abs(columns) < layer.shape[1]:
        here, there = _overlap(layer.shape[0], rows), _overlap(layer.shape[1], columns)
        out[here[0], there[0]] = layer[here[1], there[1]]
    return out


def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    """Return slices (here, there) with there = here + shift inside ``size``."""
    return slice(max(0, -shift), size - max(0, shift)), slice(max(0, shift), size + min(0, shift))
