"""SpectralGPT's mended mode: any bands, any tile, interpolated codes."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from backend.models.batch import SpectralBatch  # noqa: E402
from backend.models.encoders.masking import random_masking  # noqa: E402
from backend.models.encoders.spectralgpt import (  # noqa: E402
    GROUP_CENTERS_NM,
    SpectralGptClassifier,
    SpectralGptEncoder,
    group_order,
    spectral_shares,
)
from backend.models.encoders.spectralgpt_mae import SpectralGptMae  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402

from .golden import SENTINEL_NM  # noqa: E402


def config(name="spectralgpt-own-tiny", **changes):
    from dataclasses import replace

    return replace(encoder_entry(name).miniature().config, **changes)


def test_mended_mode_is_the_published_one_on_its_own_bands():
    torch.manual_seed(0)
    mended, published = SpectralGptEncoder(config()), SpectralGptEncoder(config("spectralgpt-base"))
    published.load_state_dict(mended.state_dict())
    batch = SpectralBatch.of(torch.rand(2, 12, 32, 32), torch.tensor(SENTINEL_NM))
    with torch.no_grad():
        for a, b in zip(mended.eval()(batch), published.eval()(batch), strict=True):
            torch.testing.assert_close(a, b, rtol=1e-3, atol=1e-3)


def test_bands_are_grouped_by_wavelength_and_the_last_is_repeated():
    order = group_order(torch.tensor([[900.0, 400.0, 700.0, 400.0]]))
    assert order.tolist() == [[1, 3, 2, 0, 0, 0]]


def test_spectral_code_is_interpolated_between_groups_and_held_beyond():
    low, high = GROUP_CENTERS_NM[0], GROUP_CENTERS_NM[1]
    shares = spectral_shares(torch.tensor([[400.0, low, (low + high) / 2, 2500.0]]), 4)[0]
    want = torch.tensor([[1.0, 0, 0, 0], [1, 0, 0, 0], [0.5, 0.5, 0, 0], [0, 0, 0, 1]])
    torch.testing.assert_close(shares, want, atol=1e-4, rtol=0)


def test_masked_autoencoder_learns_on_any_bands():
    torch.manual_seed(0)
    model = SpectralGptMae(config())
    batch = SpectralBatch.of(torch.rand(2, 7, 20, 32), torch.linspace(450, 2200, 7))
    tokens = 3 * 3 * 4
    masking = random_masking(torch.rand(2, tokens, generator=torch.Generator().manual_seed(0)), 0.9)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3)
    losses = []
    for _ in range(12):
        optimiser.zero_grad()
        total = model(batch, masking).total
        total.backward()
        optimiser.step()
        losses.append(total.item())
    assert losses[-1] < 0.7 * losses[0]


def test_only_the_faithful_classifier_drops_the_first_token():
    torch.manual_seed(0)
    mended = SpectralGptClassifier(config(), 4).eval()
    batch = SpectralBatch.of(torch.rand(1, 12, 32, 32), torch.tensor(SENTINEL_NM))
    with torch.no_grad():
        tokens = mended.encoder.states(mended.encoder.embed(batch)[0])[-1]
        torch.testing.assert_close(mended(batch), mended.head(mended.encoder.norm(tokens.mean(1))))
