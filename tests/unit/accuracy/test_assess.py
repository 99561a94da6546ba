"""Assessing from the command line and through the worker: figures, warnings, sentences, outputs."""

import csv
import io
import json
import re
import shutil
from html.parser import HTMLParser

import numpy as np
import pytest
import rasterio

from backend.accuracy.pages import page, table
from backend.common.cancellation import CancelToken
from backend.job.kinds.assess import Assessing
from backend.job.spec import JobSpec, Outputs
from backend.pages.words import assessment_texts
from backend.serve.runner import JobRunner
from backend.shell.main import main
from tests.support.class_maps import box, classes, point, save_labels, save_map


@pytest.fixture
def class_map(tmp_path):
    return save_map(tmp_path / "map.tif", classes())


@pytest.fixture
def assess(class_map, tmp_path, capsys):
    """Return a function that assesses the map with features and gives exit code, report and stderr."""

    def run(features, *words):
        labels = features if hasattr(features, "name") else save_labels(tmp_path / "labels.geojson", features)
        out = tmp_path / "out" / "accuracy.html"
        code = main([
            "assess", str(class_map), "--labels", str(labels), "--field", "cover", "--out", str(out), *words,
        ])  # fmt: skip
        report = json.loads(out.with_suffix(".json").read_text()) if code == 0 else None
        return code, report, capsys.readouterr().err

    return run


def some_points():
    """Six in each stripe; one of Forest is Field on the ground, two of Water are Forest."""
    places = [(row, col) for col in (5, 35, 65) for row in (3, 13, 23, 33, 43, 53)]
    names = ["Forest"] * 5 + ["Field"] + ["Field"] * 6 + ["Forest"] * 2 + ["Water"] * 4
    return [point(*place, name) for place, name in zip(places, names)]


def test_points_in_degrees_give_the_matrix_of_a_map_in_metres(assess):
    code, report, _ = assess(some_points(), "--design", "random")
    assert code == 0
    assert report["accuracy"]["confusion"] == [[5, 0, 2], [1, 6, 0], [0, 0, 4]]
    assert report["accuracy"]["oa"] == round(15 / 18, 4)
    assert report["design"] == {"kind": "random", "origin": "stated", "reason": ""}
    assert report["map_estimates"]["oa"] == round((5 / 6 + 1 + 4 / 6) / 3, 4)
    assert report["map_estimates"]["oa_95"] > 0
    assert report["map"]["area_m2"] == 59 * 90 * 900
    assert report["warnings"] == []


def test_where_nothing_says_how_labels_were_drawn_no_interval_is_given(assess):
    _, report, _ = assess(some_points())
    assert report["map_estimates"]["oa_95"] is None
    assert "state the design" in report["map_estimates"]["reason"]


def test_polygons_count_pixels_whose_centre_is_inside_and_give_no_interval(assess):
    features = [
        box(10, 4, 5, 3, "Forest", inset=0.4),
        box(20, 28, 2, 4, "Field", inset=0.4),
        box(50.1, 70.1, 0.2, 0.2, "Water"),
    ]
    _, report, _ = assess(features, "--design", "stratified")
    assert report["accuracy"]["confusion"] == [[15, 0, 0], [4, 4, 0], [0, 0, 0]]
    assert report["labels"]["outside"] == 1  # the last holds the centre of no pixel
    assert report["design"]["origin"] == "polygons"
    assert report["map_estimates"]["oa_95"] is None
    assert any("polygons are treated as clustered" in text for text in report["warnings"])


def test_labels_that_count_for_nothing_are_counted_and_said(assess):
    features = [
        *some_points(), point(200, 5, "Forest"), point(0, 5, "Forest"), point(30, 80, "Snow"), point(31, 80, None),
        point(40, 40, "Forest"), point(40, 40, "Field"), point(45, 40, "Field"), point(45, 40, "Field"),
    ]  # fmt: skip
    code, report, err = assess(features, "--design", "random")
    assert code == 0
    found = report["labels"]
    assert (found["outside"], found["no_data"], found["contested"], found["repeated"]) == (1, 1, 1, 1)
    assert found["unknown_class"] == {"Snow": 1}
    assert found["without_class"] == 1
    assert report["accuracy"]["labels"] == 19
    assert len(report["warnings"]) == 6
    assert all(text in " ".join(err.split()) for text in report["warnings"])


