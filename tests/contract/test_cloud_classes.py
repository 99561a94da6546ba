"""Maps with clouds as classes: values, names and colours of their own in every output, whole and in parts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyogrio.raw import read as read_vector

from backend.accuracy.class_map import ClassMap
from backend.job.kinds.maps import extra_rasters
from backend.job.spec import JobSpec, Options, Outputs
from backend.products.quality import CLOUD, SHADOW
from backend.shell.main import main
from tests.support.class_maps import save_labels

from .test_found_clouds import SHADOWS, TWO_CLOUDS, mapped, shaded
from .test_quality_layers import CODES, enmap

VALUES = {CLOUD: 6, SHADOW: 7}  # after 1, 2, 3 and 5, those of the small model
TITLES = {6: "Cloud", 7: "Cloud shadow"}
CLASS = ("--clouds", "class")


def pixels(path, band=1):
    with rasterio.open(path) as file:
        return file.read(band)


def layers_map(run_job, model, folder, **options):
    """Map a product with quality layers with all rasters and polygons; return its report."""
    (folder / "scene").mkdir()
    product = enmap(folder / "scene")
    outputs = Outputs(
        classes=str(folder / "classes.tif"), segments=str(folder / "segments.gpkg"),
        **{key: str(folder / f"{key}.tif") for key in extra_rasters()},
    )  # fmt: skip
    spec = JobSpec(
        "map", str(product.path), model=str(model), outputs=outputs, options=Options(clouds="class", **options)
    )
    final, _ = run_job(spec)
    assert final.type == "result", final.message
    report = json.loads((folder / "classes.json").read_text())
    assert final.data["classes"] == report["classes"]
    return report


def test_they_come_after_the_classes_of_the_model_in_all_that_names_classes(run_job, tiny_model, tmp_path):
    report = layers_map(run_job, tiny_model, tmp_path)
    classes = pixels(tmp_path / "classes.tif")
    for code, value in VALUES.items():
        np.testing.assert_array_equal(classes == value, code == CODES)
    with rasterio.open(tmp_path / "classes.tif") as file:
        assert {value: file.tags(1)[f"CLASS_{value}"] for value in TITLES} == TITLES
        assert file.tags()["SPECAWARE_CLOUD_CLASSES"] == "6 7"
        palette = {value: "#{:02x}{:02x}{:02x}".format(*file.colormap(1)[value][:3]) for value in TITLES}
    names = re.findall("<Category>(.*)</Category>", (tmp_path / "classes.tif.aux.xml").read_text())
    style = (tmp_path / "classes.qml").read_text()
    for value, title in TITLES.items():
        assert names[value] == title
        assert f'<paletteEntry value="{value}" color="{palette[value]}" alpha="255" label="{title}"/>' in style
    rows = {row["value"]: row for row in report["classes"]}
    assert [row["value"] for row in report["classes"]] == [1, 2, 3, 5, 6, 7]
    assert [value for value, row in rows.items() if row.get("masked")] == [6, 7]
    assert len({row["color"] for row in rows.values()}) == 6
    assert sum(row["pixels"] for row in rows.values()) == (classes > 0).sum()
    assert sum(row["share"] for row in rows.values()) == pytest.approx(1.0)
    for code, value in VALUES.items():
        assert rows[value]["pixels"] == (code == CODES).sum()
        assert rows[value]["area_m2"] == pytest.approx(900.0 * (code == CODES).sum())
    assert report["clouds"]["handling"] == "classes"
    assert "classes" not in report["model"]


def test_the_rasters_beside_the_map_have_no_data_there(run_job, tiny_model, tmp_path):
    layers_map(run_job, tiny_model, tmp_path)
    hidden = np.isin(CODES, [CLOUD, SHADOW])
    clear = (pixels(tmp_path / "classes.tif") > 0) & ~hidden
    for key in extra_rasters():
        with rasterio.open(tmp_path / f"{key}.tif") as file:
            values, names = file.read(), file.descriptions
        assert (values[:, hidden] == 255).all() and (values[:, clear] != 255).all(), key
        if key in ("probabilities", "fractions"):
            assert names == ("Built-up", "Low vegetation", "Tree", "Water")


def test_clouds_have_polygons_without_confidence(run_job, tiny_model, tmp_path):
    report = layers_map(run_job, tiny_model, tmp_path)
    meta, _, _, columns = read_vector(tmp_path / "segments.gpkg")
    found = dict(zip(meta["fields"], columns))
    for row in report["classes"]:
        mine = found["class_id"] == row["value"]
        assert found["pixels"][mine].sum() == row["pixels"]
        assert set(found["class_name"][mine]) <= {row["title"]}
        assert np.isnan(found["confidence"][mine]).all() == (row["value"] in TITLES or not mine.any())
    assert np.nanmax(found["confidence"]) <= 100


def named(model, folder, names):
    """A copy of a model whose first classes have other names."""
    shutil.copytree(model, folder)
    card = json.loads((folder / "card.json").read_text())
    for entry, name in zip(card["properties"]["classification:classes"], names):
        entry["name"] = name
    (folder / "card.json").write_text(json.dumps(card))
    return folder


def test_a_class_of_the_model_is_taken_where_it_has_one(run_job, tiny_model, tmp_path):
    report = layers_map(run_job, named(tiny_model, tmp_path / "model", ["clouds"]), tmp_path)
    classes = pixels(tmp_path / "classes.tif")
    assert (classes[CODES == CLOUD] == 1).all() and (classes[CODES == SHADOW] == 6).all()
    assert [row["name"] for row in report["classes"] if row.get("masked")] == ["cloud_shadow"]


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Grass, two clouds and their shadows; no quality layers."""
    return shaded(tmp_path_factory.mktemp("scene") / "scene.tif")


