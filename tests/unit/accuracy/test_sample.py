"""Drawing a sample, filling it in, and assessing with it."""

import json

import numpy as np
import pytest
from pyogrio import read_info
from pyogrio.raw import read, write

from backend.job.spec import JobSpec, Outputs
from backend.shell.main import main
from tests.support.class_maps import NAMES, ORIGIN, SIDE, classes, save_map
from tests.unit.serve.test_worker import Client


@pytest.fixture
def class_map(tmp_path):
    return save_map(tmp_path / "map.tif", classes())


def draw(class_map, out, *words):
    assert main(["sample", str(class_map), "--out", str(out), *words]) == 0
    return json.loads(out.with_suffix(".json").read_text())


def points(path):
    """Columns by name, and places (n, 2)."""
    meta, _, shapes, columns = read(path)
    places = np.array([np.frombuffer(bytes(shape)[-16:], dtype="<f8") for shape in shapes])
    return dict(zip(meta["fields"], columns)), places


def cells(places):
    return ((ORIGIN[1] - places[:, 1]) // SIDE).astype(int), ((places[:, 0] - ORIGIN[0]) // SIDE).astype(int)


def fill(path, out, reference):
    """Write the points again with a reference class, as QGIS would keep them."""
    meta, _, shapes, columns = read(path)
    fields = list(meta["fields"])
    columns[fields.index("reference")] = np.array(reference, dtype=object)
    kept = read_info(path)["layer_metadata"]
    write(
        out, shapes, columns, fields, layer="sample", driver="GPKG", geometry_type="Point", crs=meta["crs"],
        layer_metadata=kept,
    )  # fmt: skip


def test_points_lie_in_the_middle_of_pixels_of_their_class(class_map, tmp_path):
    report = draw(class_map, tmp_path / "p.gpkg", "--per-class", "40")
    columns, places = points(tmp_path / "p.gpkg")
    rows, cols = cells(places)
    assert (classes()[rows, cols] == columns["map_value"]).all()
    assert [NAMES[value] for value in columns["map_value"]] == columns["map_class"].tolist()
    assert np.bincount(columns["map_value"]).tolist() == [0, 40, 40, 40]
    assert len({*zip(rows.tolist(), cols.tolist())}) == 120
    assert np.allclose((places - ORIGIN) / SIDE % 1, 0.5)
    assert set(columns["reference"]) == {None}
    assert len(set(columns["map_value"][:20])) == 3  # in random order, so that nobody tires over one class
    assert [one["drawn"] for one in report["classes"]] == [40, 40, 40]


def test_the_same_seed_draws_the_same_points_and_another_draws_others(class_map, tmp_path):
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        draw(class_map, tmp_path / f"{name}.gpkg", "--total", "150", "--seed", seed)
    a, b, c = (points(tmp_path / f"{name}.gpkg")[1] for name in "abc")
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


def test_points_are_spread_over_the_class(class_map, tmp_path, monkeypatch):
    monkeypatch.setattr("backend.accuracy.class_map._WINDOW_PX", 500)
    draw(class_map, tmp_path / "p.gpkg", "--per-class", "1500")
    columns, places = points(tmp_path / "p.gpkg")
    rows, cols = cells(places)
    assert (classes()[rows, cols] == columns["map_value"]).all()
    assert len({*zip(rows.tolist(), cols.tolist())}) == 4500
    assert abs(rows.mean() - 30) < 1


def test_the_class_can_be_hidden(class_map, tmp_path):
    draw(class_map, tmp_path / "p.gpkg", "--per-class", "5", "--hide-class")
    assert set(points(tmp_path / "p.gpkg")[0]) == {"id", "reference"}


def test_it_says_how_many_points_are_needed(class_map, tmp_path, capsys):
    report = draw(class_map, tmp_path / "p.gpkg", "--standard-error", "0.03", "--expected", "Forest=0.9,3=0.5")
    spread = (np.sqrt(0.09) + np.sqrt(0.16) + np.sqrt(0.25)) / 3
    assert report["needed"] == int(np.ceil((spread / 0.03) ** 2)) == report["drawn"]
    assert f"{report['needed']} points are needed for 0.03" in capsys.readouterr().out
    assert report["expected_standard_error"] == pytest.approx(0.03, rel=0.05)


def test_a_filled_sample_is_recognised_and_gives_intervals(class_map, tmp_path):
    draw(class_map, tmp_path / "p.gpkg", "--per-class", "30")
    names = points(tmp_path / "p.gpkg")[0]["map_class"].tolist()
    names[0], names[1], names[2] = "Water" if names[0] != "Water" else "Field", None, names[2]
    fill(tmp_path / "p.gpkg", tmp_path / "done.gpkg", names)
    words = ["assess", str(class_map), "--labels", str(tmp_path / "done.gpkg"), "--field", "reference", "--out"]
    assert main([*words, str(tmp_path / "a.html")]) == 0
    report = json.loads((tmp_path / "a.json").read_text())
    assert report["design"] == {"kind": "stratified", "origin": "recognised", "reason": ""}
    assert report["map_estimates"]["oa_95"] > 0
    assert "1 feature of done.gpkg has no class" in report["warnings"][0]


def test_a_sample_of_another_map_or_with_points_added_gives_no_interval(class_map, tmp_path):
    draw(class_map, tmp_path / "p.gpkg", "--per-class", "5")
    names = points(tmp_path / "p.gpkg")[0]["map_class"].tolist()
    fill(tmp_path / "p.gpkg", tmp_path / "done.gpkg", names)
    other = save_map(tmp_path / "other.tif", np.flip(classes(), axis=0))
    words = ["--labels", str(tmp_path / "done.gpkg"), "--field", "reference", "--out", str(tmp_path / "a.html")]
    assert main(["assess", str(other), *words]) == 0
    assert "another map (map.tif)" in json.loads((tmp_path / "a.json").read_text())["map_estimates"]["reason"]
    meta, _, shapes, columns = read(tmp_path / "done.gpkg")
    moved = np.array(
        [bytes(s)[:-16] + (np.frombuffer(bytes(s)[-16:], "<f8") + np.array([0.0, -30.0])).tobytes() for s in shapes],
        object,
    )
    write(
        tmp_path / "more.gpkg", np.concatenate([shapes, moved]), [np.concatenate([c, c]) for c in columns],
        list(meta["fields"]), layer="sample", driver="GPKG", geometry_type="Point", crs=meta["crs"],
        layer_metadata=read_info(tmp_path / "done.gpkg")["layer_metadata"],
    )  # fmt: skip
    words[1] = str(tmp_path / "more.gpkg")
    assert main(["assess", str(class_map), *words, "--overwrite"]) == 0
    assert "were not drawn at random" in json.loads((tmp_path / "a.json").read_text())["map_estimates"]["reason"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--total", "20"], "give at least 150"), (["--expected", "1.5"], "is not valid"),
        (["--expected", "Snow=0.5"], "no class 'Snow'"), (["--standard-error", "0"], "out of range"),
        (["--per-class", "-1"], "give 0 to"), (["--total", "9", "--per-class", "9"], "give one of them"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_ends_in_one_sentence_and_no_file(class_map, tmp_path, capsys, words, text):
    assert main(["sample", str(class_map), "--out", str(tmp_path / "o" / "p.gpkg"), *words]) == 1
    assert text in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "o").exists()


def test_a_small_class_gives_all_its_pixels_and_says_so(tmp_path, capsys):
    values = classes()
    values[30, 40:43] = 9
    report = draw(save_map(tmp_path / "map.tif", values), tmp_path / "p.gpkg", "--per-class", "10")
    assert [one["drawn"] for one in report["classes"]] == [10, 10, 10, 3]
    assert "all pixels of '9'" in report["warnings"][0]


def test_outputs_must_be_a_geopackage_and_no_input(class_map, tmp_path, capsys):
    assert main(["sample", str(class_map), "--out", str(tmp_path / "p.shp")]) == 1
    assert "ends in .gpkg" in capsys.readouterr().err
    (tmp_path / "map.qml").write_text("<qgis/>")
    assert main(["sample", str(class_map), "--out", str(tmp_path / "map.gpkg"), "--overwrite"]) == 1
    assert "is a file of the input itself" in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "map.qml").read_text() == "<qgis/>"


def test_both_jobs_run_in_the_worker(class_map, tmp_path, engine_environment):
    client = Client(engine_environment)
    try:
        target = tmp_path / "p.gpkg"
        client.send(JobSpec("sample", str(class_map), id="s", outputs=Outputs(points=str(target))).to_line())
        *events, final = client.until_final()
        assert final.type == "result", final
        assert any(event.type == "progress" for event in events)
        fill(target, tmp_path / "done.gpkg", points(target)[0]["map_class"].tolist())
        from backend.job.kinds.assess import Assessing

        asked = Assessing(labels=str(tmp_path / "done.gpkg"), class_field="reference")
        outputs = Outputs(page=str(tmp_path / "a.html"), report=str(tmp_path / "a.json"))
        client.send(JobSpec("assess", str(class_map), id="a", outputs=outputs, settings=asked).to_line())
        final = client.until_final()[-1]
        assert final.data["map_estimates"]["oa"] == 1.0
        assert final.data["design"]["origin"] == "recognised"
    finally:
        client.process.stdin.close()
        client.process.wait(10)
