"""A model of change from known changes: what it learns, what its report says, and that change and series run it."""

import csv
import json

import numpy as np
import pytest
import rasterio
from rasterio.warp import transform

from backend.catalog.cards import ModelCard
from backend.change.alignment.grid import choose_grid
from backend.change.training.known import CHANGED, UNCHANGED, UNKNOWN, KnownChanges
from backend.common.cancellation import CancelToken
from backend.job.kinds.train_change import ChangeTraining
from backend.job.spec import JobSpec, Outputs
from backend.products.registry import open_product
from backend.shell.main import main
from tests.support.class_maps import feature, save_labels
from tests.support.dates import STATED, WORDS, exchanged, save_changes


def read(path):
    with rasterio.open(path) as file:
        return file.read(1)


def run(*words):
    return main([*map(str, words), *WORDS])


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Two pairs to learn from, one of another sensor, their table, and a model that was trained on them."""
    folder = tmp_path_factory.mktemp("pairs")
    rows = []
    for name, seed, bands in (("one", 1, 0), ("two", 2, 6), ("three", 3, 0)):
        before, after, ways = exchanged(folder, name, seed=seed, second_bands=bands)
        rows.append([before.name, after.name, save_changes(folder / f"{name}.tif", ways).name])
    table = folder / "pairs.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["before", "after", "changes"], *rows])
    assert run("trainchange", table, "--out", folder / "mine") == 0
    return folder


def test_only_the_kind_of_change_that_was_labelled_is_found(places, tmp_path):
    before, after, ways = exchanged(tmp_path, "other", seed=9)
    assert run("change", before, after, "--out", tmp_path / "out", "--model", places / "mine") == 0
    changed = read(tmp_path / "out" / "other_20200601_other_20210601_change.tif")
    assert (changed[ways == 1] == 1).mean() > 0.9
    assert (changed[ways == 2] == 1).mean() < 0.1
    assert (changed[ways == 0] == 1).mean() < 0.01
    assert run("change", before, after, "--out", tmp_path / "plain") == 0
    without = read(tmp_path / "plain" / "other_20200601_other_20210601_change.tif")
    assert (without[ways == 2] == 1).mean() > 0.5  # it finds both kinds


def test_another_sensor_on_the_second_date(places, tmp_path):
    before, after, ways = exchanged(tmp_path, "other", seed=8, second_bands=6)
    assert run("change", before, after, "--out", tmp_path / "out", "--model", places / "mine") == 0
    changed = read(tmp_path / "out" / "other_20200601_other_20210601_change.tif")
    assert (changed[ways == 1] == 1).mean() > 0.9 and (changed[ways != 1] == 1).mean() < 0.02


def test_the_report_names_the_model_and_agrees_with_the_rasters(places, tmp_path):
    before, after, _ = exchanged(tmp_path, "other", seed=9)
    assert run("change", before, after, "--out", tmp_path / "out", "--model", places / "mine") == 0
    (path,) = (tmp_path / "out").glob("*_change.json")
    report, card = json.loads(path.read_text(encoding="utf-8")), ModelCard.load(places / "mine")
    assert card.tasks == ("change-detection",)
    assert report["change_model"]["sha256"] == card.sha256 and report["model"]["name"] == "specaware-fast"
    assert report["decision"]["scores"] == [] and report["decision"]["model"] == "mine"
    with rasterio.open(path.with_suffix(".tif")) as file:
        assert file.tags()["SPECAWARE_CHANGE_MODEL"] == "mine"
        changed = file.read(1)
    percent = read(path.with_name(path.stem + "_probability.tif"))
    assert report["changed_px"] == (changed == 1).sum()
    assert ((percent >= 50) == (changed == 1)).mean() > 0.999


def test_what_the_training_says_of_itself(places):
    report = json.loads((places / "mine" / "report.json").read_text(encoding="utf-8"))
    assert report["pairs"] == 3 and report["labels"]["changed"] > 200
    held = report["cross_validation"]
    assert held["trained"]["f1"] > held["untrained"]["f1"] + 0.05 and held["protocol"] == "3 folds of pairs"
    text = (places / "mine" / "report.txt").read_text(encoding="utf-8")
    assert f"F1 {held['trained']['f1']:.3f}" in text and "without training" in text
    card = ModelCard.load(places / "mine")
    assert card.metrics[0]["f1"] == held["trained"]["f1"] and card.training_command.startswith("python -m backend run")


def test_the_same_training_gives_the_same_weights(places, tmp_path):
    assert run("trainchange", places / "pairs.csv", "--out", tmp_path / "again") == 0
    files = [folder / "weights.safetensors" for folder in (places / "mine", tmp_path / "again")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_report_repeats_the_training(places, tmp_path):
    assert run("trainchange", places / "pairs.csv", "--out", tmp_path / "again") == 0
    before = (tmp_path / "again" / "weights.safetensors").read_bytes()
    assert main(["run", str(tmp_path / "again" / "report.json"), "--overwrite"]) == 0
    assert (tmp_path / "again" / "weights.safetensors").read_bytes() == before


def test_pairs_for_testing_are_only_judged(places, tmp_path):
    with (places / "pairs.csv").open(encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    table = places / "split.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(
            [[*rows[0], "split"], *([*row, part] for row, part in zip(rows[1:], ("train", "train", "test")))]
        )
    assert run("trainchange", table, "--out", tmp_path / "m") == 0
    report = json.loads((tmp_path / "m" / "report.json").read_text(encoding="utf-8"))
    whole = json.loads((places / "mine" / "report.json").read_text(encoding="utf-8"))
    assert report["labels"]["changed"] < whole["labels"]["changed"]
    assert report["test"]["trained"]["f1"] > 0.9


def test_polygons_tell_what_changed(tmp_path):
    before, after, ways = exchanged(tmp_path, "site", seed=4)
    features = []
    for row in range(2, 60, 8):
        for col in range(2, 92, 8):
            name = {0: "No change", 1: "new field"}.get(int(ways[row, col]))
            if name is not None:
                features.append(block(row, col, name))
    labels = save_labels(tmp_path / "known.geojson", features)
    assert run("trainchange", before, after, "--labels", labels, "--field", "cover", "--out", tmp_path / "m") == 0
    report = json.loads((tmp_path / "m" / "report.json").read_text(encoding="utf-8"))
    assert report["labels"] == {"changed": (ways == 1).sum(), "unchanged": 16 * sum(
        one["properties"]["cover"] == "No change" for one in features
    )}  # fmt: skip
    assert report["cross_validation"]["trained"]["f1"] > 0.9


def block(row, col, name):
    """A block of 4 x 4 pixels as a feature, drawn a little inside its pixels' edges."""
    left, top = 500000.0 + 30 * col + 3, 5800000.0 - 30 * row - 3
    xs, ys = [left, left + 114, left + 114, left, left], [top, top, top - 114, top - 114, top]
    lon, lat = transform("EPSG:32633", "EPSG:4326", xs, ys)
    return feature("Polygon", [[list(corner) for corner in zip(lon, lat)]], name)


