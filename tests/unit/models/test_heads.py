"""Heads: pooling that exports equals adaptive pooling, labels become probabilities, no change gives no difference."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from backend.common.errors import ModelError  # noqa: E402
from backend.models.blocks.pooling import adaptive_max, adaptive_mean, halve  # noqa: E402
from backend.models.heads import SceneHead  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (7, 6), (14, 28)])
@pytest.mark.parametrize("cells", [1, 2, 3, 6])
def test_exportable_pooling_is_adaptive_pooling(size, cells):
    features = torch.rand(2, 3, *size)
    mean = torch.nn.functional.adaptive_avg_pool2d(features, cells)
    largest = torch.nn.functional.adaptive_max_pool2d(features, cells)
    torch.testing.assert_close(adaptive_mean(features, cells), mean)
    assert torch.equal(adaptive_max(features, cells), largest)


def test_halving_keeps_an_odd_last_row():
    assert halve(torch.tensor([[[[1.0, 2.0, 9.0]]]]))[0, 0].tolist() == [[2.0, 9.0]]


def test_scene_probabilities():
    logits = torch.tensor([[0.0, 2.0, -1.0]])
    single, several = SceneHead([8], 3), SceneHead([8], 3, multi_label=True)
    assert float(single.probabilities(logits).sum()) == pytest.approx(1.0)
    assert several.probabilities(logits)[0, 0] == 0.5


def test_unknown_names_are_refused():
    with pytest.raises(ModelError, match="choose one of"):
        encoder_entry("resnet")
