"""A picture of many features: their first three principal components as red, green and blue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import FloatArray
from ..raster.sink import RasterLayer

NODATA_BYTE = 0
_CUT = (2.0, 98.0)  # percentiles of the sample shown darkest and brightest


@dataclass(frozen=True)
class Picture:
    """Turns features into bytes; fitted to a sample, so that all pictures made with it match.

    ``mean`` (E,), ``axes`` (3, E) and ``low``, ``high`` (3,): the component values that become 1 and 255. ``share``
    (3,): of the sample's variance, by component.
    """

    mean: FloatArray
    axes: FloatArray
    low: FloatArray
    high: FloatArray
    share: tuple[float, ...]

    @classmethod
    def of(cls, sample: FloatArray) -> Picture:
        """Fit to a sample (N, E) of features; N is at least 1.

        Each axis points to the side where its largest coefficient is positive, so that colours do not flip between
        runs.
        """
        values = sample.astype(np.float64)
        mean = values.mean(axis=0)
        centred = values - mean
        variance, vectors = np.linalg.eigh(centred.T @ centred / len(values))
        axes = np.zeros((3, values.shape[1]))
        order = np.argsort(variance, kind="stable")[::-1][:3]
        axes[: len(order)] = vectors[:, order].T
        largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None], axis=1)
        axes *= np.where(largest < 0, -1.0, 1.0)
        low, high = np.percentile(centred @ axes.T, _CUT, axis=0)
        total = max(float(variance.clip(0).sum()), 1e-12)
        share = tuple(round(float(max(variance[i], 0.0)) / total, 4) for i in order)
        return cls(mean.astype(np.float32), axes.astype(np.float32), low.astype(np.float32), high.astype(np.float32),
                   share)  # fmt: skip

    def apply(self, features: FloatArray) -> NDArray[np.uint8]:
        """Return bytes (3, h, w) for features (E, h, w): 1 to 255, and 0 for NaN."""
        there = np.isfinite(features).all(axis=0)
        flat = np.where(there, features, self.mean[:, None, None]).reshape(len(self.mean), -1)
        components = self.axes @ (flat - self.mean[:, None])  # (3, h * w)
        span = np.maximum(self.high - self.low, np.float32(1e-12))[:, None]
        scaled = np.clip((components - self.low[:, None]) / span, 0.0, 1.0) * 254.0 + 1.0
        bytes_ = np.rint(scaled).astype(np.uint8).reshape(3, *there.shape)
        return np.where(there, bytes_, np.uint8(NODATA_BYTE))


def picture_layer(tags: Mapping[str, str]) -> RasterLayer:
    """The raster layer of a picture."""
    names = tuple(f"component {number}" for number in (1, 2, 3))
    return RasterLayer(key="picture", dtype="uint8", nodata=NODATA_BYTE, band_names=names, tags=tags)
