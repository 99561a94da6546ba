"""Pages of finished maps: the numbers of the report, nothing from elsewhere, nothing that runs, five languages."""

from __future__ import annotations

import base64
import json
import re
import shutil
from html.parser import HTMLParser

import numpy as np
import pytest
import rasterio
from rasterio.io import MemoryFile

from backend.catalog.store import find
from backend.common.errors import InputError
from backend.job.spec import JobSpec, Options, Outputs
from backend.pages import pictures
from backend.pages.html import charts
from backend.pages.words import _MAPS, _TRANSLATED, LANGUAGES, Words
from backend.products.quality import SPECTRAL_TESTS
from backend.products.registry import open_product
from backend.raster.window import Window
from backend.shell.main import main
from backend.spectral.normalise import Normaliser
from tests.support.tiny import CLASSES, save_geotiff, scene

from ...contract.scenes_products import emit
from ...contract.test_quality_layers import enmap

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
EXTRA = ["--confidence", "--unknown"]


class Page(HTMLParser):
    """What a browser would see: tags with attributes, texts, and the rows of the table of areas."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.rows, self._in = [], {}, []
        self.words, self._table, self._cells = [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self._in.append(tag)
        if tag == "table":
            self._table = found.get("id", "")
        if tag in ("tr", "td", "th"):
            self._cells = [] if tag == "tr" else [*self._cells, ""]

    def handle_endtag(self, tag):
        while self._in and self._in.pop() != tag:
            pass
        if tag == "tr" and self._table:
            self.rows[self._cells[0]] = self._cells[1:]

    def handle_data(self, data):
        self.words.append(data)
        if self._cells and ("td" in self._in or "th" in self._in):
            self._cells[-1] += data

    @property
    def text(self):
        return " ".join(self.words)

    def images(self):
        """Return the pictures (bands, h, w) in the page."""
        found = []
        for tag, attrs in self.tags:
            if tag == "img":
                data = base64.b64decode(attrs["src"].removeprefix("data:image/png;base64,"))
                with MemoryFile(data) as memory, memory.open() as file:
                    found.append(file.read())
        return found


def map_of(source, folder, model, *words):
    assert main(["map", str(source), "--out", str(folder), "--model", str(model), *L2, *words]) == 0
    return folder / f"{source.stem}_classes.tif"


def report_of(path, *words):
    assert main(["report", str(path), *map(str, words)]) == 0
    return Page(path.with_suffix(".html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory, tiny_model):
    """Folder of a raster with empty pixels and its map with confidence and unknown."""
    folder = tmp_path_factory.mktemp("made")
    cube, centers = scene(90, 70)
    cube[:, :5] = 0
    map_of(save_geotiff(folder / "a.tif", cube, centers, nodata=0), folder, tiny_model, *EXTRA)
    return folder


@pytest.fixture
def own(made, tmp_path):
    """A copy of that folder, with the raster where it was; return the class map."""
    for path in made.iterdir():
        if "classes" in path.name or "confidence" in path.name or "unknown" in path.name:
            shutil.copy2(path, tmp_path)
    return tmp_path / "a_classes.tif"


def changed(path, **fields):
    """Change the report of a map."""
    report = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    for name, value in fields.items():
        target, _, key = name.rpartition("__")
        (report[target] if target else report)[key] = value
    path.with_suffix(".json").write_text(json.dumps(report), encoding="utf-8")
    return report


# --- the same numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_are_those_of_the_report(own, language):
    page = report_of(own, "--language", language)
    words, report = Words(language), json.loads(own.with_suffix(".json").read_text())
    for entry in report["classes"]:
        pixels, hectares, share = page.rows[entry["title"]]
        assert pixels == words.number(entry["pixels"])
        assert hectares == words.number(entry["area_m2"] / 1e4, 2)
        assert share == f"{words.number(100 * entry['share'], 1)} %"
        if entry["pixels"]:
            assert f"{share} · {hectares} ha" in page.text  # in the chart
    whole = page.rows[words("total")]
    assert whole[0] == words.number(sum(e["pixels"] for e in report["classes"]))
    assert words("no_data", words.number(5 * 70)) in page.text
    assert report["command"] in page.text
    assert all(text in page.text for text in report["warnings"])
    used = [band["number"] for band in report["bands"] if band["used"]]
    assert f"{len(used)} " in page.text and words("bands") in page.text


def test_confidence_and_unknown_are_counted_over_the_whole_map(own):
    page = report_of(own)
    with rasterio.open(own.parent / "a_confidence.tif") as file:
        confidence = file.read(1)
    known = confidence[confidence != 255].astype(float)
    assert f"Mean {known.mean():.1f} %; {100 * (known < 50).mean():.1f} % of the pixels" in page.text
    with rasterio.open(own.parent / "a_unknown.tif") as file:
        unknown = file.read(1)
    share = 100 * (unknown[unknown != 255] >= 50).mean()
    assert f"{share:.1f} % of the pixels resemble no" in page.text
    counts = np.bincount(confidence.ravel(), minlength=256)
    shares, _, _ = pictures.histogram_of(counts)
    np.testing.assert_allclose(shares, np.histogram(known, np.arange(0, 101, 5))[0] / known.size)


@pytest.mark.parametrize("language", ["de", "es", "fr", "zh"])
def test_protocols_of_the_bundled_card_are_said_in_the_language(language):
    card = find("specaware-fast")
    texts = {str(metric["protocol"]) for metric in card.metrics}
    assert len(texts) > 3
    assert all(Words(language).protocol(text) != text for text in texts)
    assert all(Words("en").protocol(text) == text for text in texts)
    mean, count = next((text, found[0]) for text in texts if (found := re.findall(r"\d+", text)))
    assert count in Words(language).protocol(mean)


def test_german_is_german_and_english_english(own):
    german = report_of(own, "--language", "de")
    assert Words("de").protocol("title") == "title"
    assert {"Landbedeckung", "Flächen", "Konfidenz", "Hektar"} <= set(re.findall(r"\w+", german.text))
    assert ("html", {"lang": "de"}) in german.tags
    english = report_of(own)
    assert "Areas" in english.text and "Flächen" not in english.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", {"Landbedeckung", "Flächen", "Konfidenz", "Hektar"}),
        ("es", {"Cobertura", "Superficies", "Confianza", "Hectáreas"}),
        ("fr", {"Occupation", "Surfaces", "Confiance", "Hectares"}),
        ("zh", {"面积", "置信度", "公顷"}),
    ],
)
def test_a_page_in_another_language_holds_no_english_text_of_its_own(own, language, words):
    page = report_of(own, "--language", language)
    assert words <= set(re.findall(r"\w+", page.text))
    assert ("html", {"lang": language}) in page.tags
    there = _TRANSLATED[language].MAPS
    english = {text for key, text in _MAPS.items() if "{}" not in text and text and there[key] != text}
    assert sorted(text for text in english if len(text) > 12 and text in page.text) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_text_has_all_languages_with_the_same_gaps(language):
    there = _TRANSLATED[language].MAPS
    assert set(there) == set(_MAPS)
    for key, text in _MAPS.items():
        assert there[key] and (not text or there[key].count("{}") == text.count("{}")), key


def test_numbers_are_written_as_the_language_writes_them():
    written = {language: Words(language).number(1234567.891, 2) for language in ("", *LANGUAGES)}
    assert written == {
        "": "1,234,567.89", "en": "1,234,567.89", "zh": "1,234,567.89", "de": "1.234.567,89", "es": "1.234.567,89",
        "fr": "1\u202f234\u202f567,89",
    }  # fmt: skip
    with pytest.raises(InputError, match="Language 'it' is not known; use one of en, de, es, fr, zh"):
        Words("it")


# --- pictures ------------------------------------------------------------------------------------------------------


def test_the_pictures_are_the_image_and_the_map(own):
    image, picture = report_of(own).images()
    with rasterio.open(own) as file:
        classes = file.read(1)
    for value, _, _, color in CLASSES:
        there = classes == value
        assert (list(bytes.fromhex(color)) == picture[:3, there].T).all()
    for found in (image, picture):
        assert found.shape == (4, 90, 70)
        np.testing.assert_array_equal(found[3] > 0, classes > 0)
    with rasterio.open(json.loads(own.with_suffix(".json").read_text())["job"]["source"]) as file:
        red = file.read(5)  # 860 nm: none of the bands is blue
    order = np.argsort(red[classes > 0], kind="stable")
    assert (np.diff(image[0][classes > 0][order].astype(int)) >= 0).all()
    assert image[0].max() == 255


def test_large_maps_are_thinned_and_an_extent_shows_its_part(tmp_path, tiny_model):
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 1850, bands=6))
    whole = map_of(source, tmp_path / "m", tiny_model)
    page = report_of(whole)
    assert "One pixel in every 3 x 3 is shown." in page.text
    image, picture = page.images()
    assert image.shape == picture.shape == (4, 14, 617)
    with rasterio.open(whole) as file:
        np.testing.assert_array_equal(picture, pictures.colored(file.read(1)[::3, ::3], {
            value: f"#{color}" for value, _, _, color in CLASSES
        }))  # fmt: skip
    part = map_of(source, tmp_path / "p", tiny_model, "--extent", "500300", "5799000", "500900", "5799700")
    image, picture = report_of(part).images()
    assert image.shape == picture.shape == (4, 24, 20)


@pytest.mark.parametrize("limit", [0, 1 << 30], ids=["every third pixel", "means"])
def test_a_composite_read_in_strips_is_that_of_the_whole(tmp_path, monkeypatch, limit):
    cube, centers = scene(67, 50, bands=6)
    cube[:, 20:30, 10:20] = -9999
    source = save_geotiff(tmp_path / "a.tif", cube, centers, nodata=-9999)
    monkeypatch.setattr(pictures, "_STRIP_VALUES", 300)
    monkeypatch.setattr(pictures, "_MEAN_BYTES", limit)
    from backend.spectral.overrides import SensorOverrides

    said = SensorOverrides.from_json({"level": "L2", "scale": 0.0001, "units": "reflectance"})
    with open_product(source, said) as product:
        bands = [3, 1, 0]
        normaliser = Normaliser(product.meta.sensor, bands, band_nodata=product.meta.band_nodata)
        area = Window(4, 3, 61, 44)
        pixels, valid = pictures.composite(product, bands, area, 3, normaliser, lambda: None)
    values = cube[bands][:, 4:65, 3:47].astype(float) / 1e4
    good = (cube[0] != -9999)[4:65, 3:47]
    for row in range(valid.shape[0]):
        for col in range(valid.shape[1]):
            size = 1 if limit == 0 else 3
            here = np.s_[3 * row : 3 * row + size, 3 * col : 3 * col + size]
            assert valid[row, col] == good[here].any()
            if valid[row, col]:
                np.testing.assert_allclose(
                    pixels[:, row, col], values[(slice(None), *here)][:, good[here]].mean(axis=1), rtol=1e-5
                )


def test_spectra_are_the_means_of_the_classes(own):
    from backend.pages.facts import read_facts
    from backend.pages.sources import view_of

    facts = read_facts(own)
    view = view_of(facts, pictures.thinned(own, lambda: None), own, may_follow=False, check=lambda: None)
    assert view.problem is None
    with rasterio.open(own) as file, rasterio.open(facts.job.source) as raster:
        classes, cube = file.read(1), raster.read([band.number for band in facts.used])
    assert set(view.spectra) == {value for value in np.unique(classes[classes > 0]) if (classes == value).sum() >= 5}
    for value, (pixels, mean) in view.spectra.items():
        assert pixels == (classes == value).sum()
        np.testing.assert_allclose(mean, cube[:, classes == value].mean(axis=1) / 1e4, atol=1e-5)


def test_lines_break_at_gaps_and_ticks_are_round():
    drawn = charts.lines(
        [charts.Line("a", "#112233", [0.0, 1.0, 2.0, 3.0], [1.0, 2.0, float("nan"), 4.0])],
        title="t", x_title="x", y_title="y", number=Words("en").tick,
    )  # fmt: skip
    assert drawn.count("<polyline") == 2 and drawn.count("<circle") == 1
    assert charts._ticks(0.0, 0.46) == [0.0, 0.1, 0.2, 0.3, 0.4]
    assert charts._ticks(418.0, 2446.0) == [500.0, 1000.0, 1500.0, 2000.0]


def test_few_bands_are_dots_that_are_joined(own):
    page = own.with_suffix(".html")
    report_of(own)
    bands = sum(band["used"] for band in json.loads(own.with_suffix(".json").read_text())["bands"])
    chart = page.read_text(encoding="utf-8").partition("Mean spectrum of each class</h2>")[2].partition("</svg>")[0]
    assert ">Reflectance</text>" in chart
    changed(own, input__level_used="L1")
    assert "Reflectance at the sensor" in report_of(own).text
    lines = chart.count("</polyline>")
    assert lines >= 2 and chart.count("<circle") == lines * bands


@pytest.mark.parametrize(("height", "width", "crs"), [(1, 1, "EPSG:32633"), (1, 40, None), (33, 2, "EPSG:4326")])
def test_small_maps_and_maps_without_coordinates(tmp_path, tiny_model, height, width, crs):
    cube, centers = scene(height, width, bands=4)
    cube[:] = cube[:, :1, :1]  # one spectrum alone: nothing to stretch
    form = {"transform": None} if crs is None else {}
    source = save_geotiff(tmp_path / "a.tif", cube, centers, crs=crs, **form)
    page = report_of(map_of(source, tmp_path / "m", tiny_model))
    assert [image.shape for image in page.images()] == [(4, height, width)] * 2
    assert ("The raster has no coordinates" in page.text) == (crs is None)
    assert ("Hectares" in page.text) == (crs is not None)


def test_a_map_on_the_ground_has_its_image_on_the_ground(tmp_path, tiny_model):
    product = emit(tmp_path)
    assert main(["map", str(product.path), "--out", str(tmp_path / "m"), "--model", str(tiny_model)]) == 0
    (path,) = (tmp_path / "m").glob("*_classes.tif")
    page = report_of(path)
    image, picture = page.images()
    assert image.shape == picture.shape
    np.testing.assert_array_equal(image[3] > 0, picture[3] > 0)
    assert "Mean spectrum of each class" in page.text


def test_clouds_are_told(tmp_path, tiny_model):
    (tmp_path / "scene").mkdir()
    product = enmap(tmp_path / "scene")
    assert main(["map", str(product.path), "--out", str(tmp_path / "m"), "--model", str(tiny_model)]) == 0
    (path,) = (tmp_path / "m").glob("*_classes.tif")
    text = report_of(path).text
    assert "Counted from EnMAP quality layers. They have no class." in text
    assert re.search(r"cloud\s+12\s", text)


def test_clouds_of_the_spectra_are_told_apart_from_those_of_layers(own):
    counts = {"cloud": 12, "cloud_shadow": 0, "thin_cloud_or_haze": 0}
    told = {"by": SPECTRAL_TESTS, "handling": "nodata", "pixels": counts}
    changed(own, clouds=told)
    text = report_of(own).text
    assert "Found by spectral tests, shadows by the position of clouds" in text and "They have no class." in text
    told["pixels"] = dict.fromkeys(counts, 0)
    changed(own, clouds=told)
    assert "Spectral tests found none" in report_of(own).text


def test_a_merged_map_has_a_page(tmp_path, tiny_model):
    source = save_geotiff(tmp_path / "a.tif", *scene(60, 40))
    path = map_of(source, tmp_path / "m", tiny_model, "--part-rows", "32", "--confidence")
    assert len(report_of(path).images()) == 2


# --- nothing from elsewhere, nothing that runs ----------------------------------------------------------------------

EVIL = "<script>alert(1)</script><img src=http://x.example/a.png onerror=alert(1)>\"'&"


def test_nothing_is_loaded_and_nothing_runs(own):
    report = changed(own, warnings=[EVIL], command=EVIL, input__sensor=EVIL, model__name=EVIL, specaware=EVIL)
    report["classes"][0]["title"] = EVIL
    report["model"]["metrics"] = [{"dataset": EVIL, "protocol": EVIL, "oa": 0.5, "miou": None, EVIL: EVIL}]
    report["bands"][0] |= {"used": False, "reason": EVIL}
    report[EVIL] = {EVIL: [EVIL]}
    report["clouds"] = {"by": EVIL, "handling": EVIL, "pixels": {EVIL: 3}}
    own.with_suffix(".json").write_text(json.dumps(report), encoding="utf-8")
    page = report_of(own)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "base", "form", "audio", "video", "use", "a"}
    for tag, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("href", "xlink:href", "srcset")]
        assert attrs.get("src", "data:image/png;base64,").startswith("data:image/png;base64,"), tag
        assert "url(" not in attrs.get("style", "")
    styles = own.with_suffix(".html").read_text().partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in styles and "@import" not in styles
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert page.text.count(EVIL) >= 10
    assert len(page.images()) == 2


# --- what is gone or wrong -----------------------------------------------------------------------------------------


def test_without_its_raster_the_page_says_so(own, tmp_path, capsys):
    changed(own, job__source=str(tmp_path / "gone.tif"))
    page = report_of(own)
    assert len(page.images()) == 1
    assert "gone.tif). This page has no image of it and no spectra." in page.text
    assert "Mean spectrum" not in page.text and "Areas" in page.text
    assert "The raster is not where it was" in capsys.readouterr().err


def test_a_raster_that_has_changed_is_not_shown(tmp_path, tiny_model):
    cube, centers = scene(40, 30)
    source = save_geotiff(tmp_path / "a.tif", cube, centers)
    path = map_of(source, tmp_path / "m", tiny_model)
    with rasterio.open(source, "r+") as file:
        file.write(cube[:, ::-1])
    page = report_of(path)
    assert len(page.images()) == 1
    assert "The raster has changed since the map was made." in page.text


def test_a_map_that_has_changed_is_said_to(own):
    with rasterio.open(own, "r+") as file:
        file.write(np.full((1, 90, 70), 3, np.uint8))
    assert "The map file has changed since it was made" in report_of(own).text


def test_several_maps_at_once_and_one_that_fails(own, tmp_path, capsys):
    gone = tmp_path / "gone_classes.tif"
    assert main(["report", str(gone), str(own)]) == 1
    assert own.with_suffix(".html").is_file() and "There is no report" in capsys.readouterr().err
    assert main(["report", str(gone), str(own), "--out", str(tmp_path / "one.html")]) == 1
    assert "Option '--out' names one page" in capsys.readouterr().err


@pytest.mark.parametrize(
    "damage",
    [
        lambda report: report.pop("classes"), lambda report: report.update(window=None),
        lambda report: report["classes"][0].update(color="red"), lambda report: report["classes"][0].update(value=900),
        lambda report: report["window"].update(height=-1), lambda report: report["bands"][0].update(number=99),
        lambda report: report.update(job={"kind": "map"}), lambda report: report["model"].update(metrics=[3]),
        lambda report: report["classes"][0].update(share=float("inf")), lambda report: report.update(clouds=[1]),
        lambda report: report["outputs"].update(classes=7), lambda report: report.update(input="a"),
    ],
)  # fmt: skip
def test_a_damaged_report_is_one_sentence(own, damage, capsys):
    report = json.loads(own.with_suffix(".json").read_text())
    damage(report)
    own.with_suffix(".json").write_text(json.dumps(report))
    assert main(["report", str(own)]) == 1
    said = capsys.readouterr().err
    assert "is not the report of a land-cover map, or is damaged" in said and "give the .json beside a map" in said
    assert "unexpectedly" not in said


def test_what_is_no_map_is_refused(own, tmp_path, capsys):
    other = tmp_path / "other.tif"
    shutil.copy(own, other)
    assert main(["report", str(other)]) == 1
    assert "There is no report" in capsys.readouterr().err
    with rasterio.open(own) as file:
        profile = {**file.profile, "height": 40}
    with rasterio.open(own, "w", **profile) as file:
        file.write(np.ones((1, 40, 70), np.uint8))
    assert main(["report", str(own)]) == 1
    assert "does not have the size stated in a_classes.json" in capsys.readouterr().err
    changed(own, outputs__classes=str(tmp_path / "gone.tif"))
    assert main(["report", str(own.with_suffix(".json"))]) == 1
    assert "no longer exists" in capsys.readouterr().err


def test_only_pages_of_ours_are_replaced(own, tmp_path, capsys):
    page = own.with_suffix(".html")
    page.write_text("<html>my notes</html>")
    assert main(["report", str(own)]) == 1
    assert "exists; allow overwriting" in capsys.readouterr().err
    assert page.read_text() == "<html>my notes</html>"
    report_of(own, "--overwrite")
    report_of(own)  # one of ours needs no leave
    for name in ("a_classes.tif", "page.txt"):
        assert main(["report", str(own), "--out", str(tmp_path / name), "--overwrite"]) == 1
        assert "must end in .html" in capsys.readouterr().err
    assert not list(tmp_path.glob(".*"))


def test_the_job_is_the_same_from_the_worker(own, tmp_path, run_job):
    target = tmp_path / "deep" / "page.html"
    spec = JobSpec("report", str(own.with_suffix(".json")), outputs=Outputs(page=str(target)), language="de")
    assert JobSpec.from_line(spec.to_line()) == spec
    final, _ = run_job(spec)
    assert final.data["outputs"] == {"page": str(target)} and final.data["source"] == "shown"
    assert "Landbedeckung" in target.read_text(encoding="utf-8")
    final, _ = run_job(JobSpec("report", str(own), language="xx", options=Options(overwrite=True)))
    assert final.type == "error" and "Language 'xx' is not known" in final.message