def test_clouds_by_their_spectra_are_classes_where_they_would_be_no_data(tiny_model, scene, tmp_path):
    plain, before = mapped(tiny_model, scene, tmp_path / "plain")
    found, report = mapped(tiny_model, scene, tmp_path / "found", *CLASS)
    np.testing.assert_array_equal(plain == 0, np.isin(found, [6, 7]))
    np.testing.assert_array_equal(plain[plain > 0], found[plain > 0])
    assert before["job"]["options"]["clouds"] == "nodata" and before["clouds"]["handling"] == "nodata"
    for value, places in ((6, TWO_CLOUDS), (7, SHADOWS)):
        for top, bottom, left, right in places:
            inside = found[top + 1 : bottom - 1, left + 1 : right - 1]
            assert (inside == value).mean() > 0.85  # a shadow reaches below its cloud
    rows = {row["name"]: row["pixels"] for row in report["classes"]}
    assert all(rows[name] == report["clouds"]["pixels"][name] for name in ("cloud", "cloud_shadow"))
    repeated = report["command"].split()
    assert "--clouds=class" in repeated
    assert main(repeated[3:]) == 0
    np.testing.assert_array_equal(pixels(tmp_path / "found" / "scene_classes.tif"), found)


def test_parts_that_are_merged_are_the_whole_map(tiny_model, scene, tmp_path, capsys):
    more = (*CLASS, "--probabilities", "--segments")
    _, one = mapped(tiny_model, scene, tmp_path / "one", *more)
    for rows in ("0:21", "21:24", "24:96"):  # the second lies in a cloud from side to side of its middle
        mapped_rows(tiny_model, scene, tmp_path / "parts", rows, *more)
    assert main(["merge", str(tmp_path / "parts"), "--out", str(tmp_path / "merged" / "scene_classes.tif")]) == 0
    _, cut = mapped(tiny_model, scene, tmp_path / "cut", *more, "--part-rows", "40")
    for folder, report in (("merged", json.loads((tmp_path / "merged/scene_classes.json").read_text())), ("cut", cut)):
        for name in ("classes.tif", "confidence.tif", "probabilities.tif", "classes.qml", "classes.tif.aux.xml"):
            assert (tmp_path / folder / f"scene_{name}").read_bytes() == (tmp_path / f"one/scene_{name}").read_bytes()
        assert report["clouds"] == one["clouds"] and report["segments"] == one["segments"]
        assert [row["pixels"] for row in report["classes"]] == [row["pixels"] for row in one["classes"]]
    capsys.readouterr()
    mapped(tiny_model, scene, tmp_path / "merged", *more)
    assert "Kept" in capsys.readouterr().err
    mapped(tiny_model, scene, tmp_path / "merged", *more[2:])
    assert "other settings (clouds)" in capsys.readouterr().err


