"""SpecAware's masked autoencoder: predict the pixels of hidden patches (Ji et al. 2026, section 3.5)."""

from __future__ import annotations

from torch import Tensor

from ..batch import SpectralBatch
from ..blocks.vit import gsd_position_code
from ..configs import SpecAwareConfig
from .band_decoder import BandDecoder
from .masking import Masking
from .specaware import SpecAwareEncoder

MASK_RATIO = 0.75


class SpecAwareMae(BandDecoder):
    """Encoder, decoder, and prediction of all bands."""

    def __init__(self, config: SpecAwareConfig) -> None:
        """Build with fresh weights."""
        super().__init__(
            config.width, width=config.decoder_width, depth=config.decoder_depth, heads=config.decoder_heads,
            patch=config.patch, rank=config.rank, band_width=config.band_width, faithful=config.faithful,
        )  # fmt: skip
        self.config = config
        self.encoder = SpecAwareEncoder(config)

    def whole_patches(self, batch: SpectralBatch) -> SpectralBatch:
        """Check the batch, and prepare it for the encoder."""
        self.encoder.check(batch)
        return self.encoder.prepare(batch)

    def decode(self, batch: SpectralBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Encode the visible patches and decode all: (B, 1 + N, decoder_width), and band vectors (B, C, d)."""
        latent, bands = self.encoder.visible(batch, masking.keep, 1.0 - masking.mask)
        grid = self.encoder.grid(batch)
        position = gsd_position_code(*grid, self.config.decoder_width, self.encoder.patch_gsd(batch))
        return self.tokens(latent, masking, grid, position), bands
