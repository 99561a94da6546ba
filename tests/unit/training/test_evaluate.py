"""All tables of an evaluation on small scenes laid out like the real ones, and how choices are kept from what they
are judged on."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio

pytest.importorskip("sklearn", reason="scikit-learn is absent: install the training group")
pytest.importorskip("matplotlib", reason="matplotlib is absent: install the picture group")

from backend.catalog import store as model_store
from backend.common.errors import InputError
from tests.support.tiny import save_geotiff, scene
from training import evaluate
from training.common.metrics import calibration_bins, expected_calibration_error
from training.evaluation import left_out, summary
from training.evaluation.carding import metrics_of
from training.evaluation.checks.fractions import blocks, fraction_rows, known_cover
from training.evaluation.mapping import Mapper
from training.evaluation.own_labels import few_labels
from training.evaluation.tables import Table, document
from training.evaluation.zero_labels import Judged, choose_factors, say_of
from training.real.benchmarks import SETS

SET = {real.name: real for real in SETS}


@pytest.fixture(scope="module")
def labelled_scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four tiles in the layout of EnMAP Potsdam: two materials, labelled tree and pavement, a few pixels water."""
    data: Path = tmp_path_factory.mktemp("data")
    for folder in ("images", "labels"):
        (data / "enmap_potsdam" / folder).mkdir(parents=True)
    for number in range(4):
        cube, centers = scene(32, 32, 24, seed=number)
        save_geotiff(data / f"enmap_potsdam/images/{number}.tif", cube, centers)
        rows, cols = np.mgrid[0:32, 0:32]
        label = np.where(np.sin(rows / 17.0) + np.cos(cols / 23.0) > 0, 4, 2).astype(np.uint8)
        label[:3] = 6
        label[:, 20:] = 0
        with rasterio.open(
            data / f"enmap_potsdam/labels/{number}.tif",
            "w",
            driver="GTiff",
            count=1,
            height=32,
            width=32,
            dtype="uint8",
        ) as target:
            target.write(label, 1)
    return data


def run(*words: object) -> int:
    """Run the script as from a shell."""
    before, sys.argv = sys.argv, ["evaluate.py", *map(str, words)]
    try:
        return evaluate.main()
    finally:
        sys.argv = before


