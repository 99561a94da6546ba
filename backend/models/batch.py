"""Typed inputs of the networks, and the interface of encoders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from torch import Tensor, nn

from ..common.errors import InputError
from ..common.wording import counted
from ..spectral.inputs.attributes import ATTRIBUTE_WIDTH
from .blocks.vit import tracing


class SceneTiles(NamedTuple):
    """Tiles of one scene with metadata of its bands: the inputs of land-cover networks and their graphs, in order.

    Attributes:
        pixels: (B, C, H, W) reflectance (L2) or apparent reflectance (L1); H and W multiples of the network's
            ``config.multiple``.
        valid: (B, H, W) 1 where the pixel may be used, else 0.
        center_nm: (C,) band centres in nm, any order.
        fwhm_nm: (C,) full widths at half maximum in nm.
        weight: (C,) quadrature weights, sum 1.
        attributes: (2, 384) sentence embeddings of sensor name and processing level.
        content: (C, quantiles) scene-wide quantiles of log(max(rho, 0) + 0.01).
        gsd_m: scalar ground sampling distance in metres.
    """

    pixels: Tensor
    valid: Tensor
    center_nm: Tensor
    fwhm_nm: Tensor
    weight: Tensor
    attributes: Tensor
    content: Tensor
    gsd_m: Tensor


@dataclass(frozen=True)
class SpectralBatch:
    """Tiles with the same number of bands, and metadata of each band; every field has the batch axis B first.

    Samples may come from different sensors; a band that a sample lacks has weight 0.

    Attributes:
        pixels: (B, C, H, W) float32; reflectance-like for our own variants, raw units for models in the published form.
        center_nm: (B, C) band centres in nm.
        fwhm_nm: (B, C) full widths at half maximum in nm, never NaN.
        gsd_m: (B,) ground sampling distance in metres.
        attributes: (B, 2, 384) sentence embeddings of the sensor's name and of the processing level.
        valid: (B, H, W) float32, 1 where the pixel holds data, 0 elsewhere.
        weight: (B, C) quadrature weights over the spectrum, summing to 1 per sample.
    """

    pixels: Tensor
    center_nm: Tensor
    fwhm_nm: Tensor
    gsd_m: Tensor
    attributes: Tensor
    valid: Tensor
    weight: Tensor

    @staticmethod
    def of(
        pixels: Tensor,
        center_nm: Tensor,
        *,
        fwhm_nm: Tensor | None = None,
        gsd_m: Tensor | None = None,
        attributes: Tensor | None = None,
        valid: Tensor | None = None,
        weight: Tensor | None = None,
    ) -> SpectralBatch:
        """Build a checked batch; default values are neutral (10 nm, 30 m, zero vectors, all valid, equal weights).

        Args:
            pixels: (B, C, H, W).
            center_nm: (C,) for the whole batch, or (B, C); the same holds for ``fwhm_nm`` and ``weight``.
            fwhm_nm: nm.
            gsd_m: () or (B,) metres.
            attributes: (2, 384) or (B, 2, 384).
            valid: (B, H, W).
            weight: quadrature weights.

        Raises:
            InputError: a shape does not fit the pixels.
        """
        if pixels.dim() != 4:
            raise InputError(f"Pixels have {pixels.dim()} axes; give (batch, bands, rows, columns).")
        batch, bands, height, width = pixels.shape

        def fill(value: Tensor | None, shape: Sequence[int], default: float) -> Tensor:
            if value is None:
                return pixels.new_full(tuple(shape), default)
            return _spread(value.to(pixels.dtype), shape)

        return SpectralBatch(
            pixels=pixels,
            center_nm=_spread(center_nm, (batch, bands)),
            fwhm_nm=fill(fwhm_nm, (batch, bands), 10.0),
            gsd_m=fill(gsd_m, (batch,), 30.0),
            attributes=fill(attributes, (batch, 2, ATTRIBUTE_WIDTH), 0.0),
            valid=fill(valid, (batch, height, width), 1.0),
            weight=fill(weight, (batch, bands), 1.0 / bands),
        )


def _spread(value: Tensor, shape: Sequence[int]) -> Tensor:
    """Expand ``value`` along missing leading axes to ``shape``; raise InputError if it does not fit."""
    try:
        return value.expand(tuple(shape))
    except RuntimeError as error:
        have, want = tuple(value.shape), tuple(shape)
        raise InputError(f"A field of shape {have} does not fit the batch; give {want}.") from error


class Encoder(nn.Module):
    """The interface of every encoder: ``forward(batch)`` returns feature maps, shallow to deep.

    Attributes:
        channels: channels of each map that ``forward`` returns.
        stride: pixels per cell of every map.
        multiple: tile sides must be multiples of this many pixels (1: any size).
        fixed_bands: number of bands the model needs; None for any.
        fixed_size: side in pixels of the square tiles it needs; None for any.
    """

    channels: tuple[int, ...]
    stride: int
    multiple: int
    fixed_bands: int | None = None
    fixed_size: int | None = None

    def forward(self, batch: SpectralBatch) -> list[Tensor]:
        """Return maps (B, channels[i], ceil(H / stride), ceil(W / stride))."""
        raise NotImplementedError

    def check(self, batch: SpectralBatch) -> None:
        """Raise InputError or SensorError, each with one sentence, if this encoder cannot use the batch."""
        if tracing():
            return
        bands, height, width = batch.pixels.shape[1:]
        if self.fixed_bands not in (None, bands):
            taken = counted(self.fixed_bands, "band")
            raise InputError(f"This model needs {taken}, not {bands}; choose the bands in its card.")
        if self.fixed_size not in (None, height) or self.fixed_size not in (None, width):
            raise InputError(
                f"This model needs tiles of {self.fixed_size}x{self.fixed_size} pixels, not {height}x{width}; "
                "cut the raster into such tiles, or import the model for another size."
            )
        if height % self.multiple or width % self.multiple:
            raise InputError(
                f"A tile of {height}x{width} pixels does not fit this model; "
                f"give sides that are multiples of {self.multiple}."
            )


def to_grid(tokens: Tensor, height: int, width: int) -> Tensor:
    """Arrange tokens (B, height * width, channels) as a map (B, channels, height, width)."""
    return tokens.transpose(1, 2).reshape(tokens.shape[0], tokens.shape[2], height, width)
