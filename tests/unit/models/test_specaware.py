"""SpecAware's parts against the equations written out, and what our own variants mend."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from backend.common.errors import InputError  # noqa: E402
from backend.models.batch import SpectralBatch  # noqa: E402
from backend.models.blocks.conditions import pool_summary, wavelength_code  # noqa: E402
from backend.models.blocks.hyper_embedding import HyperEmbedding, folding_pays, to_patches  # noqa: E402
from backend.models.encoders.masking import random_masking  # noqa: E402
from backend.models.encoders.reconstruction import reconstruction_loss  # noqa: E402
from backend.models.encoders.specaware import SpecAwareEncoder, fill_invalid  # noqa: E402
from backend.models.encoders.specaware_mae import SpecAwareMae  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402
from tests.bench import plain_specaware as plain  # noqa: E402


def batch_of(bands=9, side=32, count=2):
    generator = torch.Generator().manual_seed(3)
    return SpectralBatch.of(
        torch.rand(count, bands, side, side, generator=generator),
        torch.linspace(420.0, 2300.0, bands),
        attributes=torch.randn(2, 384, generator=generator) / 20,
    )


@pytest.fixture(scope="module")
def embedding():
    torch.manual_seed(0)
    return HyperEmbedding(48, patch=8, rank=64, band_width=128)


@pytest.mark.parametrize("bands", [3, 32, 33, 70, 100])
def test_both_orders_of_the_sum_are_the_plain_one(embedding, bands):
    pixels, condition = torch.rand(2, bands, 24, 16), torch.randn(2, bands, 128)
    weights = {f"embedding.{key}": value for key, value in embedding.named_parameters()}
    with torch.no_grad():
        want = plain.embed(weights, pixels, condition, products=2)
        for folded in (True, False):
            got = embedding(pixels, condition, folded=folded)
            assert float((got - want).abs().max() / want.abs().max()) < 1e-5


def test_both_orders_have_the_gradient_of_the_plain_one(embedding):
    pixels, condition = torch.rand(1, 70, 16, 16), torch.randn(1, 70, 128)
    pull = torch.randn(1, 4, 48)
    weights = {f"embedding.{key}": value for key, value in embedding.named_parameters()}

    def gradients(tokens):
        return torch.autograd.grad((tokens * pull).sum(), list(embedding.parameters()))

    want = gradients(plain.embed(weights, pixels, condition, products=2))
    for folded in (True, False):
        for a, b in zip(gradients(embedding(pixels, condition, folded=folded)), want, strict=True):
            assert float((a - b).abs().max()) <= 1e-4 * float(b.abs().max())


def test_only_visible_patches_are_embedded_and_are_the_same(embedding):
    pixels, condition = torch.rand(2, 5, 24, 24), torch.randn(2, 5, 128)
    keep = torch.tensor([[8, 0, 3], [1, 2, 7]])
    with torch.no_grad():
        every = embedding(pixels, condition)
        seen = embedding(pixels, condition, keep=keep)
    for sample in (0, 1):
        torch.testing.assert_close(seen[sample], every[sample, keep[sample]])


def test_folding_is_chosen_from_about_ninety_bands_on():
    assert not folding_pays(784, 64, 768, 64)
    assert folding_pays(784, 100, 768, 64)
    assert not folding_pays(784, 13, 768, 64)


def test_patches_lie_row_by_row():
    pixels = torch.arange(16.0).reshape(1, 1, 4, 4)
    assert to_patches(pixels, 2)[0, 0].tolist() == [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]]


def test_own_code_tells_bands_five_nanometres_apart():
    near = torch.tensor([[650.0, 655.0]])
    published = wavelength_code(near, 128, (350.0, 2550.0))[0]
    own = wavelength_code(near, 128, (10.0, 4000.0))[0]
    apart = (own[0] - own[1]).norm() / own[0].norm()
    assert apart > 5 * (published[0] - published[1]).norm() / published[0].norm()


def test_dense_encoder_is_the_plain_one():
    torch.manual_seed(0)
    config = encoder_entry("specaware-base").miniature().config
    encoder = SpecAwareEncoder(
        type(config)(**{**config.to_dict(), "rank": 64, "band_width": 128, "content_inputs": 784})
    ).eval()
    batch = batch_of()
    with torch.no_grad():
        meta = (batch.center_nm, batch.fwhm_nm, batch.attributes)
        weights = dict(encoder.named_parameters())
        want = plain.encode(weights, batch.pixels, meta, batch.gsd_m, heads=2, depth=2)
        torch.testing.assert_close(encoder.last(batch), want, rtol=1e-4, atol=1e-5)


def own_mae():
    torch.manual_seed(0)
    return SpecAwareMae(encoder_entry("specaware-own-tiny").miniature().config)


def test_own_content_sees_no_hidden_patch():
    model = own_mae().eval()
    batch = batch_of()
    masking = random_masking(torch.rand(2, 16, generator=torch.Generator().manual_seed(1)), 0.75)
    hidden = masking.mask.reshape(2, 1, 4, 4).repeat_interleave(8, 2).repeat_interleave(8, 3)
    other = SpectralBatch(**{**vars(batch), "pixels": batch.pixels + 5.0 * hidden})
    with torch.no_grad():
        torch.testing.assert_close(model.reconstruct(other, masking), model.reconstruct(batch, masking))


def test_own_tokens_do_not_grow_with_the_number_of_bands():
    torch.manual_seed(0)
    encoder = SpecAwareEncoder(encoder_entry("specaware-own-tiny").miniature().config).eval()
    sizes = []
    for bands in (12, 240):
        batch = batch_of(bands=bands)
        with torch.no_grad():
            _, condition = encoder.conditions(batch)
            tokens = encoder.embedding(torch.ones_like(batch.pixels), condition, weight=batch.weight)
        sizes.append(float(tokens.std()))
    assert 0.7 < sizes[0] / sizes[1] < 1.4


@torch.no_grad()
def test_untrained_hidden_tokens_tell_of_their_surroundings():
    """The decoder once got nothing but a mask token and a place: small models then predict the tile's mean for long."""
    model, batch = own_mae().eval(), batch_of(bands=6)
    halves = batch.pixels.clone()
    halves[..., :16], halves[..., 16:] = 0.1, 0.5
    masking = random_masking(torch.rand(2, 16, generator=torch.Generator().manual_seed(1)), 0.75)
    codes = []
    for pixels in (halves, halves.flip(-1)):
        tokens, _ = model.decode(SpectralBatch(**{**vars(batch), "pixels": pixels}), masking)
        codes.append(tokens[:, 1:].reshape(2, 4, 4, -1))
    turned = (codes[0] - codes[1]).square().sum(-1)  # what changes where bright and dark change places
    assert float(turned[:, :, [0, 3]].mean()) > 1.0


