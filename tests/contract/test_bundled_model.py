"""Each bundled model as users get it: its card, its map of the sample, and its accuracy on real scenes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from backend.catalog import store as model_store
from backend.catalog.cards import ModelCard
from backend.engines.onnx_engine import OnnxEngine
from backend.job.kinds.base import JobContext
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping.run import run_map
from tests.support.mosaic import mosaic

rasterio = pytest.importorskip("rasterio")

SAMPLE = "resources/sample/simulated_enmap_30m.tif"
LIMIT_BYTES = 18_000_000  # of all bundled models together
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "models"
BUNDLED = sorted(path.parent.name for path in FOLDER.glob("*/card.json"))


@dataclass(frozen=True)
class Bundled:
    card: ModelCard
    engine: OnnxEngine


@pytest.fixture(scope="module", params=BUNDLED)
def model(request: pytest.FixtureRequest) -> Bundled:
    card = model_store.find(str(FOLDER / request.param))
    return Bundled(card, OnnxEngine(card))


def test_the_default_model_is_bundled_and_all_are_small_enough() -> None:
    assert model_store.DEFAULT_MODEL in BUNDLED
    assert sum(file.stat().st_size for name in BUNDLED for file in (FOLDER / name).iterdir()) < LIMIT_BYTES


def mapped(model: Bundled, source: Path, folder: Path, **overrides: object) -> np.ndarray:
    target = folder / "classes.tif"
    spec = JobSpec(
        kind="map",
        source=str(source),
        model=str(model.card.path.parent),
        overrides=overrides,
        outputs=Outputs(classes=str(target)),
        options=Options(overwrite=True),
    )
    run_map(spec, JobContext.of(model.engine))
    with rasterio.open(target) as result:
        return result.read(1)


@pytest.mark.parametrize("name", BUNDLED)
def test_the_card_is_whole_and_the_weights_are_those_it_describes(name: str) -> None:
    card = model_store.find(str(FOLDER / name))
    card.verify()
    assert card.opset == 17
    assert {"built_up", "low_vegetation", "tree", "bare_soil", "dry_vegetation", "water"} <= {
        c.name for c in card.classes
    }
    assert card.metrics and all(0 < m["oa"] <= 1 and m["command"] for m in card.metrics)


def test_the_sample_maps_as_it_did(model: Bundled, root: Path, tmp_path: Path) -> None:
    """The golden maps were made by the released models; another processor may flip a few pixels on a class border."""
    with rasterio.open(root / "tests" / "golden" / f"{model.card.name}_simulated_enmap_30m.tif") as golden:
        expected = golden.read(1)
    assert np.mean(mapped(model, root / SAMPLE, tmp_path) == expected) >= 0.999


def test_the_sample_maps_as_its_labels_say(model: Bundled, root: Path, tmp_path: Path) -> None:
    """The simulator knows the truth of its sample."""
    got, known = mapped(model, root / SAMPLE, tmp_path), truth(root)
    assert np.mean(got[known > 0] == known[known > 0]) > 0.75


def test_shuffled_bands_give_the_same_map(model: Bundled, root: Path, tmp_path: Path) -> None:
    order = np.random.default_rng(0).permutation(224) + 1
    with rasterio.open(root / SAMPLE) as source:
        profile, cube, scales = source.profile, source.read(list(order)), source.scales
        items = [source.tags(int(b)) for b in order]
        common = source.tags()
    shuffled = tmp_path / "shuffled.tif"
    with rasterio.open(shuffled, "w", **profile) as target:
        target.write(cube)
        target.scales = scales
        target.update_tags(**common)
        for band, tags in enumerate(items, 1):
            target.update_tags(band, **tags)
    straight = mapped(model, root / SAMPLE, tmp_path)
    assert np.mean(mapped(model, shuffled, tmp_path) == straight) >= 0.999


def truth(root: Path) -> np.ndarray:
    """The classes of the sample (H, W) in the model's numbers, 0 where unknown: its two urban classes are one here."""
    with rasterio.open(root / SAMPLE.replace(".tif", "_labels.tif")) as source:
        labels = source.read(1)  # 1 roof, 2 pavement, 3 low vegetation, ... in the simulator's order
    return np.where(labels <= 2, np.minimum(labels, 1), labels - 1)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_map_without_30_percent_of_the_bands_stays_above_the_floor(
    model: Bundled, root: Path, tmp_path: Path, seed: int
) -> None:
    """Floors: 5 % of the labels less than with all bands, 95 % of the pixels as with all bands."""
    kept = np.sort(np.random.default_rng(seed).permutation(224)[: round(0.7 * 224)])
    got = mapped(model, mosaic(tmp_path / "few.tif", rows=128, cols=128, bands=kept), tmp_path)
    whole, known = mapped(model, root / SAMPLE, tmp_path), truth(root)
    right, right_whole = (np.mean(m[known > 0] == known[known > 0]) for m in (got, whole))
    assert right >= right_whole - 0.05
    assert np.mean(got == whole) >= 0.95


def test_bands_that_stand_twice_as_where_detectors_overlap_count_once(
    model: Bundled, root: Path, tmp_path: Path
) -> None:
    twice = np.concatenate([np.arange(224), np.arange(70, 110)])  # 70 to 110: where VNIR and SWIR meet
    got = mapped(model, mosaic(tmp_path / "twice.tif", rows=128, cols=128, bands=twice), tmp_path)
    assert np.mean(got == mapped(model, root / SAMPLE, tmp_path)) >= 0.999


@pytest.mark.data
@pytest.mark.parametrize("name", BUNDLED)
def test_zero_labels_on_a_real_scene_reach_the_floor(data: Path, name: str) -> None:
    """EnMAP Potsdam, 4 classes: what a plain perceptron on linear mixtures reaches is the floor."""
    from training.evaluation.mapping import Mapper
    from training.evaluation.zero_labels import judge, report_of
    from training.real.benchmarks import SETS

    potsdam = next(s for s in SETS if s.name == "potsdam4")
    judged = judge(potsdam, Mapper(model_store.find(str(FOLDER / name)), threads=0), data)
    assert judged is not None
    report = report_of(judged)
    assert report["oa"] >= 0.76
    assert report["miou"] >= 0.42
