"""What statistics of a scene would add to its map: each way on made-up sets, and one real scene."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed to fit")

from backend.catalog import store
from training.evaluation.evidence import scenes, ways
from training.evaluation.evidence.scenes import CENTRES_NM, FACTORS, NEAR_INFRARED, RED, SIDES, Evidence, gather
from training.evaluation.mapping import Mapper
from training.real.benchmarks import SETS

BY_NAME = {real.name: real for real in SETS}


def evidence(name: str, seed: int = 0, *, bright_trees: bool = True) -> Evidence:
    """A set of two groups whose answers are a toss-up; trees are brighter than low vegetation, or darker."""
    rng = np.random.default_rng(seed)
    truth = np.repeat([0, 1], 60)  # 0: tree, 1: low vegetation
    spectra = rng.normal(-1.5, 0.05, (120, len(CENTRES_NM))).astype(np.float32)
    spectra[:, NEAR_INFRARED] += np.where((truth == 0) == bright_trees, 0.4, -0.4)
    tossed = rng.uniform(0.45, 0.55, 120)
    plain = np.stack([tossed, 1 - tossed], axis=1).astype(np.float32)
    green = np.full(len(CENTRES_NM), -1.5, dtype=np.float32)
    answers, around = np.stack([plain] * len(FACTORS)), np.stack([plain] * len(SIDES))
    return Evidence(BY_NAME[name], np.array([0, 1]), truth, answers, spectra, around, green, plain)


def test_answers_between_factors_are_interpolated() -> None:
    one = evidence("chiapas_1999")
    answers = np.stack([np.full((1, 2), k, dtype=np.float32) for k in range(len(FACTORS))])
    one = replace(one, answers=answers)
    for number, factor in enumerate(FACTORS):
        np.testing.assert_allclose(one.answer(factor), number, atol=1e-6)
    np.testing.assert_allclose(one.answer(np.sqrt(FACTORS[-1] * FACTORS[-2])), len(FACTORS) - 1.5, atol=1e-6)
    assert one.answer(99.0)[0, 0] == len(FACTORS) - 1 and one.answer(0.01)[0, 0] == 0


def test_answers_of_a_square_leave_out_unmapped_pixels() -> None:
    answers = np.zeros((30, 2), dtype=np.float32)
    answers[:, 1] = np.arange(30)
    mapped = np.ones(30, dtype=bool)
    mapped[[7, 29]] = False
    found = scenes.smoothed(answers, mapped, (5, 6), 3)
    grid, known = answers[:, 1].reshape(5, 6), mapped.reshape(5, 6)
    assert found[14, 1] == pytest.approx(grid[1:4, 1:4][known[1:4, 1:4]].mean(), abs=1e-5)
    assert found[0, 1] == pytest.approx(np.mean([0, 1, 6]), abs=1e-5) and not found[:, 0].any()


def test_a_wider_context_helps_where_neighbours_are_of_one_class() -> None:
    names = ("chiapas_1999", "amazon_tm", "potsdam5")
    sets = [evidence(name, seed) for seed, name in enumerate(names)]
    plain = np.mean([one.accuracy(one.answer()) for one in sets])
    sure = [np.stack([np.eye(2, dtype=np.float32)[one.truth] * 0.8 + 0.1] * len(SIDES)) for one in sets]
    wide = [replace(one, around=around) for one, around in zip(sets, sure, strict=True)]
    assert plain < 0.7 and min(ways.left_out(wide, ways._averaged()).values()) == 1.0


def test_shares_of_classes_are_found_in_blurred_probabilities() -> None:
    rng = np.random.default_rng(1)
    truth = rng.choice(3, 5000, p=[0.7, 0.25, 0.05])
    blurred = np.exp(2.0 * np.eye(3)[truth] + rng.normal(0, 1, (5000, 3)))
    blurred /= blurred.sum(axis=1, keepdims=True)
    shares = ways.class_shares(blurred.astype(np.float32)) / 3
    assert shares.sum() == pytest.approx(1.0, abs=1e-5) and list(np.argsort(shares)) == [2, 1, 0]
    assert abs(shares[0] - 0.7) < abs(blurred.mean(axis=0)[0] - 0.7)


def test_numbers_of_a_way_come_from_other_places_alone() -> None:
    sets = [evidence("chiapas_1999"), evidence("chiapas_2002"), evidence("amazon_tm")]
    right = [lambda one: np.eye(2)[one.truth], lambda one: np.eye(2)[1 - one.truth]]

    def of(good: str):  # right at one place, wrong at the others
        return lambda one: right[one.real.fold != good](one)

    figures = ways.left_out(sets, [of("chiapas"), of("para")])
    assert figures == {"chiapas_1999": 0.0, "chiapas_2002": 0.0, "amazon_tm": 0.0}


def test_a_correction_helps_where_places_agree_and_not_where_they_do_not() -> None:
    names = ("chiapas_1999", "amazon_tm", "potsdam5")
    alike = [evidence(name, seed) for seed, name in enumerate(names)]
    assert min(ways.fitted(alike, 0, ways.spectral).values()) > 0.95
    assert min(ways.fitted(alike, 0, ways.contrast).values()) > 0.95
    other = [*alike[:2], evidence("potsdam5", 2, bright_trees=False)]
    assert ways.fitted(other, 0, ways.spectral)["potsdam5"] < 0.05


def test_a_real_scene_is_gathered_as_the_product_maps_it(data: Path) -> None:
    real = BY_NAME["enmap_berlin4"]
    mapper = Mapper(store.find("specaware-fast"), threads=1)
    one = gather(real, mapper, data)
    assert one is not None and one.answers.shape == (len(FACTORS), len(one.truth), len(mapper.card.classes))
    np.testing.assert_allclose(one.answer().sum(axis=1), 1.0, atol=0.02)
    assert np.isfinite(one.spectra).all() and one.green[NEAR_INFRARED] > one.green[RED]
    (image, _) = real.scenes(data)[0]
    plain = mapper.map(image, dict(real.overrides)).probabilities
    np.testing.assert_allclose(one.scene.mean(axis=0), plain.reshape(len(plain), -1).mean(axis=1), atol=0.01)
    rows = ways.evidence_rows(mapper, data, [real])
    assert rows == []  # one place: nothing to choose on
