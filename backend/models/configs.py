"""Sizes and modes of the published encoders and of our own variants, without any network: no torch is loaded."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Union

GROUP = 3
"""Bands per token of SpectralGPT."""


@dataclass(frozen=True)
class SpecAwareConfig:
    """Sizes; defaults are the published Base model.

    Attributes:
        width: channels of the encoder's tokens.
        depth: blocks of the encoder.
        heads: attention heads of the encoder.
        patch: side of a patch in pixels.
        rank: inner size of the generated factors.
        band_width: channels of a band's vector.
        content_inputs: values per band that the content branch reads in the faithful mode, a square number: 28x28 in
            the published models, whatever the tile's size (at 224x224 and P=8 the same as pooling by patch).
        feature_blocks: blocks whose outputs are the feature maps; the last one passes the final norm.
        decoder_width: channels of the decoder's tokens.
        decoder_depth: blocks of the decoder.
        decoder_heads: attention heads of the decoder.
        faithful: reproduce the published model.
    """

    width: int = 768
    depth: int = 12
    heads: int = 12
    patch: int = 8
    rank: int = 64
    band_width: int = 128
    content_inputs: int = 784
    feature_blocks: tuple[int, ...] = (2, 5, 8, 11)
    decoder_width: int = 512
    decoder_depth: int = 8
    decoder_heads: int = 16
    faithful: bool = True

    def to_dict(self) -> dict[str, object]:
        """Return plain data for a card or a checkpoint."""
        return asdict(self)


@dataclass(frozen=True)
class SpectralGptConfig:
    """Sizes; defaults are the published Base model at 128x128.

    Attributes:
        width: channels of the encoder's tokens.
        depth: blocks of the encoder.
        heads: attention heads of the encoder.
        patch: side of a patch in pixels.
        size: side of the published tile in pixels; the mended mode interpolates from it.
        groups: groups of three bands of the published model.
        joint: one position code for all tokens (the published classifier) instead of a spatial plus a spectral one.
        feature_blocks: blocks whose outputs are the feature maps; the last one passes the final norm.
        decoder_width: channels of the decoder's tokens.
        decoder_depth: blocks of the decoder.
        decoder_heads: attention heads of the decoder.
        drop_path: largest share of dropped branches in fine-tuning, growing linearly over the blocks.
        faithful: reproduce the published model.
    """

    width: int = 768
    depth: int = 12
    heads: int = 12
    patch: int = 8
    size: int = 128
    groups: int = 4
    joint: bool = False
    feature_blocks: tuple[int, ...] = (2, 5, 8, 11)
    decoder_width: int = 512
    decoder_depth: int = 4
    decoder_heads: int = 16
    drop_path: float = 0.0
    faithful: bool = True

    @property
    def bands(self) -> int:
        """Bands of the published model."""
        return self.groups * GROUP

    def to_dict(self) -> dict[str, object]:
        """Return plain data for a card or a checkpoint."""
        return asdict(self)


Config = Union[SpecAwareConfig, SpectralGptConfig]


def family_of(config: Config) -> str:
    """Which design it is: "specaware" or "spectralgpt"."""
    return "specaware" if isinstance(config, SpecAwareConfig) else "spectralgpt"


def fixed_bands(config: Config) -> int | None:
    """Number of bands that the model was made for; None for any."""
    return config.bands if isinstance(config, SpectralGptConfig) and config.faithful else None


def quarter_blocks(depth: int) -> tuple[int, ...]:
    """Blocks that close each quarter of ``depth``: (2, 5, 8, 11) of 12, (5, 11, 17, 23) of 24."""
    return tuple(sorted({-(-depth * quarter // 4) - 1 for quarter in (1, 2, 3, 4)}))
