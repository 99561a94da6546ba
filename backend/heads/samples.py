"""What a head is fitted to: labelled pixels with their spectra and zero-shot probabilities."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .mnf import ImageNoise
from .resampling import Bands, CommonBands

DoubleArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class TrainingSet:
    """n labelled pixels of K classes, and statistics of the unlabelled images they lie in.

    Attributes:
        classes: positions of the classes (n,).
        groups: number of the block or polygon a pixel belongs to (n,); pixels of one group are judged together.
        zero_shot: probabilities (n, Z) of the zero-shot model's classes.
        spectra: reflectance (n, C).
        smoothed: Gaussian means of the reflectance (n, C) around each pixel, by standard deviation in pixels.
        bands: of the spectra.
        image: covariances of the unlabelled images and of their noise.
        scene_share: mean zero-shot probabilities (Z,) over the unlabelled pixels of the windows that hold labels.
        gsd_m: pixel size, which turns scales in pixels into distances.
        level: processing level of the images, "L1" or "L2".
    """

    classes: IntArray
    groups: IntArray
    zero_shot: DoubleArray
    spectra: DoubleArray
    smoothed: dict[float, DoubleArray]
    bands: Bands
    image: ImageNoise
    scene_share: DoubleArray
    gsd_m: float
    level: str

    @property
    def count(self) -> int:
        """Number of labelled pixels."""
        return len(self.classes)

    def at_scale(self, sigma_px: float) -> DoubleArray:
        """Return the spectra (n, C) at a context scale; 0 is the pixel alone."""
        return self.smoothed[sigma_px] if sigma_px > 0 else self.spectra

    def by_scale(self, scales_px: tuple[float, ...], index: IntArray) -> dict[float, DoubleArray]:
        """Return the spectra at ``index``, and their means at these context scales."""
        return {scale: self.at_scale(scale)[index] for scale in {0.0, *scales_px}}

    def in_bands(self, common: CommonBands) -> TrainingSet:
        """Return the same in the common bands of two sets, of which ``first`` starts at these."""
        to = common.first  # (m, C)
        return replace(
            self, spectra=self.spectra @ to.T, smoothed={s: values @ to.T for s, values in self.smoothed.items()},
            bands=Bands(to @ self.bands.center_nm, to @ self.bands.fwhm_nm), image=self.image.through(to),
        )  # fmt: skip
