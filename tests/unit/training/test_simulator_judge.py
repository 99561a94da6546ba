"""The simulator judged by single pixels: simulated pixels teach trees the classes of a labelled scene."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed to simulate scenes for training")
pytest.importorskip("sklearn", reason="scikit-learn is needed to fit trees")

from backend.common.errors import InputError
from training.evaluation import simulator
from training.evaluation.simulator import CENTER_NM, SETTINGS, broad, distinct, draw, judge, labelled, simulated
from training.real.benchmarks import SETS
from training.simulate import SimConfig
from training.simulate.effects import NAMES

BY_NAME = {real.name: real for real in SETS}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> SimConfig:
    return SimConfig(cache_dir=tmp_path_factory.mktemp("library"), canopies=200, cloudy=0.0)


def test_bands_are_averaged_into_broad_ones_where_a_band_is_near() -> None:
    center = np.array([480.0, 500.0, 850.0, 870.0, 1700.0])
    pixels = np.arange(10, dtype=np.float32).reshape(5, 2)
    found = broad(pixels, center)
    columns = {nm: i for i, nm in enumerate(CENTER_NM)}
    np.testing.assert_allclose(found[:, columns[490.0]], [1.0, 2.0])
    np.testing.assert_allclose(found[:, columns[860.0]], [5.0, 6.0])
    np.testing.assert_allclose(found[:, columns[1640.0]], [8.0, 9.0])  # 60 nm away: the nearest serves
    assert np.isnan(found[:, columns[2200.0]]).all()


def test_a_wide_band_that_serves_twice_counts_once() -> None:
    rng = np.random.default_rng(0)
    spectra = rng.random((50, len(CENTER_NM))).astype(np.float32)
    spectra[:, 1] = spectra[:, 0]
    spectra[:, 4] = np.nan
    assert distinct(spectra) == (0, 2, 3, 5, 6, 7, 8, 9, 10)


def test_pixels_do_not_depend_on_the_processes(config: SimConfig, tmp_path: Path) -> None:
    one = draw(config, tmp_path, 3, range(6))
    two = simulated(config, tmp_path, 3, 6, workers=1)
    np.testing.assert_array_equal(one.values, two.values)
    np.testing.assert_array_equal(one.label, two.label)
    assert set(np.unique(one.label)) <= set(range(8)) and np.isfinite(one.values).all()


def test_trees_taught_by_simulated_pixels_know_water_and_snow(config: SimConfig, tmp_path: Path) -> None:
    pixels = draw(config, tmp_path, 1, range(300))
    test = draw(config, tmp_path, 2, range(100))
    real = BY_NAME["glacier_s2"]  # snow, soil, water
    names = list(simulator._CLASSES)
    truth = np.array([real.groups.index(real.mapped[n]) if n in real.mapped else -1 for n in names])[test.label]
    kept = (truth >= 0) & ~test.level_1 & (test.gsd_m > 4.0)
    found = simulator.Labelled(real, test.values[kept], tuple(range(11)), truth[kept], False, 15.0)
    accuracy, probability = judge(found, pixels, {})
    assert accuracy > 0.6 and 0.5 < probability < accuracy + 0.1


def test_every_effect_can_be_switched_off() -> None:
    assert set(NAMES) | {"scaled", "tilted"} == set(SETTINGS)
    for settings in SETTINGS.values():
        SimConfig(**settings).effects  # noqa: B018 - raises for an unknown effect


def test_effects_are_named_or_all() -> None:
    assert simulator._switched_off(None) == {} and simulator._switched_off([]) == SETTINGS
    assert simulator._switched_off(["scaled"]) == {"scaled": {"scaled": 0.0}}
    with pytest.raises(InputError, match="Effect 'rain' is not known; choose from scaled, tilted"):
        simulator._switched_off(["rain"])


def test_the_simulator_of_a_place_is_chosen_on_other_places() -> None:
    table = [
        {"simulator": "all effects", "seed": 1, "a": 0.5, "b": 0.5, "c": 0.5, "d": 0.5},
        {"simulator": "without fog", "seed": 1, "a": 0.9, "b": 0.8, "c": 0.4, "d": 0.4},
        {"simulator": "without fog", "seed": 2, "a": 0.9, "b": 0.9, "c": 0.4, "d": 0.4},
    ]
    row = simulator.chosen_elsewhere(table, {"a": "town", "b": "town", "c": "wood", "d": "lake"})
    # Town: fog helps the others. Wood and lake: the town says that it does not.
    assert [row[name] for name in "abcd"] == [0.5, 0.5, 0.4, 0.4] and row["oa"] == 0.45


def test_labels_of_a_real_scene_are_read_in_reflectance(data: Path) -> None:
    found = labelled(BY_NAME["hymap4"], data)
    assert found is not None and found.gsd_m == 9.0 and not found.level_1
    assert len(found.truth) == 2573 and found.values.shape == (2573, len(found.used))
    assert 0.0 < float(np.median(found.values)) < 0.5


def test_a_folder_without_sets_gives_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training.evaluation.simulator", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "has no labelled set" in done.stderr and "Traceback" not in done.stderr