def test_loss_counts_only_valid_pixels_and_present_bands():
    target, predicted = torch.rand(1, 3, 2, 4), torch.rand(1, 3, 2, 4)
    valid = torch.tensor([[[1.0, 1, 0, 1], [0, 0, 1, 1]]])
    weight = torch.tensor([[0.5, 0.5, 0.0]])
    spoilt = torch.where(valid.unsqueeze(1) > 0, predicted, torch.tensor(99.0))
    spoilt[:, 2] = -7.0
    want = reconstruction_loss(predicted, target, weight=weight, valid=valid)
    got = reconstruction_loss(spoilt, target, weight=weight, valid=valid)
    torch.testing.assert_close(got.total, want.total)
    equal = reconstruction_loss(predicted, target, weight=torch.full((1, 3), 1 / 3))
    cosine = torch.nn.functional.cosine_similarity(predicted, target, dim=1)
    torch.testing.assert_close(equal.spectral, (1 - cosine).mean())


def test_invalid_pixels_take_the_patch_mean():
    pixels = torch.tensor([[[[1.0, 3.0, 9.0, 9.0], [2.0, 99.0, 9.0, 9.0]]]])
    valid = torch.tensor([[[1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]]])
    assert fill_invalid(pixels, valid, 2)[0, 0].tolist() == [[1, 3, 0, 0], [2, 2, 0, 0]]


def test_summary_of_the_content_leaves_out_what_is_not_seen():
    pixels = torch.zeros(1, 1, 2, 6)
    pixels[..., :2], pixels[..., 2:4], pixels[..., 4:] = 0.2, 0.4, 50.0
    average, maximum = pool_summary(pixels, torch.ones(1, 2, 6), 2, seen=torch.tensor([[1.0, 1.0, 0.0]]))
    for part in (average, maximum):
        assert part[0, 0].tolist() == pytest.approx([0.3, 0.1, 0.2, 0.4], abs=1e-3)


def test_fields_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="does not fit the batch"):
        SpectralBatch.of(torch.rand(2, 4, 8, 8), torch.linspace(400, 900, 5))
    with pytest.raises(InputError, match="3 axes"):
        SpectralBatch.of(torch.rand(4, 8, 8), torch.linspace(400, 900, 4))
