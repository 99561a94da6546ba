"""Rational polynomial coefficients: from ground to pixel and back (RPC00B, STDI-0002 appendix E, NGA)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...common.errors import InputError
from ...raster.window import Window

_KEYS = ("ROW_NUM", "ROW_DEN", "COL_NUM", "COL_DEN")
_KNOTS = 17  # nodes per side at which pixels are projected; bilinear between them (error < 0.1 pixel)
_STEPS = 8


def _terms(p: np.ndarray, q: np.ndarray, h: np.ndarray) -> np.ndarray:
    """Return the 20 terms (20, ...) of normalised latitude p, longitude q and height h in RPC00B order."""
    one = np.ones_like(p)
    return np.stack([
        one, q, p, h, q * p, q * h, p * h, q * q, p * p, h * h, p * q * h, q**3, q * p * p, q * h * h, q * q * p, p**3,
        p * h * h, q * q * h, p * p * h, h**3,
    ])  # fmt: skip


@dataclass(frozen=True)
class RationalModel:
    """The model of one image; ``offset`` and ``scale`` of row, column, latitude, longitude (degrees), height (m)."""

    offset: tuple[float, float, float, float, float]
    scale: tuple[float, float, float, float, float]
    coefficients: np.ndarray  # (4, 20): row numerator and denominator, column numerator and denominator

    @classmethod
    def from_values(cls, values: Mapping[str, str]) -> RationalModel:
        """Read the model from names and texts in the form of EnMAP metadata (ROW_OFF, ROW_NUM_01, ...).

        Raises:
            InputError: a value is missing or not a number.
        """
        axes = ("ROW", "COL", "LAT", "LONG", "HEIGHT")
        try:
            offset = [float(values[f"{axis}_OFF"]) for axis in axes]
            scale = [float(values[f"{axis}_SCALE"]) for axis in axes]
            table = [[float(values[f"{key}_{i:02d}"]) for i in range(1, 21)] for key in _KEYS]
        except (KeyError, ValueError):
            raise InputError("The product's RPC are incomplete; download the product again.") from None
        if 0.0 in scale:
            raise InputError("The product's RPC hold a scale of 0; download the product again.")
        return cls(
            (offset[0], offset[1], offset[2], offset[3], offset[4]),
            (scale[0], scale[1], scale[2], scale[3], scale[4]),
            np.array(table),
        )

    @classmethod
    def from_gdal(cls, values: Mapping[str, str]) -> RationalModel:
        """Read the model from items of GDAL's RPC domain (LINE_OFF, LINE_NUM_COEFF, ...); errors as for from_values."""
        plain: dict[str, str] = {}
        for theirs, ours in (("LINE", "ROW"), ("SAMP", "COL"), ("LAT", "LAT"), ("LONG", "LONG"), ("HEIGHT", "HEIGHT")):
            plain |= {f"{ours}_{end}": str(values.get(f"{theirs}_{end}", "")) for end in ("OFF", "SCALE")}
            for part in ("NUM", "DEN"):
                listed = str(values.get(f"{theirs}_{part}_COEFF", "")).split()
                plain |= {f"{ours}_{part}_{i:02d}": text for i, text in enumerate(listed, start=1)}
        return cls.from_values(plain)

    def pixel(self, lat: np.ndarray, lon: np.ndarray, height_m: float) -> tuple[np.ndarray, np.ndarray]:
        """Return row and column (0 is the centre of the first pixel) of points on the ground."""
        p, q = (lat - self.offset[2]) / self.scale[2], (lon - self.offset[3]) / self.scale[3]
        h = np.full_like(p, (height_m - self.offset[4]) / self.scale[4])
        values = np.tensordot(self.coefficients, _terms(p, q, h), axes=1)  # (4, ...)
        row = values[0] / values[1] * self.scale[0] + self.offset[0]
        col = values[2] / values[3] * self.scale[1] + self.offset[1]
        return row, col

    def ground(self, row: np.ndarray, col: np.ndarray, height_m: float) -> tuple[np.ndarray, np.ndarray]:
        """Return latitude and longitude of pixels at a height above the ellipsoid (Newton's method)."""
        lat, lon = np.full(row.shape, self.offset[2]), np.full(row.shape, self.offset[3])
        step = 1e-4  # degrees
        for _ in range(_STEPS):
            r, c = self.pixel(lat, lon, height_m)
            r_lat, c_lat = self.pixel(lat + step, lon, height_m)
            r_lon, c_lon = self.pixel(lat, lon + step, height_m)
            a, b, d, e = (r_lat - r) / step, (r_lon - r) / step, (c_lat - c) / step, (c_lon - c) / step
            det = a * e - b * d
            lat, lon = lat + ((row - r) * e - (col - c) * b) / det, lon + ((col - c) * a - (row - r) * d) / det
        return lat, lon

    def arrays(self, shape: tuple[int, int], window: Window, height_m: float) -> tuple[np.ndarray, np.ndarray]:
        """Return latitude and longitude (h, w) of the pixel centres in a window of an image of ``shape``."""
        rows, cols = nodes_of(shape)
        down, across = np.meshgrid(rows, cols, indexing="ij")
        knots = self.ground(down, across, height_m)
        lat, lon = (between_nodes(knot, rows, cols, window) for knot in knots)
        return lat, lon


def nodes_of(shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows and columns at which an image is projected to the ground."""
    rows, cols = (np.linspace(0, size - 1, min(_KNOTS, size)) for size in shape)
    return rows, cols


def between_nodes(knots: np.ndarray, rows: np.ndarray, cols: np.ndarray, window: Window) -> np.ndarray:
    """Return the values (h, w) in a window, interpolated from those at the nodes (rows, cols)."""
    row, col = np.arange(window.row, window.row_end), np.arange(window.col, window.col_end)
    down = np.stack([np.interp(row, rows, column) for column in knots.T], axis=1)
    return np.stack([np.interp(col, cols, line) for line in down])


def whole_pixel_shift(
    first: RationalModel, second: RationalModel, height: int, width: int, height_m: float
) -> tuple[int, int]:
    """Return the rounded offset (rows, columns) from a pixel of the first image to the same ground in the second."""
    grid = np.meshgrid(np.linspace(0, height - 1, 5), np.linspace(0, width - 1, 5), indexing="ij")
    row, col = second.pixel(*first.ground(grid[0], grid[1], height_m), height_m)
    return round(float(np.mean(row - grid[0]))), round(float(np.mean(col - grid[1])))