def test_classes_match_by_statement_case_and_value(assess):
    renamed = {"Forest": "wood", "Field": "FIELD", "Water": "3"}
    features = some_points()
    for one in features:
        one["properties"]["cover"] = renamed[one["properties"]["cover"]]
    _, report, _ = assess(features, "--match", "wood=Forest")
    assert report["accuracy"]["confusion"] == [[5, 0, 2], [1, 6, 0], [0, 0, 4]]


@pytest.mark.parametrize(
    ("features", "words", "text"),
    [
        ([point(200, 5, "Forest")], [], "check that both cover the same place"),
        ([point(20, 5, "ice"), point(20, 6, "snow")], [], "match them, as ice=Forest"),
        ([point(20, 5, "Forest")], ["--match", "x=Forest"], "labels have no class 'x'"),
        ([point(20, 5, "Forest")], ["--match", "Forest"], "is not a pair"),
        ([point(20, 5, None)], [], "0 classes"),
    ],
)
def test_what_cannot_be_assessed_ends_in_one_sentence_and_no_file(assess, tmp_path, features, words, text):
    code, _, err = assess(features, *words)
    assert code == 1
    assert text in " ".join(err.split())
    assert not (tmp_path / "out").exists()


def test_an_output_never_replaces_an_input_or_an_earlier_file(class_map, tmp_path, capsys):
    labels = save_labels(tmp_path / "labels.json", some_points())
    words = ["assess", str(class_map), "--labels", str(labels), "--field", "cover", "--overwrite", "--out"]
    before = labels.read_bytes()
    assert main([*words, str(tmp_path / "labels.html")]) == 1  # its report would be labels.json
    assert "is a file of the input itself" in " ".join(capsys.readouterr().err.split())
    assert labels.read_bytes() == before
    assert main([*words, str(tmp_path / "a.html")]) == 0
    assert main([*words[:-2], "--out", str(tmp_path / "a.html")]) == 1
    assert "exists" in capsys.readouterr().err


def test_the_command_of_a_report_repeats_it(assess, class_map, tmp_path, monkeypatch):
    import shlex

    _, report, _ = assess(some_points(), "--design", "random", "--match", "Water=3")
    words = shlex.split(report["command"])
    assert words[:3] == ["python", "-m", "backend"]
    table_before = (tmp_path / "out" / "accuracy.csv").read_bytes()
    assert main(words[3:]) == 0
    assert (tmp_path / "out" / "accuracy.csv").read_bytes() == table_before
    assert main(["run", str(tmp_path / "out" / "accuracy.json"), "--overwrite"]) == 0


class Tables(HTMLParser):
    """Tables of a page by their ids, as rows of texts; and all addresses that it would load."""

    def __init__(self):
        super().__init__()
        self.tables, self.loads, self._cell = {}, [], None

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.loads += [found[key] for key in ("src", "href") if key in found] + (
            [tag] if tag in ("script", "link") else []
        )
        if tag == "table":
            self._rows = self.tables[found["id"]] = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._cell = None

    def handle_data(self, data):
        if self._cell:
            self._rows[-1][-1] += data


def tables_of(text):
    parser = Tables()
    parser.feed(text)
    return parser


def share(text):
    return None if text in ("-", "") else round(float(text.removesuffix(" %")) / (100 if "%" in text else 1), 4)


