"""Scores, losses and schedules against values worked out by hand or by scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train")
sklearn_metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is the reference here")

from training.common.loop.optim import WeightAverage, adamw, learning_rate  # noqa: E402
from training.common.metrics import expected_calibration_error, score  # noqa: E402
from training.landcover.losses import soft_cross_entropy  # noqa: E402


def test_scores_agree_with_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    truth, mapped = rng.integers(0, 4, 500), rng.integers(0, 4, 500)
    got = score(truth, mapped, classes=("a", "b", "c", "d"))
    assert np.array_equal(got.matrix, sklearn_metrics.confusion_matrix(truth, mapped))
    assert got.overall_accuracy == pytest.approx(sklearn_metrics.accuracy_score(truth, mapped))
    assert got.mean_iou == pytest.approx(sklearn_metrics.jaccard_score(truth, mapped, average="macro"))
    assert got.recall == pytest.approx(sklearn_metrics.recall_score(truth, mapped, average=None))


def test_a_class_without_labels_counts_only_as_an_error() -> None:
    got = score(np.array([0, 0, 1]), np.array([0, 2, 1]), classes=("a", "b", "other"))
    assert got.overall_accuracy == pytest.approx(2 / 3)
    assert np.isnan(got.iou[2])
    assert got.mean_iou == pytest.approx((0.5 + 1.0) / 2)
    assert got.majority_baseline == pytest.approx(2 / 3)


def test_calibration_error_is_zero_when_confidence_is_accuracy() -> None:
    confidence = np.repeat([0.25, 0.75], 400)
    correct = np.concatenate([np.arange(400) < 100, np.arange(400) < 300])
    assert expected_calibration_error(confidence, correct) == pytest.approx(0.0)
    assert expected_calibration_error(confidence, np.zeros(800, bool)) == pytest.approx(0.5)


def test_soft_cross_entropy_is_least_at_the_fractions() -> None:
    fractions = torch.tensor([0.7, 0.2, 0.1]).reshape(1, 3, 1, 1)
    valid = torch.ones(1, 1, 1)
    least = soft_cross_entropy(fractions.log(), fractions, valid)
    entropy = -(fractions * fractions.log()).sum()
    assert float(least) == pytest.approx(float(entropy))
    assert float(soft_cross_entropy(torch.zeros(1, 3, 1, 1), fractions, valid)) > float(least)


def test_invalid_pixels_do_not_enter_the_loss() -> None:
    logits = torch.randn(1, 3, 2, 2)
    fractions = torch.softmax(torch.randn(1, 3, 2, 2), 1)
    valid = torch.tensor([[[1.0, 0.0], [1.0, 1.0]]])
    before = soft_cross_entropy(logits, fractions, valid)
    logits[:, :, 0, 1] = 100.0
    assert torch.equal(before, soft_cross_entropy(logits, fractions, valid))


def test_learning_rate_warms_up_peaks_and_falls() -> None:
    rates = [learning_rate(s, steps=100, warmup=10, peak=1.0) for s in range(101)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == pytest.approx(1.0) and rates.index(max(rates)) in (9, 10)
    assert all(a >= b for a, b in zip(rates[10:], rates[11:], strict=False))
    assert rates[100] == pytest.approx(0.01)


def test_weight_decay_spares_vectors_and_the_average_follows() -> None:
    model = torch.nn.Linear(3, 2)
    groups = adamw(model, lr=1e-3, weight_decay=0.1, betas=(0.9, 0.99)).param_groups
    assert [len(g["params"]) for g in groups] == [1, 1]
    assert groups[0]["weight_decay"] == 0.1 and groups[1]["weight_decay"] == 0.0
    average = WeightAverage(model, decay=0.5)
    start = average.state["bias"].clone()
    with torch.no_grad():
        model.bias += 1.0
    for step in range(50):
        average.update(model, step)
    assert torch.allclose(average.state["bias"], model.bias, atol=1e-3)
    assert not torch.allclose(average.state["bias"], start)
