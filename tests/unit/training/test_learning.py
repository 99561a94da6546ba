"""What surrounds hidden patches reaches the decoder: some dozens of steps learn far more than the mean of a tile.

Small models once gave every hidden patch the mean spectrum of its tile for a thousand steps.
"""

from __future__ import annotations

import pytest
import torch

from backend.models.batch import SpectralBatch
from training.common.loop.optim import adamw
from training.pretraining.recipes import make_recipe
from training.pretraining.stream import StepBatch, ViewBatch

SIZES = {"patch": 4, "rank": 8, "band_width": 32, "decoder_width": 64, "decoder_depth": 2, "decoder_heads": 4}
KINDS = {
    "specaware": {"width": 64, "depth": 2, "heads": 4, "feature_blocks": [0, 1]},
    "landcover": {"width": 8, "context_width": 64, "context_depth": 2, "context_heads": 4},
}


def tiles(seed: int, count: int = 4, bands: int = 16, side: int = 32) -> SpectralBatch:
    """Tiles of two surfaces, with soft borders at random places."""
    torch.manual_seed(seed)
    center = torch.linspace(450.0, 2300.0, bands)
    row, col = torch.meshgrid(torch.arange(side) / side, torch.arange(side) / side, indexing="ij")
    angle, shift = 6.28 * torch.rand(count, 1, 1), torch.rand(count, 1, 1) - 0.5
    share = torch.sigmoid(12 * ((row - 0.5) * angle.sin() + (col - 0.5) * angle.cos() + 0.6 * shift))  # (B, H, W)
    first, second = 0.1 + 0.05 * torch.sin(center / 200.0), 0.4 + 0.1 * torch.cos(center / 400.0)
    pixels = share[:, None] * first[:, None, None] + (1 - share[:, None]) * second[:, None, None]
    return SpectralBatch.of(pixels + 0.005 * torch.randn(pixels.shape), center)


@pytest.mark.parametrize("kind", KINDS)
def test_some_dozens_of_steps_learn_more_than_the_mean_of_a_tile(kind: str) -> None:
    """Other tiles in every step: nothing can be learned by heart. With mask tokens alone the share stays at 1."""
    recipe = make_recipe({"kind": kind, **SIZES, **KINDS[kind]})
    torch.manual_seed(1)
    model = recipe.model()
    drawn = [ViewBatch(tiles(step), torch.rand(4, recipe.tokens.count(16, 32, 32))) for step in range(40)]
    recipe.calibrate(model, [StepBatch(0, "tiles", (drawn[0],), ())])
    optimiser = adamw(model, lr=2e-3, weight_decay=0.0, betas=(0.9, 0.95))
    shares = []
    for view in drawn:
        masking = recipe.masking(view, 0.75)
        loss = model(view.spectra, masking).total
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        mean, _ = recipe.baselines(model, view, masking)
        shares.append(float(loss.detach() / mean))
    assert shares[0] == pytest.approx(1.0, rel=1e-4)
    assert sum(shares[-8:]) / 8 < 0.5
