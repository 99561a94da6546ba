"""Ranges of rows, mapped apart and merged, against one run over all rows: equal in every byte."""

import json
import os

import pytest
import rasterio

from backend.shell.main import main
from tests.support.tiny import save_geotiff, save_model, scene

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
ALL = ["--probabilities", "--confidence", "--segments", "--min-area", "5000"]
RASTERS = ("classes.tif", "probabilities.tif", "confidence.tif")
HEIGHT, WIDTH = 150, 61


@pytest.fixture
def run(tiny_model, capsys):
    """Return a function that runs a command (``map`` with the tiny model) and gives exit code, stdout and stderr."""

    def run(command, *words, model=tiny_model):
        settings = [*L2, "--model", str(model)] if command == "map" else []
        code = main([command, *map(str, words), *settings])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A scene with a hole of nodata; its rows are no multiple of the windows' stride of 24."""
    cube, centers = scene(HEIGHT, WIDTH)
    cube[:, 60:90, 10:40] = -9999
    return save_geotiff(tmp_path_factory.mktemp("scene") / "s.tif", cube, centers, nodata=-9999)


def segments(path):
    import pyogrio.raw

    meta, _, geometry, columns = pyogrio.raw.read(path)
    return meta["crs"], list(meta["fields"]), sorted(zip(map(bytes, geometry), *(c.tolist() for c in columns)))


def map_parts(run, source, folder, ranges, *words):
    for first, end in ranges:
        code, _, err = run("map", source, "--out", folder, "--rows", f"{first}:{end}", *words)
        assert code == 0, err
    return folder


EXTENT = ["--extent", 500300, 5796400, 501200, 5799000]  # columns 10 to 39, rows 33 to 119


@pytest.mark.parametrize(
    ("ranges", "extent"),
    [
        ([(0, 48), (48, 96), (96, 150)], []),
        ([(110, 999), (0, 1), (37, 110), (1, 37)], []),
        ([(65, 85), (85, 120), (0, 65)], EXTENT),
    ],
    ids=["on the grid", "off the grid, in any order", "an extent, with a part that has no valid pixel"],
)
def test_merged_parts_are_the_map_of_a_single_run(run, source, tmp_path, ranges, extent):
    assert run("map", source, "--out", tmp_path / "one", *ALL, *extent)[0] == 0
    parts = map_parts(run, source, tmp_path / "parts", ranges, *ALL, *extent)
    code, out, err = run("merge", parts, "--out", tmp_path / "merged" / "s_classes.tif")
    assert code == 0, err
    assert "s_classes.tif" in out
    for name in RASTERS:
        one, merged = tmp_path / "one" / f"s_{name}", tmp_path / "merged" / f"s_{name}"
        assert merged.read_bytes() == one.read_bytes(), name
        with rasterio.open(one) as first, rasterio.open(merged) as second:  # said again, in case GDAL's layout changes
            assert (first.read() == second.read()).all()
            assert (first.profile, first.tags(), first.tags(1)) == (second.profile, second.tags(), second.tags(1))
            assert (first.descriptions, first.scales) == (second.descriptions, second.scales)
    for name in ("s_classes.qml", "s_classes.tif.aux.xml"):
        assert (tmp_path / "merged" / name).read_text() == (tmp_path / "one" / name).read_text()
    assert segments(tmp_path / "merged" / "s_segments.gpkg") == segments(tmp_path / "one" / "s_segments.gpkg")
    one, merged = (json.loads((tmp_path / n / "s_classes.json").read_text()) for n in ("one", "merged"))
    for key in ("classes", "window", "model", "input", "bands", "segments", "output_files"):
        assert _rounded(merged[key]) == _rounded(one[key]), key
    assert merged["grid"]["tiles"] == one["grid"]["tiles"]
    rows = (33, 120) if extent else (0, HEIGHT)
    assert [p["rows"] for p in merged["parts"]] == [f"{max(a, rows[0])}:{min(b, rows[1])}" for a, b in sorted(ranges)]
    assert merged["job"]["rows"] is None


def _rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return [_rounded(v) for v in value] if isinstance(value, list) else value


def test_a_merged_map_is_finished_for_the_next_run_and_its_command_repeats_it(run, source, tmp_path):
    parts = map_parts(run, source, tmp_path / "parts", [(0, 70), (70, 150)])
    assert run("merge", parts, "--out", tmp_path / "m" / "s_classes.tif")[0] == 0
    before = (tmp_path / "m" / "s_classes.tif").read_bytes()
    assert "Kept" in run("map", source, "--out", tmp_path / "m")[2]
    command = json.loads((tmp_path / "m" / "s_classes.json").read_text())["command"]
    assert "--rows" not in command
    assert main(command.split()[3:]) == 0
    assert (tmp_path / "m" / "s_classes.tif").read_bytes() == before


def lose(parts):
    (parts / "s_rows50-100_classes.tif").unlink()


def lose_last(parts):
    (parts / "s_rows100-150_classes.tif").unlink()


def damage(parts):
    path = parts / "s_rows50-100_classes.tif"
    data = bytearray(path.read_bytes())
    data[-3] ^= 4
    path.write_bytes(data)


def lose_report(parts):
    (parts / "s_rows50-100_classes.json").unlink()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lose, "Rows 50:100 of s.tif are in no part; map them with --rows 50:100."),
        (lose_last, "Rows 100:150 of s.tif are in no part; map them with --rows 100:150."),
        (damage, "s_rows50-100_classes.tif is damaged"),
        (lose_report, "s_rows50-100_classes.json does not describe it"),
    ],
)
def test_parts_that_make_no_map_are_refused_in_one_sentence(run, source, tmp_path, change, text):
    parts = map_parts(run, source, tmp_path / "parts", [(0, 50), (50, 100), (100, 150)])
    change(parts)
    code, out, err = run("merge", parts, "--out", tmp_path / "m" / "s_classes.tif")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert text in err
    assert not (tmp_path / "m").exists()