def mapped_rows(model, path, out, rows, *more):
    words = ["map", str(path), "--model", str(model), "--level", "L2", "--out", str(out), "--confidence", *more]
    assert main([*words, "--rows", rows]) == 0


def test_an_area_of_clouds_alone_is_a_map(tiny_model, scene, tmp_path):
    extent = box_of(scene, 20, 30, 32, 50)
    found, report = mapped(tiny_model, scene, tmp_path / "out", *CLASS, "--extent", *map(str, extent))
    assert (found == 6).all() and report["classes"][4]["share"] == 1.0


def box_of(path, top, bottom, left, right):
    with rasterio.open(path) as file:
        (x0, y1), (x1, y0) = file.transform @ (left, top), file.transform @ (right, bottom)
    return x0, y0, x1, y1


def labelled(path, out, places):
    """Write points at pixel centres: (row, column, name)."""
    with rasterio.open(path) as file:
        centres = [file.transform @ (col + 0.5, row + 0.5) for row, col, _ in places]
        crs = file.crs
    from rasterio.warp import transform

    lon, lat = transform(crs, "EPSG:4326", *map(list, zip(*centres)))
    return save_labels(out, [
        {"type": "Feature", "properties": {"cover": name}, "geometry": {"type": "Point", "coordinates": [x, y]}}
        for x, y, (_, _, name) in zip(lon, lat, places)
    ])  # fmt: skip


def assessed(class_map, labels, out):
    words = ["assess", str(class_map), "--labels", str(labels), "--field", "cover", "--out", str(out)]
    assert main([*words, "--design", "random", "--overwrite"]) == 0
    return json.loads(out.with_suffix(".json").read_text())


def test_labels_under_clouds_are_no_errors_unless_clouds_are_labelled(tiny_model, scene, tmp_path):
    found, report = mapped(tiny_model, scene, tmp_path / "out", *CLASS)
    path = tmp_path / "out" / "scene_classes.tif"
    ((ground, count),) = [(row["title"], row["pixels"]) for row in report["classes"][:4] if row["pixels"] > 4000]
    value = next(row["value"] for row in report["classes"] if row["title"] == ground)
    clear = [(row, col, ground) for row, col in np.argwhere(found == value)[::900].tolist()]
    under = [(25, col, ground) for col in range(36, 48)]
    told = assessed(path, labelled(path, tmp_path / "a.geojson", [*clear, *under]), tmp_path / "a.html")
    assert told["accuracy"]["oa"] == 1.0 and told["accuracy"]["labels"] == len(clear)
    assert told["labels"]["no_data"] == len(under)
    assert any("have no class in the map, or one of clouds, and are ignored" in text for text in told["warnings"])
    seen = sum(row["pixels"] for row in report["classes"][:4])
    assert told["map"]["pixels"] == seen == (found > 0).sum() - np.isin(found, [6, 7]).sum()
    assert told["map_estimates"]["share_of_map"] == pytest.approx(count / seen, abs=1e-6)
    clouds = [(25, col, "cloud") for col in range(50, 54)]
    told = assessed(path, labelled(path, tmp_path / "b.geojson", [*clear, *under, *clouds]), tmp_path / "b.html")
    assert told["accuracy"]["labels"] == len([*clear, *under, *clouds]) and told["labels"]["no_data"] == 0
    users = {row["name"]: row["users"] for row in told["accuracy"]["classes"]}
    assert users["cloud"] == round(len(clouds) / len([*clouds, *under]), 4)


def test_no_point_of_a_sample_lies_on_clouds(tiny_model, scene, tmp_path):
    _, report = mapped(tiny_model, scene, tmp_path / "out", *CLASS)
    path = tmp_path / "out" / "scene_classes.tif"
    with ClassMap(path) as found:
        assert found.clouds == {6, 7} and found.class_of(7).title == "Cloud shadow"
    assert main(["sample", str(path), "--out", str(tmp_path / "p.gpkg"), "--per-class", "30"]) == 0
    drawn = json.loads((tmp_path / "p.json").read_text())["classes"]
    assert [row["value"] for row in drawn] == [row["value"] for row in report["classes"][:4] if row["pixels"]]
    path.with_suffix(".json").unlink()  # the raster alone still says so
    with ClassMap(path) as found:
        assert found.clouds == {6, 7} and found.class_of(6).title == "Cloud"


