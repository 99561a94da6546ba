"""An encoder with a head, as the fine-tuned networks join them, for tests of heads and of exported graphs."""

from __future__ import annotations

from torch import Tensor, nn

from backend.models.batch import Encoder, SpectralBatch
from backend.models.heads import HEADS


class HeadedModel(nn.Module):
    """Tiles in, the head's logits out."""

    def __init__(self, encoder: Encoder, head: str, classes: int, **sizes: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = HEADS[head](encoder.channels, classes, **sizes)

    def forward(self, batch: SpectralBatch) -> Tensor:
        out: Tensor = self.head(self.encoder(batch), batch.pixels.shape[-2:])
        return out
