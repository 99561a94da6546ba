"""Training data of a head: labelled pixels with spectra, features and zero-shot probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...common.arrays import DoubleArray, IntArray
from ...spectral.resampling import Bands, CommonBands
from .mnf import ImageNoise


@dataclass(frozen=True)
class Pixels:
    """n pixels with the inputs of the head.

    Attributes:
        zero_shot: probabilities (n, Z) of the zero-shot model's classes.
        spectra: reflectance (n, C).
        smoothed: Gaussian means of the reflectance (n, C) around each pixel, by standard deviation in pixels.
        features: features of the zero-shot network (n, E); E is 0 if it has none.
    """

    zero_shot: DoubleArray
    spectra: DoubleArray
    smoothed: Mapping[float, DoubleArray]
    features: DoubleArray

    @property
    def count(self) -> int:
        """Number of pixels."""
        return len(self.spectra)

    def at_scale(self, sigma_px: float) -> DoubleArray:
        """Return the spectra (n, C) at a context scale; 0 is the pixel alone."""
        return self.smoothed[sigma_px] if sigma_px > 0 else self.spectra

    def take(self, index: IntArray) -> Pixels:
        """Return some of the pixels."""
        return Pixels(
            self.zero_shot[index], self.spectra[index], {s: v[index] for s, v in self.smoothed.items()},
            self.features[index],
        )  # fmt: skip

    def only(self, scales_px: tuple[float, ...]) -> Pixels:
        """Return the pixels with smoothed spectra at the given scales only."""
        return replace(self, smoothed={s: self.smoothed[s] for s in scales_px if s > 0})

    def in_bands(self, matrix: DoubleArray) -> Pixels:
        """Return the pixels in the bands that ``matrix`` (m, C) makes of these."""
        smoothed = {s: values @ matrix.T for s, values in self.smoothed.items()}
        return replace(self, spectra=self.spectra @ matrix.T, smoothed=smoothed)


@dataclass(frozen=True)
class TrainingSet:
    """n labelled pixels of K classes, and statistics of the unlabelled images around them.

    Attributes:
        classes: positions of the classes (n,).
        groups: number (n,) of the block or polygon of each pixel; pixels of one group are validated together.
        pixels: the labelled pixels.
        anchors: random pixels of the images, whatever their class; empty if the head does not use them.
        bands: bands of the spectra.
        image: covariances of the unlabelled images and of their noise.
        scene_share: mean zero-shot probabilities (Z,) over the unlabelled pixels of the windows that hold labels.
        gsd_m: pixel size in metres; it converts scales in pixels into distances.
        level: processing level of the images, "L1" or "L2".
    """

    classes: IntArray
    groups: IntArray
    pixels: Pixels
    anchors: Pixels
    bands: Bands
    image: ImageNoise
    scene_share: DoubleArray
    gsd_m: float
    level: str

    @property
    def count(self) -> int:
        """Number of labelled pixels."""
        return len(self.classes)

    def subset(self, index: IntArray, classes: IntArray) -> TrainingSet:
        """Return the labels at ``index`` with the class positions ``classes`` (len(index),)."""
        return replace(self, classes=classes, groups=self.groups[index], pixels=self.pixels.take(index))

    def only(self, scales_px: tuple[float, ...]) -> TrainingSet:
        """Return the samples with smoothed spectra at the given scales only."""
        return replace(self, pixels=self.pixels.only(scales_px), anchors=self.anchors.only(scales_px))

    def in_bands(self, common: CommonBands) -> TrainingSet:
        """Return the samples in the common bands of two sets, of which these bands are the ``first``."""
        to = common.first  # (m, C)
        return replace(
            self, pixels=self.pixels.in_bands(to), anchors=self.anchors.in_bands(to),
            bands=common.bands, image=self.image.through(to),
        )  # fmt: skip