def test_page_table_and_json_agree(assess, tmp_path):
    _, report, _ = assess(some_points(), "--design", "random")
    found = tables_of((tmp_path / "out" / "accuracy.html").read_text(encoding="utf-8"))
    assert found.loads == []
    text = (tmp_path / "out" / "accuracy.csv").read_text(encoding="utf-8")
    sheets = [list(csv.reader(io.StringIO(part))) for part in text.split("\n\n")]
    titles = [one["title"] for one in report["accuracy"]["classes"]]
    matrix = found.tables["matrix"]
    assert matrix == sheets[0][1:]
    assert [[int(cell) for cell in row[1:-1]] for row in matrix[1:-1]] == report["accuracy"]["confusion"]
    keys = ("users", "producers", "f1", "iou")
    wanted = [[one[key] for key in keys] for one in report["accuracy"]["classes"]]
    for rows in (found.tables["classes"][1:], sheets[1][2:5]):
        assert [row[0] for row in rows] == titles
        assert [[share(cell) for cell in row[2:]] for row in rows] == wanted
    keys = ("users", "users_95", "producers", "producers_95", "mapped_share", "area_share", "area_share_95")
    wanted = [[one[key] for key in keys] for one in report["map_estimates"]["classes"]]
    for rows in (found.tables["map"][1:], sheets[2][2:5]):
        assert [[share(cell) for cell in row[1:8]] for row in rows] == wanted
        hectares = [float(row[9]) for row in rows]
        assert hectares == pytest.approx([one["area_m2"] / 1e4 for one in report["map_estimates"]["classes"]], rel=1e-3)
    facts = dict(found.tables["facts"])
    oa, half = facts["Overall accuracy of the map"].split(" ± ")
    assert (share(oa), share(half)) == (report["map_estimates"]["oa"], report["map_estimates"]["oa_95"])
    assert sheets[2][5][1:] == [f"{report['map_estimates']['oa']:.4f}", f"{report['map_estimates']['oa_95']:.4f}"]
    assert share(facts["Overall accuracy of the labels"]) == report["accuracy"]["oa"] == share(sheets[1][5][1])


def test_names_are_text_in_the_page_whatever_they_hold(assess, class_map, tmp_path):
    evil = "<script>x</script>"
    with rasterio.open(class_map, "r+") as file:
        file.update_tags(1, CLASS_1=evil)
    features = [one for one in some_points() if one["properties"]["cover"] != "Forest"]
    assert assess(features)[0] == 0
    text = (tmp_path / "out" / "accuracy.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    ("language", "heading", "point"),
    [
        ("de", "Nutzergenauigkeit", ","), ("es", "exactitud del usuario", ","),
        ("fr", "exactitude utilisateur", ","), ("zh", "用户精度", "."),
    ],
)  # fmt: skip
def test_the_page_is_made_in_other_languages_too(assess, tmp_path, language, heading, point):
    there = assessment_texts(language)
    assert set(page.TEXTS) == set(there)
    assert all(there[text].count("{}") == text.count("{}") for text in page.TEXTS)
    assert set(table.TEXTS) <= set(page.TEXTS)
    _, report, _ = assess(some_points(), "--design", "random", "--language", language)
    assert f"--language={language}" in report["command"]
    text = (tmp_path / "out" / "accuracy.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in text
    assert f"<th>{heading}</th>" in text
    assert f"<td>{100 * report['accuracy']['oa']:.2f} %</td>".replace(".", point) in text
    seen = re.sub(r"<style>.*?</style>|<code>.*?</code>", "", text, flags=re.S)
    for english, translated in there.items():
        assert english == translated or f">{english}<" not in seen


def run(job, token=None):
    events = []
    return JobRunner().run(job, send=events.append, token=token or CancelToken()), events


def test_a_cancel_leaves_nothing(class_map, tmp_path):
    labels = save_labels(tmp_path / "labels.geojson", some_points())
    job = JobSpec(
        "assess", str(class_map), outputs=Outputs(page=str(tmp_path / "o" / "a.html")),
        settings=Assessing(labels=str(labels), class_field="cover"),
    )  # fmt: skip
    token, events = CancelToken(), []

    def stop(event):
        events.append(event)
        if event.message == "comparing":
            token.cancel()

    final = JobRunner().run(job, send=stop, token=token)
    assert final.code == "cancelled"
    assert not (tmp_path / "o").exists()
    final, events = run(job)
    assert final.type == "result"
    assert max(event.fraction or 0 for event in events) > 0.9
    assert [path.name for path in (tmp_path / "o").iterdir()] == ["a.html"]


def test_windows_change_nothing(assess, tmp_path, monkeypatch):
    features = [*some_points(), box(10, 20, 30, 50, "Field", inset=0.3)]
    _, whole, _ = assess(features)
    shutil.rmtree(tmp_path / "out")
    monkeypatch.setattr("backend.accuracy.class_map._WINDOW_PX", 500)
    _, cut, _ = assess(features)
    assert np.array_equal(whole["accuracy"]["confusion"], cut["accuracy"]["confusion"])
    assert {k: v for k, v in whole["labels"].items() if k != "file"} == {
        k: v for k, v in cut["labels"].items() if k != "file"
    }
