"""Sizes and modes of the published encoders and of our own variants; loads no network and no torch."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from .batch import Encoder

SPECAWARE_SIZE = 224
"""Side of SpecAware's published tiles in pixels."""
TILE_RANGE = "range of the tile"
"""Pixel values of a model that was trained on tiles stretched to their own range."""
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
        content_inputs: values per band that the content branch reads in the published form, a square number: 28x28 in
            the published models for any tile size (at 224x224 and P=8 the same as pooling by patch).
        feature_blocks: blocks whose outputs are the feature maps; the last one passes the final norm.
        decoder_width: channels of the decoder's tokens.
        decoder_depth: blocks of the decoder.
        decoder_heads: attention heads of the decoder.
        faithful: reproduce the published model exactly.
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

    @property
    def family(self) -> str:
        """Name of the design."""
        return "specaware"

    @property
    def fixed_bands(self) -> int | None:
        """Number of bands that the model needs; None for any."""
        return None

    @property
    def tile_px(self) -> int:
        """Side of the published tiles in pixels."""
        return SPECAWARE_SIZE

    @property
    def range_nm(self) -> tuple[float, float]:
        """Range of band centres that the model accepts."""
        return (350, 2550) if self.faithful else (350, 2600)

    @property
    def pixel_values(self) -> str:
        """Pixel values in the published code: a key of ``backend.imported.score.VALUES``."""
        return "published" if self.faithful else "reflectance"

    @property
    def fixes_tile(self) -> bool:
        """True if the graph contains the side of the tile: the published form pools to a fixed grid."""
        return self.faithful

    @property
    def has_classifier(self) -> bool:
        """True if published weights may contain a scene classifier."""
        return False

    def graph_words(self, *, scores: bool, side: int) -> list[object]:
        """Return the parameters that the traced graph depends on; they form the name of its template."""
        sizes = [self.width, self.depth, self.heads, self.patch, *self.feature_blocks]
        words: list[object] = ["specaware", *sizes, self.rank, self.band_width, self.content_inputs]
        return [*words, "faithful", side] if self.faithful else [*words, "own"]

    def miniature(self) -> SpecAwareConfig:
        """Return the same design with two narrow blocks, for tests."""
        return replace(
            self, width=32, depth=2, heads=2, feature_blocks=(0, 1), decoder_width=16, decoder_depth=1,
            decoder_heads=2, rank=4, band_width=16, content_inputs=16,
        )  # fmt: skip

    def build(self) -> Encoder:
        """Make the encoder with fresh weights; needs torch."""
        from .encoders.specaware import SpecAwareEncoder

        return SpecAwareEncoder(self)


@dataclass(frozen=True)
class SpectralGptConfig:
    """Sizes; defaults are the published Base model at 128x128.

    Attributes:
        width: channels of the encoder's tokens.
        depth: blocks of the encoder.
        heads: attention heads of the encoder.
        patch: side of a patch in pixels.
        size: side of the published tile in pixels; the mended variant interpolates from it.
        groups: groups of three bands of the published model.
        joint: one position code for all tokens (the published classifier) instead of a spatial plus a spectral one.
        feature_blocks: blocks whose outputs are the feature maps; the last one passes the final norm.
        decoder_width: channels of the decoder's tokens.
        decoder_depth: blocks of the decoder.
        decoder_heads: attention heads of the decoder.
        drop_path: largest share of dropped branches in fine-tuning, growing linearly over the blocks.
        temporal: take a stack of dates; published weights lack this part, which starts like a single date.
        faithful: reproduce the published model exactly.
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
    temporal: bool = False
    faithful: bool = True

    @property
    def bands(self) -> int:
        """Bands of the published model."""
        return self.groups * GROUP

    def to_dict(self) -> dict[str, object]:
        """Return plain data for a card or a checkpoint."""
        return asdict(self)

    @property
    def family(self) -> str:
        """Name of the design."""
        return "spectralgpt"

    @property
    def fixed_bands(self) -> int | None:
        """Number of bands that the model needs; None for any."""
        return self.bands if self.faithful else None

    @property
    def tile_px(self) -> int:
        """Side of the published tiles in pixels."""
        return self.size

    @property
    def range_nm(self) -> tuple[float, float]:
        """Range of band centres that the model accepts."""
        return (350, 2600)

    @property
    def pixel_values(self) -> str:
        """Pixel values in the published code: a key of ``backend.imported.score.VALUES``."""
        return TILE_RANGE if self.faithful else "reflectance"

    @property
    def fixes_tile(self) -> bool:
        """True if the graph contains the side of the tile, besides the grid of its position codes."""
        return False

    @property
    def has_classifier(self) -> bool:
        """True if published weights may contain a scene classifier."""
        return True

    def graph_words(self, *, scores: bool, side: int) -> list[object]:
        """Return the parameters that the traced graph depends on; they form the name of its template."""
        sizes = [self.width, self.depth, self.heads, self.patch, *self.feature_blocks]
        words: list[object] = ["spectralgpt", *sizes, self.groups, "joint" if self.joint else "separate"]
        # the mended variant interpolates the learned grid, whose side is in the graph
        words += ["faithful"] if self.faithful else ["mended", self.size]
        return [*words, "scores"] if scores else words

    def miniature(self) -> SpectralGptConfig:
        """Return the same design with two narrow blocks, for tests."""
        return replace(
            self, width=32, depth=2, heads=2, feature_blocks=(0, 1), decoder_width=16, decoder_depth=1,
            decoder_heads=2, size=32,
        )  # fmt: skip

    def build(self) -> Encoder:
        """Make the encoder with fresh weights; needs torch."""
        from .encoders.spectralgpt import SpectralGptEncoder

        return SpectralGptEncoder(self)


Config = Union[SpecAwareConfig, SpectralGptConfig]


def quarter_blocks(depth: int) -> tuple[int, ...]:
    """Return the last block of each quarter of ``depth``: (2, 5, 8, 11) of 12, (5, 11, 17, 23) of 24."""
    return tuple(sorted({-(-depth * quarter // 4) - 1 for quarter in (1, 2, 3, 4)}))
