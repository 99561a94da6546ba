"""A series of dates: a map of each, the changes between them, a table and a page that agree."""

import csv
import json
from datetime import date

import numpy as np
import pytest
import rasterio

from backend.change.series.dates import of_name
from backend.change.series.page import series_page
from backend.pages.words import LANGUAGES, Words, series_texts
from backend.shell.main import main
from tests.support.dates import BLOCK, WORDS, coarse, cube, pair
from tests.support.tiny import save_geotiff


def series(*words):
    return main(["series", *map(str, words), *WORDS])


def read(path):
    with rasterio.open(path) as file:
        return file.read(1)


def third(folder):
    values, centers = cube(seed=2, change=True)
    return save_geotiff(folder / "site_2022-06-01.tif", values, centers)


def test_maps_changes_table_and_page(tmp_path):
    first, second = pair(tmp_path, nodata=True)
    out = tmp_path / "out"
    assert series(third(tmp_path), second, first, "--out", out) == 0
    report = json.loads((out / "series.json").read_text(encoding="utf-8"))
    assert [one["date"] for one in report["dates"]] == ["2020-06-01", "2021-06-01", "2022-06-01"]
    shares = {(one["first"][:4], one["second"][:4]): one["changed_px"] for one in report["changes"]}
    assert shares["2020", "2021"] >= 30 and shares["2021", "2022"] <= 5
    maps = [read(out / f"{one['date']}_classes.tif") for one in report["dates"]]
    assert (maps[0][:8] > 0).all() and (maps[1][:8] == 0).all()
    assert report["compared_px"] == maps[0][8:].size
    with (out / "series.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for one, plane in zip(report["dates"], maps):
        for entry in one["table"]:
            assert entry["pixels"] == (plane[8:] == entry["value"]).sum()
            (row,) = (r for r in rows if (r["date"], r["class"]) == (one["date"], entry["name"]))
            assert int(row["pixels"]) == entry["pixels"]
            assert float(row["area_m2"]) == pytest.approx(entry["area_m2"], abs=0.01)
    changed = read(out / "2020-06-01_2021-06-01_change.tif")
    assert (changed[BLOCK] == 1).mean() > 0.9
    page = (out / "series.html").read_text(encoding="utf-8")
    assert "<svg" in page and "2021-06-01" in page and "http" not in page.replace("http-equiv", "")


def test_the_page_of_a_series_is_made_in_each_language():
    entries = [{"title": "Tree", "color": "#00aa00", "pixels": 9, "area_m2": 12345678.0, "value": 1}]
    report = {
        "dates": [{"date": day, "table": entries} for day in ("2020-06-01", "2021-06-01")],
        "common_grid": {"raster": "a.tif"}, "warnings": ["Clouds."], "command": "series a.tif b.tif",
        "changes": [{"first": "2020-06-01", "second": "2021-06-01", "changed_share": 0.125, "transitions": []}],
    }  # fmt: skip
    english = series_page(report)
    texts = {language: series_texts(language) for language in LANGUAGES[1:]}
    for language, there in texts.items():
        assert set(there) == set(texts["de"])
        assert all(key in english for key in there if key != "pixels")
        page = series_page(report, language)
        assert f'lang="{language}"' in page
        assert all(text in page for key, text in there.items() if key != "pixels")
        assert Words(language).number(1234.5678, 2) in page and f"{Words(language).number(12.5, 2)} %" in page


def test_dates_may_be_stated_and_sensors_differ(tmp_path):
    first, _ = pair(tmp_path)
    out = tmp_path / "out"
    assert series(first, coarse(tmp_path), "--out", out, "--dates", "2001-01-31,1999-02-03") == 0
    report = json.loads((out / "series.json").read_text(encoding="utf-8"))
    assert [one["date"] for one in report["dates"]] == ["1999-02-03", "2001-01-31"]
    assert report["common_grid"]["raster"] == "other_20210601.tif"


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        ("2020-01-01", "1 date given for 2 rasters"),
        ("2020-01-01,soon", "not a date"),
        ("2020-01-01,2020-01-01", "both have the date"),
    ],
)
def test_wrong_dates_are_one_sentence(tmp_path, capsys, dates, text):
    assert series(*pair(tmp_path), "--out", tmp_path / "out", "--dates", dates) == 1
    assert text in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_one_raster_is_no_series(tmp_path, capsys):
    assert series(pair(tmp_path)[0], "--out", tmp_path / "out") == 1
    assert "two rasters or more" in capsys.readouterr().err


def test_a_date_without_data_is_named(tmp_path, capsys):
    first, second = pair(tmp_path)
    values, centers = cube(seed=2)
    empty = save_geotiff(tmp_path / "cloud_20220601.tif", np.full_like(values, -9999), centers, nodata=-9999)
    assert series(first, second, empty, "--out", tmp_path / "out") == 1
    assert "cloud_20220601.tif" in capsys.readouterr().err and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("S2A_L2A_20240531_x.tif", date(2024, 5, 31)),
        ("site-2024-05-31.tif", date(2024, 5, 31)),
        ("LE70220491999322EDC01.tif", date(1999, 11, 18)),
        ("MOD13Q1.A2003001.h12v10.tif", date(2003, 1, 1)),
        ("map_2010.tif", date(2010, 1, 1)),
        ("tile_12345678.tif", None),
        ("plain.tif", None),
    ],
)
def test_dates_in_names(name, expected):
    assert of_name(name) == expected