def test_one_command_makes_every_table_and_picture(
    labelled_scenes: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    variants = tmp_path / "variants"
    variants.mkdir()
    (variants / "without_content").symlink_to(tiny_model)
    out = tmp_path / "out"
    words = ("--all", "--quick", "--data", labelled_scenes, "--model", tiny_model, "--threads", "1", "--out", out)
    assert run(*words, "--ablations", variants) == 0
    page = capsys.readouterr().out
    assert page.strip() == (out / "report.md").read_text().strip()
    sections = (
        "Without labels",
        "Recall and precision without labels",
        "Invariance of maps",
        "Class priors",
        "Few labels",
        "Bands of other sensors",
        "Change between two dates",
        "Variants",
    )
    for title in (*sections, "Unknown spectra"):
        assert f"## {title}" in page
    assert {p.name for p in out.glob("*.png")} == {"map_tiny_potsdam5.png", "reliability_tiny.png"}
    *zero, mean = json.loads((out / "zero_labels.json").read_text())["rows"]
    assert [row["set"] for row in zero] == ["potsdam4", "potsdam5"]
    assert (mean["set"], mean["oa"], mean["fold"]) == (summary.MEAN, zero[1]["oa"], "1 places")
    turned = json.loads((out / "invariance.json").read_text())["rows"]
    assert [(row["set"], row["pixels"]) for row in turned] == [("potsdam5", 4096)]
    assert all(0 <= turned[0][key] <= 1 for key in ("times 0.5", "times 2", "left-right", "upside down"))
    assert all(np.sum(row["confusion"]) == row["pixels"] == 4 * 32 * 20 for row in zero)
    with (out / "zero_labels.csv").open() as stream:
        assert [float(row["oa"]) for row in csv.DictReader(stream)] == [row["oa"] for row in (*zero, mean)]
    few = json.loads((out / "few_labels.json").read_text())["rows"]
    assert {row["method"] for row in few} == {few_labels.HEAD, few_labels.SHIPPED, *few_labels.baselines()}
    assert all(0 <= row["oa"] <= 1 and row["k"] == 5 for row in few)
    swapped = json.loads((out / "sensors.json").read_text())["rows"]
    assert {row["sensor"] for row in swapped} == {"PRISMA", "Hyperion", "DESIS", "Sentinel-2", "EnMAP below 1000 nm"}
    assert all(row["pixels"] == 4096 and row["bands"] >= 4 for row in swapped)
    variant = json.loads((out / "ablations.json").read_text())["rows"][0]
    assert variant["variant"] == "without_content"
    assert variant["potsdam4 oa"] == zero[0]["oa"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("--data", "missing"), "does not exist"),
        (("--data", "."), "holds none of the sets"),
        (("--data", ".", "--sets", "mars"), "is not known; choose from potsdam4"),
        (("--data", ".", "--model", "none"), "is not installed"),
    ],
)
def test_bad_input_is_one_sentence(
    words: tuple[str, ...], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 1
    assert text in caplog.records[-1].getMessage()


def judged(name: str, *, helps: bool, shipped: float = 1.0) -> Judged:
    """100 pixels of built-up, half of them called low vegetation by a hair; or of vegetation called built-up."""
    classes = [SimpleNamespace(name=n) for n in ("built_up", "low_vegetation")]
    card = SimpleNamespace(classes=classes, properties={"specaware:prior_odds": {"built_up": shipped}}, name="m")
    real = SET[name]
    of = {n: real.groups.index(g) for n, g in real.mapped.items() if n in ("built_up", "low_vegetation")}
    of = of or dict.fromkeys(("built_up", "low_vegetation"), 0)  # a set of one other class
    near = np.array([0.45, 0.55], np.float32)
    truth = np.full(100, of["built_up" if helps else "low_vegetation"])
    return Judged(real, SimpleNamespace(card=card), truth, np.tile(near, (100, 1)))


def test_a_prior_is_chosen_on_other_scenes_alone() -> None:
    sets = [judged("potsdam4", helps=True), judged("potsdam5", helps=True), judged("hymap4", helps=False)]
    chosen = choose_factors(sets, "built_up")
    assert chosen["potsdam4"] == chosen["potsdam5"] <= 1.0  # the other grouping of the same scene has no say
    assert chosen["hymap4"] == 1.4
    assert sets[0].scores("built_up", 1.0).overall_accuracy == 0.0
    assert sets[0].scores("built_up", 2.0).overall_accuracy == 1.0


def test_a_set_of_one_class_chooses_no_prior() -> None:
    crowns = judged("neon_crowns", helps=False)
    assert choose_factors([crowns, judged("hymap4", helps=True)], "built_up") == {"neon_crowns": 1.4, "hymap4": 1.0}


def test_a_prior_is_told_from_that_of_the_scenes_whatever_the_model_ships() -> None:
    plain, shipped = judged("hymap4", helps=True), judged("hymap4", helps=True, shipped=2.0)
    assert np.array_equal(plain.positions("built_up", 1.25), shipped.positions("built_up", 2.5))
    assert np.array_equal(plain.positions(), shipped.positions())


def test_a_head_is_tuned_on_other_sets_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = few_labels.GRID[:3]
    table = {"a": [0.1, 0.9, 0.2], "b": [0.8, 0.1, 0.2], "c": [0.9, 0.2, 0.1]}
    monkeypatch.setattr(few_labels, "values", lambda labelled, grid, seeds: np.array(table[labelled.name]))
    sets = [SimpleNamespace(name=name) for name in table]
    chosen = few_labels.choose(sets, grid)
    assert chosen["a"] == grid[0]
    assert chosen["b"] == chosen["c"] == grid[1]


def test_splits_are_those_of_the_published_baselines() -> None:
    rng = np.random.default_rng(0)
    classes, units = rng.integers(0, 3, 400), rng.integers(0, 12, 400)
    labelled = SimpleNamespace(samples=SimpleNamespace(classes=classes), units=units)
    for seed, (train, test) in enumerate(few_labels.splits(labelled, 10, 3)):
        state = np.random.RandomState(seed)
        ids = state.permutation(np.unique(units))
        first = np.isin(units, ids[: len(ids) // 2])
        expected = np.concatenate([state.permutation(np.where(first & (classes == c))[0])[:10] for c in range(3)])
        np.testing.assert_array_equal(train, expected)
        np.testing.assert_array_equal(test, np.flatnonzero(~first))


def test_bins_hold_every_pixel_and_give_the_calibration_error() -> None:
    rng = np.random.default_rng(0)
    confidence = rng.random(500)
    correct = rng.random(500) < confidence
    bins = calibration_bins(confidence, correct)
    assert sum(b["pixels"] for b in bins) == 500
    assert expected_calibration_error(confidence, correct) < 0.1
    assert expected_calibration_error(confidence, ~correct) > 0.3


def test_a_table_says_the_same_as_page_and_csv(tmp_path: Path) -> None:
    table = Table("t", "Title", "Note.", [{"a": 0.12345, "b": "x"}, {"a": None, "c": 3}])
    assert table.header() == ["a", "b", "c"]
    table.write(tmp_path)
    assert (tmp_path / "t.csv").read_text().splitlines() == ["a,b,c", "0.12345,x,", ",,3"]
    page = document([table], title="T", intro="I")
    assert "| 0.123 | x |  |" in page
    assert "|  |  | 3 |" in page


def test_cover_of_large_pixels_is_counted_from_labels_of_small_ones():
    labels = np.full((7, 6), -1)
    labels[:3, :3] = [[0, 0, 1], [0, 0, 1], [0, 0, -1]]
    labels[3:6, 3:6] = 1
    labels[0, 3:] = 0  # three of nine: too few to know the cover
    cover, known = known_cover(labels, 2, 3)
    assert known.tolist() == [[True, False], [False, True]]
    assert cover[:, 0, 0] == pytest.approx([6 / 8, 2 / 8])
    assert cover[:, 1, 1].tolist() == [0, 1]


def test_blocks_keep_what_belongs_together():
    plane = np.arange(2 * 4 * 6).reshape(2, 4, 6)
    assert np.array_equal(blocks(plane, 2)[1, 1, 2], plane[1, 2:4, 4:6].ravel())


def test_fractions_of_a_real_scene_follow_its_known_cover(data):
    mapper = Mapper(model_store.find(""), threads=1)
    rows = {row["group"]: row for row in fraction_rows(mapper, data, sides=(3,))}
    assert rows["built-up"]["pixels"] > 200
    assert rows["built-up"]["correlation"] > 0.8 and rows["tree"]["correlation"] > 0.7
    assert max(row["mean_error"] for row in rows.values()) < 0.25


def report(name: str, oa: float, *, model: str = "m", counts: bool = True, **of: float) -> dict[str, object]:
    """A report of one set; ``of`` holds recalls by group, precision is a tenth less."""
    return {
        "model": model, "set": name, "title": name, "fold": name[0], "say": "", "weak": False, "counts": counts,
        "pixels": 10, "oa": oa, "miou": oa / 2, "ece": 0.1, "majority_oa": 0.5, "classes": [*of, "other"],
        "recall": of, "precision": {key: value - 0.1 for key, value in of.items()},
    }  # fmt: skip


def test_each_set_counts_once_in_the_mean_and_sets_of_one_group_in_accuracy_alone() -> None:
    sets = [
        report("a1", 0.9, tree=0.9, water=0.95), report("a2", 0.1, counts=False, tree=0.1, water=0.1),
        report("b", 0.5, tree=0.5),
    ]  # fmt: skip
    *_, mean = summary.with_means(sets)
    assert (mean["oa"], mean["miou"], mean["fold"], mean["sets"], mean["pixels"]) == (0.7, 0.45, "2 places", 2, 20)
    *_, classes = summary.class_rows(sets)
    assert classes["tree recall"] == pytest.approx(0.7)
    assert classes["tree precision"] == pytest.approx(0.8)  # of b, where all is tree, it says nothing
    assert classes["water recall"] == pytest.approx(0.95)


def test_what_a_set_misses_is_named() -> None:
    groups = {"tree": 0.75, "low vegetation": 0.9, "water": 0.89}
    (row,) = summary.target_rows([report("a", 0.8, **groups)])
    assert row["misses"] == "tree, water, calibration"  # the precision of tree is .65
    assert row["low vegetation precision"] == pytest.approx(0.8)
    (row,) = summary.target_rows([report("a", 0.6, tree=0.1)])
    assert row["misses"] == "accuracy, calibration" and "tree recall" not in row


def test_a_recipe_is_judged_on_each_place_by_the_model_that_did_not_see_it(
    labelled_scenes: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    (runs / "without-potsdam-berlin").symlink_to(tiny_model)
    out = tmp_path / "out"
    assert run("--data", labelled_scenes, "--leave-out", runs, "--threads", "1", "--out", out) == 0
    rows = json.loads((out / "zero_labels.json").read_text())["rows"]
    assert {row["model"] for row in rows} == {left_out.RECIPE}
    assert [row["set"] for row in rows] == ["potsdam4", "potsdam5", summary.MEAN]
    (runs / "without-potsdam-neon").symlink_to(tiny_model)
    assert run("--data", labelled_scenes, "--leave-out", runs) == 1
    assert run("--data", labelled_scenes, "--leave-out", tmp_path / "none") == 1


def test_folders_that_name_no_place_are_refused(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "without-mars").symlink_to(tiny_model)
    with pytest.raises(InputError, match="does not tell what its model was trained without; call it without-FOLD"):
        left_out.left_out_models(tmp_path)


def test_a_model_that_saw_the_place_is_refused() -> None:
    def card(*sets: str) -> SimpleNamespace:
        return SimpleNamespace(path=Path("runs/without-berlin/card.json"), properties={"specaware:real_sets": sets})

    assert left_out.folds_of(card("potsdam5", "houston_casi")) == ("berlin",)
    with pytest.raises(InputError, match="in 'without-berlin' was trained on place 'berlin'"):
        left_out.folds_of(card("potsdam5", "enmap_berlin4"))


def test_a_set_had_the_part_that_the_card_states() -> None:
    def card(**stated: list[str]) -> SimpleNamespace:
        return SimpleNamespace(properties={f"specaware:{key}": value for key, value in stated.items()})

    assert say_of(SET["hymap4"], card()) == "tune"
    assert say_of(SET["houston_casi"], card()) == "seen"
    assert say_of(replace(SET["houston_casi"], role="new"), card()) == ""
    assert say_of(SET["houston_casi"], card(real_sets=["houston_casi"])) == "trained"
    assert say_of(SET["hymap4"], card(real_sets=["houston_casi", "enmap_berlin4"])) == "trained"  # the same place
    assert say_of(SET["hymap4"], card(real_sets=["houston_casi"])) == "tune"


def test_a_card_says_the_mean_over_places_first() -> None:
    mine = [{**report("a", 0.95, tree=0.9), "say": "trained"}]
    recipe = left_out.as_recipe([report("a", 0.8, tree=0.7), report("b", 0.7, tree=0.7)])
    first, *others = metrics_of([*mine, *recipe])
    assert first["oa"] == 0.75 and "2 real data sets from 2 places" in first["dataset"]
    assert "had not seen its place" in first["protocol"] and first["command"].endswith("--leave-out RUNS")
    assert [m["protocol"] for m in others if m["dataset"] == "a"] == [
        left_out.RECIPE,
        "labels from this place were used in training",
    ]
    assert "miou" not in first  # sets of one group: there is none
