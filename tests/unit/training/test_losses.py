"""The losses of land-cover training at points where their value is known."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train")

from training.landcover.losses import dominant, land_cover_loss, soft_cross_entropy  # noqa: E402


def cover(*fractions: float) -> torch.Tensor:
    """One pixel of the given fractions: (1, K, 1, 1)."""
    return torch.tensor(fractions).reshape(1, -1, 1, 1)


def test_the_class_that_covers_most_is_dominant() -> None:
    assert dominant(cover(0.3, 0.45, 0.25)).flatten().tolist() == [0.0, 1.0, 0.0]


def test_a_shadow_shares_its_pixel_with_the_ground_in_it() -> None:
    """Position 2 is the shadow's: only where it is dominant does the ground take part."""
    assert dominant(cover(0.3, 0.1, 0.6), 2).flatten().tolist() == pytest.approx([0.4, 0.0, 0.6])
    assert dominant(cover(0.6, 0.0, 0.4), 2).flatten().tolist() == [1.0, 0.0, 0.0]


def test_the_loss_is_least_where_the_scores_are_the_fractions() -> None:
    truth, valid = cover(0.2, 0.5, 0.3), torch.ones(1, 1, 1)
    entropy = -(truth * truth.log()).sum()
    assert torch.isclose(soft_cross_entropy(truth.log(), truth, valid), entropy)
    assert soft_cross_entropy((truth + 0.1 * cover(1, -1, 0)).log(), truth, valid) > entropy


def test_two_readings_of_one_spectrum_split_the_class_evenly_but_not_the_cover() -> None:
    """Half of such pixels are all grass, half are streets (0.6) under trees: what each head should then say."""
    truth = torch.cat([cover(1.0, 0.0, 0.0), cover(0.1, 0.6, 0.3)])
    valid = torch.ones(2, 1, 1)
    scores = torch.zeros(2, 1, 3, 1, 1, requires_grad=True)
    optimiser = torch.optim.Adam([scores], lr=0.1)
    for _ in range(400):
        optimiser.zero_grad()
        pair = (scores[0].expand(2, -1, -1, -1), scores[1].expand(2, -1, -1, -1))
        land_cover_loss(pair, truth, valid, share=0.5).backward()
        optimiser.step()
    by_class, by_cover = scores.detach().softmax(2).flatten(1)
    assert torch.allclose(by_class, torch.tensor([0.5, 0.5, 0.0]), atol=0.02)
    assert torch.allclose(by_cover, torch.tensor([0.55, 0.3, 0.15]), atol=0.02)


def test_what_is_not_valid_does_not_count() -> None:
    truth = torch.cat([cover(1.0, 0.0), cover(0.0, 1.0)], dim=3)
    scores = torch.tensor([[2.0, 2.0], [0.0, 0.0]]).reshape(1, 2, 1, 2)
    valid = torch.tensor([[[1.0, 0.0]]])
    alone = land_cover_loss((scores, scores), truth, valid, share=0.3)
    assert torch.isclose(alone, soft_cross_entropy(scores[..., :1], truth[..., :1], torch.ones(1, 1, 1)))