def test_a_series_runs_it(places, tmp_path):
    before, after, ways = exchanged(tmp_path, "other", seed=9)
    assert run("series", before, after, "--out", tmp_path / "out", "--model", places / "mine") == 0
    report = json.loads((tmp_path / "out" / "series.json").read_text(encoding="utf-8"))
    changed = read(tmp_path / "out" / "2020-06-01_2021-06-01_change.tif")
    assert report["change_model"]["name"] == "mine"
    assert (changed[ways == 1] == 1).mean() > 0.9 and (changed[ways == 2] == 1).mean() < 0.1


def test_known_changes_come_to_the_common_grid(tmp_path):
    before, after, ways = exchanged(tmp_path, "site", seed=4)
    for placed in (True, False):
        changes = save_changes(tmp_path / f"{placed}.tif", ways, placed=placed)
        with open_product(before) as one, open_product(after) as other:
            grid = choose_grid([one.meta, other.meta])
            known = KnownChanges(str(changes), grid, one.meta)
            found = known.at(grid.overlap)
            known.close()
        assert (found == np.where(ways == 1, CHANGED, UNCHANGED)).all()
    values = np.full(ways.shape, 255, dtype=np.uint8)
    values[:4] = 7
    with rasterio.open(tmp_path / "True.tif", "r+") as file:
        file.write(values, 1)
    with open_product(before) as one:
        known = KnownChanges(str(tmp_path / "True.tif"), choose_grid([one.meta]), one.meta)
        found = known.at(grid.overlap)
        known.close()
    assert (found[:4] == CHANGED).all() and (found[4:] == UNKNOWN).all()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["{before}", "{after}"], "known changes"),
        (["{before}", "--changes", "{changes}"], "second date"),
        (["{before}", "{after}", "--changes", "{none}"], "does not exist"),
        (["{before}", "{after}", "--changes", "{away}"], "does not cover the overlap"),
        (["{before}", "{after}", "--changes", "{still}"], "at least 20 of each"),
        (["{before}", "{after}", "--labels", "{changes}"], "field"),
        (["{before}", "{after}", "--changes", "{small}"], "no georeference and differs in size"),
        (["{table}"], "columns before, after, changes"),
        (["{table}", "{after}"], "leave out both"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(tmp_path, capsys, words, text):
    before, after, ways = exchanged(tmp_path, "site", seed=4)
    changes = save_changes(tmp_path / "changes.tif", ways)
    still = save_changes(tmp_path / "still.tif", np.zeros_like(ways))
    small = save_changes(tmp_path / "small.tif", ways[:8], placed=False)
    away = save_changes(tmp_path / "away.tif", ways)
    with rasterio.open(away, "r+") as file:
        file.write(np.full(ways.shape, 255, dtype=np.uint8), 1)
    table = tmp_path / "bad.csv"
    table.write_text("first,second\na,b\n", encoding="utf-8")
    named = {
        "before": before, "after": after, "changes": changes, "still": still, "away": away, "small": small,
        "table": table, "none": tmp_path / "no.tif",
    }  # fmt: skip
    words = [word.format(**named) for word in words]
    assert run("trainchange", *words, "--out", tmp_path / "m") == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert text in said[-1] and not (tmp_path / "m").exists()


def test_a_map_refuses_it_in_one_sentence(places, tmp_path, capsys):
    before, _, _ = exchanged(tmp_path, "site", seed=4)
    assert run("map", before, "--out", tmp_path / "out", "--model", places / "mine") == 1
    assert "change between two dates" in capsys.readouterr().err


def test_without_the_model_below_it_says_so(places, tmp_path, capsys):
    folder = tmp_path / "m"
    folder.mkdir()
    for file in (places / "mine").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["properties"]["specaware:head"]["base"]["sha256"] = "0" * 64
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    before, after, _ = exchanged(tmp_path, "site", seed=4)
    assert run("change", before, after, "--out", tmp_path / "out", "--model", folder) == 1
    assert "train it again" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_a_cancelled_training_leaves_nothing(tmp_path, run_job):
    before, after, ways = exchanged(tmp_path, "site", seed=4)
    token, seen = CancelToken(), []
    settings = ChangeTraining(after=str(after), changes=str(save_changes(tmp_path / "c.tif", ways)))
    spec = JobSpec(
        "trainchange", source=str(before), overrides=STATED, outputs=Outputs(model=str(tmp_path / "m")),
        settings=settings,
    )  # fmt: skip
    checks = token.check

    def check():
        seen.append(1)
        if len(seen) > 12:
            token.cancel()
        checks()

    token.check = check
    final, _ = run_job(spec, token)
    assert final.type == "error" and not (tmp_path / "m").exists()