def test_the_page_has_their_areas_and_calls_them_no_class_of_the_model(tiny_model, scene, tmp_path):
    mapped(tiny_model, scene, tmp_path / "out", *CLASS)
    assert main(["report", str(tmp_path / "out" / "scene_classes.tif")]) == 0
    text = (tmp_path / "out" / "scene_classes.html").read_text(encoding="utf-8")
    table = re.search('<table id="areas">.*?</table>', text, re.S)[0]
    assert "Cloud shadow</td>" in table and table.count("Cloud") == 2
    assert "They have classes of their own." in text
    assert "Built-up, Low vegetation, Tree, Water" in text and "Water, Cloud" not in text


def test_a_series_leaves_clouds_out_whatever_a_job_says(run_job, tiny_model, tmp_path):
    from backend.job.kinds.change import Dating

    paths = []
    for year in (2020, 2021):
        (tmp_path / str(year)).mkdir()
        paths.append(str(enmap(tmp_path / str(year)).path))
    final, _ = run_job(JobSpec(
        "series", paths[0], model=str(tiny_model), outputs=Outputs(folder=str(tmp_path / "out")),
        options=Options(clouds="class"), settings=Dating(more=(paths[1],), dates="2020-06-01,2021-06-01"),
    ))  # fmt: skip
    assert final.type == "result", final.message
    with rasterio.open(tmp_path / "out" / "2020-06-01_classes.tif") as file:
        assert "CLASS_6" not in file.tags(1) and "SPECAWARE_CLOUD_CLASSES" not in file.tags()
        assert (file.read(1)[np.isin(CODES, [CLOUD, SHADOW])] == 0).all()
    assert [row["value"] for row in final.data["dates"][0]["table"]] == [1, 2, 3, 5]


@pytest.mark.data
def test_a_real_cloudy_scene(data, tmp_path):
    """Landsat 7 over Chiapas: against Fmask (band 8: 2 shadow, 4 cloud), which widens what it finds."""
    path = data / "more" / "landsat7_chiapas" / "LE70220492002106EDC00_stack.gtif"
    if not path.is_file():
        pytest.skip(f"the cloudy scene is absent ({path})")
    bands = tmp_path / "bands.txt"
    bands.write_text("485\n560\n660\n835\n1650\n2220\n11450\n12000\n")
    words = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance", "--wavelengths", str(bands)]
    words += ["--wavelength-unit", "nm", "--bad-bands", "7,8", "--nodata=-9999", "--confidence"]
    maps = {}
    for name, more in {"nodata": (), "class": CLASS, "parts": (*CLASS, "--part-rows", "64")}.items():
        assert main(["map", str(path), "--out", str(tmp_path / name), *words, *more]) == 0
        maps[name] = next((tmp_path / name).glob("*_classes.tif"))
    assert maps["class"].read_bytes() == maps["parts"].read_bytes()
    before, after = pixels(maps["nodata"]), pixels(maps["class"])
    np.testing.assert_array_equal(before == 0, np.isin(after, [9, 10]))  # after the eight classes of the bundled model
    with rasterio.open(path) as file:
        blue, near, fmask = file.read([1, 4, 8])
    assert (after[(fmask == 4) & (blue > 2000)] == 9).mean() > 0.95
    assert (after[(fmask == 2) & (near < 1500)] == 10).mean() > 0.8
    assert np.isin(after[fmask == 0], [9, 10]).mean() < 0.01
    rows = {row["name"]: row for row in json.loads(Path(maps["class"]).with_suffix(".json").read_text())["classes"]}
    assert rows["cloud"]["area_m2"] == pytest.approx(900.0 * (after == 9).sum())
    assert (pixels(str(maps["class"]).replace("_classes", "_confidence"))[after >= 9] == 255).all()