def test_parts_that_overlap_or_were_not_made_alike_are_refused(run, source, tmp_path):
    parts = map_parts(run, source, tmp_path / "parts", [(0, 50), (40, 150)])
    err = run("merge", parts, "--out", tmp_path / "m.tif")[2]
    assert "Parts s_rows0-50_classes.tif and s_rows40-150_classes.tif overlap" in err
    map_parts(run, source, parts, [(50, 150)], "--bad-bands", "1")
    names = [parts / f"s_rows{rows}_classes.tif" for rows in ("0-50", "50-150")]
    err = run("merge", *names, "--out", tmp_path / "m.tif")[2]
    assert "do not match: the bands used differ; map rows 50:150 again" in err
    (tmp_path / "other").mkdir()
    other = save_geotiff(tmp_path / "other" / "s.tif", *scene(HEIGHT, WIDTH, seed=5))
    map_parts(run, other, parts, [(50, 150)], "--force")
    assert "the inputs differ" in run("merge", *names, "--out", tmp_path / "m.tif")[2]


def test_what_merge_cannot_do_is_one_sentence(run, source, tmp_path):
    parts = map_parts(run, source, tmp_path / "parts", [(0, 75), (75, 150)])
    (tmp_path / "empty").mkdir()
    for words, text in (
        ([tmp_path / "none.tif"], "Part " + str(tmp_path / "none.tif") + " does not exist"),
        ([tmp_path / "empty"], "holds no class map"),
        ([source], "does not describe it"),
    ):
        code, _, err = run("merge", *words, "--out", tmp_path / "m.tif")
        assert (code, len(err.splitlines())) == (1, 1), err
        assert text in err
    assert run("merge", parts / "*_classes.tif", "--out", tmp_path / "m.tif")[0] == 0
    assert "exists" in run("merge", parts, "--out", tmp_path / "m.tif")[2]
    assert run("merge", parts, "--out", tmp_path / "m.tif", "--force")[0] == 0


def test_an_extent_without_a_valid_pixel_is_an_error_in_parts_too(run, source, tmp_path):
    inside = ["--extent", 500300, 5797330, 501200, 5798170]  # rows 61 to 88 of the hole
    for more in ([], ["--part-rows", 9]):
        code, _, err = run("map", source, "--out", tmp_path / "m", *inside, *more)
        assert code == 1
        assert "valid pixel; choose another extent." in err
    assert not list((tmp_path / "m").glob("*.tif"))


def test_part_rows_cut_merge_and_clean_up(run, source, tmp_path):
    assert run("map", source, "--out", tmp_path / "one", *ALL)[0] == 0
    code, _, err = run("map", source, "--out", tmp_path / "cut", *ALL, "--part-rows", 40)
    assert code == 0, err
    assert sorted(os.listdir(tmp_path / "cut")) == sorted(os.listdir(tmp_path / "one"))
    for name in RASTERS:
        assert (tmp_path / "cut" / f"s_{name}").read_bytes() == (tmp_path / "one" / f"s_{name}").read_bytes()
    assert err.count("Warning") <= 1  # what every part would say is said once
    report = json.loads((tmp_path / "cut" / "s_classes.json").read_text())
    assert [p["rows"] for p in report["parts"]] == ["0:40", "40:80", "80:120", "120:150"]
    assert "Kept" in run("map", source, "--out", tmp_path / "cut", *ALL, "--part-rows", 40)[2]


def test_finished_parts_are_not_made_again(run, source, tmp_path):
    parts = tmp_path / "out" / "s_parts"
    map_parts(run, source, parts, [(0, 60), (60, 120)])
    code, out, err = run("map", source, "--out", tmp_path / "out", "--part-rows", 60, "--json")
    assert code == 0, err
    results = [e["job"] for e in map(json.loads, out.splitlines()) if e["type"] == "result" and e.get("job")]
    assert results == [f"{source} rows 120:150", str(source)]
    assert not parts.exists()


def test_the_bundled_model_gives_the_same_bytes_in_parts(run, root, tmp_path):
    sample = root / "resources" / "sample" / "simulated_enmap_30m.tif"
    with rasterio.open(sample) as file:
        left, top, size = file.bounds.left, file.bounds.top, file.res[0]
    words = [str(sample), "--extent", *(repr(v) for v in (left, top - 60 * size, left + 40 * size, top))]
    for name, more in (("one", []), ("cut", ["--part-rows", "23"])):
        assert main(["map", *words, "--level", "L2", "--out", str(tmp_path / name), "--probabilities", *more]) == 0
    for name in ("classes", "probabilities"):
        one, cut = (tmp_path / n / f"simulated_enmap_30m_{name}.tif" for n in ("one", "cut"))
        assert one.read_bytes() == cut.read_bytes()


def test_several_blocks_of_columns_give_the_same_pixels(run, tmp_path):
    model = save_model(tmp_path / "model", context=1)
    source = save_geotiff(tmp_path / "wide.tif", *scene(70, 300))
    assert run("map", source, "--out", tmp_path / "one", model=model)[0] == 0
    words = ["--block-px", 96, "--part-rows", 31]
    assert run("map", source, "--out", tmp_path / "cut", *words, model=model)[0] == 0
    assert json.loads((tmp_path / "cut" / "wide_classes.json").read_text())["grid"]["blocks"] > 1
    with (
        rasterio.open(tmp_path / "one" / "wide_classes.tif") as one,
        rasterio.open(tmp_path / "cut" / "wide_classes.tif") as cut,
    ):
        assert (one.read() == cut.read()).all()
