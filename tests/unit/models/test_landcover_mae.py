"""The masked autoencoder of the land-cover network: the network's own tokens, and nothing seen of what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train")

from backend.models.batch import SpectralBatch  # noqa: E402
from backend.models.blocks.hyper_embedding import to_patches  # noqa: E402
from backend.models.encoders.masking import random_masking  # noqa: E402
from backend.models.encoders.reconstruction import visible_mean  # noqa: E402
from backend.models.landcover.landcover import LandCoverNet  # noqa: E402
from backend.models.landcover.landcover_mae import LandCoverMae, LandCoverMaeConfig, visible_quantiles  # noqa: E402
from backend.spectral.inputs.content import content_quantiles  # noqa: E402

SMALL = LandCoverMaeConfig(
    band_width=32, width=16, mlp_depth=1, conv_depth=1, patch=4, rank=4, context_width=24, context_depth=2,
    context_heads=2, decoder_width=16, decoder_depth=1, decoder_heads=2,
)  # fmt: skip


def batch_of(count: int = 2, bands: int = 9, height: int = 16, width: int = 12) -> SpectralBatch:
    torch.manual_seed(0)
    valid = torch.ones(count, height, width)
    valid[:, :3, :5] = 0
    return SpectralBatch.of(
        0.05 + 0.4 * torch.rand(count, bands, height, width), torch.linspace(430.0, 2300.0, bands),
        gsd_m=torch.tensor([30.0, 8.0])[:count], attributes=torch.randn(2, 384), valid=valid,
    )  # fmt: skip


def masking_of(batch: SpectralBatch, ratio: float):
    tokens = -(-batch.pixels.shape[2] // 4) * -(-batch.pixels.shape[3] // 4)
    noise = torch.rand(len(batch.pixels), tokens, generator=torch.Generator().manual_seed(1))
    return random_masking(noise, ratio)


@pytest.fixture(scope="module")
def model() -> LandCoverMae:
    torch.manual_seed(0)
    return LandCoverMae(SMALL).eval()


@torch.no_grad()
def test_its_weights_give_the_dense_network_the_same_context(model: LandCoverMae) -> None:
    net = LandCoverNet(SMALL).eval()
    assert not net.load_state_dict(model.encoder.state_dict(), strict=False).unexpected_keys
    for number in (0, 1):  # each sample has a ground sampling distance of its own
        batch = batch_of()
        one = SpectralBatch(**{k: v[number : number + 1] for k, v in vars(batch).items()})
        one = replace(one, pixels=one.pixels * one.valid[:, None])
        every = replace(masking_of(one, 0.5), keep=torch.arange(12)[None])
        latent, meta = model.encode(one, every)
        seen = to_patches(one.pixels, 4), to_patches(one.valid[:, None], 4)[:, 0]
        conditions = net.conditions.fused(meta, visible_quantiles(*seen, SMALL.content_quantiles))[0]
        views = net.views(one.pixels, one.valid, one.center_nm[0], one.weight[0])
        want = net.context(views, conditions, one.valid, one.weight[0], one.gsd_m[0])
        grid = net.context_out(latent[:, 1:]).reshape(1, 4, 3, -1).permute(0, 3, 1, 2)
        got = torch.nn.functional.interpolate(grid, scale_factor=4.0, mode="bilinear").permute(0, 2, 3, 1)
        torch.testing.assert_close(got, want, rtol=1e-4, atol=1e-5)
        assert torch.equal(model.maps(one)[0].flatten(2).transpose(1, 2), latent[:, 1:])


@torch.no_grad()
def test_what_is_hidden_or_invalid_is_not_seen(model: LandCoverMae) -> None:
    batch = batch_of()
    masking = masking_of(batch, 0.75)
    hidden = masking.mask.reshape(2, 1, 4, 3).repeat_interleave(4, 2).repeat_interleave(4, 3)
    other = batch.pixels + hidden + 9.0 * (1 - batch.valid[:, None])
    torch.manual_seed(3)
    torch.nn.init.normal_(model.prediction.left.head.weight)
    got = model.reconstruct(replace(batch, pixels=other), masking)
    torch.testing.assert_close(got, model.reconstruct(batch, masking))


@torch.no_grad()
def test_untrained_it_predicts_the_mean_of_what_is_visible() -> None:
    fresh, batch = LandCoverMae(SMALL), batch_of()
    masking = masking_of(batch, 0.75)
    seen = to_patches(batch.pixels, 4), to_patches(batch.valid[:, None], 4)[:, 0]
    mean = visible_mean(*seen, 1.0 - masking.mask)
    assert torch.equal(fresh.reconstruct(batch, masking), mean.expand(-1, -1, 12, 16))


@torch.no_grad()
def test_a_tile_of_any_size_is_padded_with_what_does_not_count(model: LandCoverMae) -> None:
    batch = batch_of(height=14, width=11)
    masking = masking_of(batch, 0.5)
    assert model.reconstruct(batch, masking).shape == (2, 9, 12, 16)
    empty = replace(batch, valid=torch.zeros_like(batch.valid))
    assert torch.isfinite(model(empty, masking).total)


def test_quantiles_are_those_that_a_scene_is_described_by() -> None:
    torch.manual_seed(0)
    pixels, valid = torch.rand(2, 5, 4, 16), (torch.rand(2, 4, 16) > 0.3).float()
    got = visible_quantiles(pixels, valid, 16)
    for number in (0, 1):
        seen = pixels[number][:, valid[number] > 0].numpy()
        torch.testing.assert_close(got[number], torch.from_numpy(content_quantiles(seen)), rtol=1e-4, atol=1e-5)
    assert torch.equal(visible_quantiles(pixels, 0 * valid, 16), torch.zeros(2, 5, 16))
