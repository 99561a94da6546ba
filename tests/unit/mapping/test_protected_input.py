"""No output takes the place of a file of the input, by whatever name, in whatever job."""

import json
import os
import shutil
from types import SimpleNamespace

import pytest

from backend.job.spec import JobSpec, Options, Outputs
from backend.shell.main import main
from tests.contract import scenes_products
from tests.support.tiny import save_envi, save_geotiff, scene

OVERRIDES = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


def contents(folder):
    """All files below a folder with their bytes."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def geotiff(folder):
    return save_geotiff(folder / "a.tif", *scene(40, 40))


def itself(folder):
    return geotiff(folder), folder / "a.tif"


def symbolic_link(folder):
    source = geotiff(folder)
    (folder / "b.tif").symlink_to(source)
    return source, folder / "b.tif"


def opened_by_a_link(folder):
    real = geotiff(folder)
    (folder / "b.tif").symlink_to(real)
    return folder / "b.tif", real


def hard_link(folder):
    source = geotiff(folder)
    os.link(source, folder / "b.tif")
    return source, folder / "b.tif"


def linked_folder(folder):
    source = geotiff(folder)
    (folder / "other").symlink_to(folder)
    return source, folder / "other" / "a.tif"


def virtual(folder, name, source, relative="1"):
    bands = "".join(
        f'<VRTRasterBand dataType="Int16" band="{n}"><Metadata><MDI key="wavelength">{400 + 130 * n}</MDI>'
        '<MDI key="wavelength_units">nm</MDI></Metadata>'
        f'<SimpleSource><SourceFilename relativeToVRT="{relative}">{source}'
        f"</SourceFilename><SourceBand>{n}</SourceBand></SimpleSource></VRTRasterBand>"
        for n in range(1, 13)
    )
    (folder / name).write_text(f'<VRTDataset rasterXSize="40" rasterYSize="40">{bands}</VRTDataset>')
    return folder / name


def source_of_a_vrt(folder):
    geotiff(folder)
    return virtual(folder, "m.vrt", "a.tif"), folder / "a.tif"


def source_of_a_source(folder):
    geotiff(folder)
    virtual(folder, "inner.vrt", "a.tif")
    return virtual(folder, "m.vrt", folder / "inner.vrt", relative="0"), folder / "a.tif"


def header_of_envi(folder):
    source = save_envi(folder / "a.img", *scene(40, 40))
    return source, next(p for p in folder.iterdir() if p.suffix == ".hdr")


def data_of_envi(folder):
    source = save_envi(folder / "a.img", *scene(40, 40))
    return next(p for p in folder.iterdir() if p.suffix == ".hdr"), source


def stac_item(folder):
    (folder / "a.json").write_text('{"type": "Feature", "stac_version": "1.0.0", "assets": {}, "properties": {}}')
    return geotiff(folder), folder / "a.json"


def sensor_settings(folder):
    (folder / "a.tif.specaware.json").write_text('{"level": "L2"}')
    return geotiff(folder), folder / "a.tif.specaware.json"


def auxiliary(folder):
    (folder / "a.tif.aux.xml").write_text("<PAMDataset></PAMDataset>")
    return geotiff(folder), folder / "a.tif.aux.xml"


def style(folder):
    (folder / "a.qml").write_text("<qgis></qgis>")
    return geotiff(folder), folder / "a.qml"


def image_of_enmap(folder):
    source = scenes_products.enmap(folder).path
    return source, next(p for p in folder.rglob("*SPECTRAL_IMAGE*"))


def other_file_of_enmap(folder):
    source = scenes_products.enmap(folder).path
    victim = source.with_name(source.name.replace("METADATA.XML", "QL_QUALITY_CLOUD.TIF"))
    victim.write_bytes(b"quality")
    return source, victim


def file_in_a_folder(folder):
    source = scenes_products.enmap_folder(folder).path
    (source / "notes.txt").write_text("the user's")
    return source, source / "notes.txt"


def archive(folder):
    (folder / "parts").mkdir()
    source = scenes_products.zipped(scenes_products.enmap(folder / "parts"), folder).path
    return source, source


CASES = [
    itself, symbolic_link, opened_by_a_link, hard_link, linked_folder, source_of_a_vrt, source_of_a_source,
    header_of_envi, data_of_envi, stac_item, sensor_settings, auxiliary, style, image_of_enmap, other_file_of_enmap,
    file_in_a_folder, archive,
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("output", ["classes", "report", "segments"])
def test_a_map_never_replaces_a_file_of_its_input(run_job, tiny_model, tmp_path, case, output):
    source, victim = case(tmp_path)
    before = contents(tmp_path)
    outputs = Outputs(**{"classes": str(tmp_path / "out" / "map.tif"), output: str(victim)})
    overrides = {} if "enmap" in str(source).lower() else OVERRIDES
    spec = JobSpec(
        "map", str(source), model=str(tiny_model), overrides=overrides, outputs=outputs,
        options=Options(overwrite=True, outside_files=True),
    )  # fmt: skip
    final, _ = run_job(spec)
    assert (final.type, final.code) == ("error", "output"), final.message
    assert "file of the input itself" in final.message and final.message.endswith(".")
    assert contents(tmp_path) == before


def test_a_report_made_beside_the_map_spares_a_stac_item(run_job, tiny_model, tmp_path):
    """The report's name follows from the map's: a.tif gives a.json, which may be the item of a.img."""
    save_envi(tmp_path / "a.img", *scene(40, 40))
    item = tmp_path / "a.json"
    item.write_text('{"type": "Feature", "stac_version": "1.0.0", "assets": {}, "properties": {}}')
    before = contents(tmp_path)
    spec = JobSpec(
        "map", str(tmp_path / "a.img"), model=str(tiny_model), overrides=OVERRIDES,
        outputs=Outputs(classes=str(tmp_path / "a.tif")), options=Options(overwrite=True),
    )  # fmt: skip
    final, _ = run_job(spec)
    assert final.code == "output" and "a.json" in final.message
    assert contents(tmp_path) == before


def test_a_products_folder_may_hold_its_map_which_is_made_again(run_job, tiny_model, tmp_path):
    source = scenes_products.enmap(tmp_path).path
    outputs = Outputs(classes=str(source.with_name(source.name[:-4] + "_classes.tif")))
    spec = JobSpec(
        "map", str(source), model=str(tiny_model), outputs=outputs, options=Options(overwrite=True)
    )  # fmt: skip
    for _ in range(2):
        final, _ = run_job(spec)
        assert final.type == "result", final.message


def test_the_style_of_the_raster_stays_where_a_map_has_its_stem(run_job, tiny_model, tmp_path):
    save_envi(tmp_path / "a.img", *scene(40, 40))
    (tmp_path / "a.qml").write_text("the raster's")
    spec = JobSpec(
        "map", str(tmp_path / "a.img"), model=str(tiny_model), overrides=OVERRIDES,
        outputs=Outputs(classes=str(tmp_path / "a.tif")), options=Options(overwrite=True),
    )  # fmt: skip
    for _ in range(2):
        assert run_job(spec)[0].type == "result"
        assert (tmp_path / "a.qml").read_text() == "the raster's"


@pytest.mark.parametrize("victim", ["card.json", "weights.onnx"])
def test_a_map_never_replaces_its_model(run_job, tiny_model, tmp_path, victim):
    model = shutil.copytree(tiny_model, tmp_path / "model")
    before = contents(model)
    spec = JobSpec(
        "map", str(geotiff(tmp_path)), model=str(model), overrides=OVERRIDES,
        outputs=Outputs(classes=str(model / victim)), options=Options(overwrite=True),
    )  # fmt: skip
    assert run_job(spec)[0].code == "output"
    assert contents(model) == before


@pytest.mark.parametrize("kind", ["embed", "scene", "similar"])
@pytest.mark.parametrize("ending", [".hdr", ".img", ".json"])
def test_features_and_scores_never_replace_a_file_of_the_raster(
    run_job, tiny_model, tmp_path, monkeypatch, kind, ending
):
    from backend.imported import score as features

    def opened(found, options, *, scores):
        return SimpleNamespace(scene=found, card=found.card)

    monkeypatch.setattr(features, "open_features", opened)  # an embed job of a land-cover model opens it as it is
    source = save_envi(tmp_path / "a.img", *scene(40, 40))
    (tmp_path / "a.json").write_text('{"type": "Feature", "stac_version": "1.0.0", "assets": {}, "properties": {}}')
    victim = next(p for p in tmp_path.iterdir() if p.suffix == ending)
    before = contents(tmp_path)
    target = tmp_path / "a.tif" if ending == ".json" else victim  # its report would be a.json
    spec = JobSpec(
        kind, str(source), model=str(tiny_model), overrides=OVERRIDES, options=Options(overwrite=True),
        outputs=Outputs(**{{"embed": "embedding", "scene": "scores", "similar": "similarity"}[kind]: str(target)}),
        points=((0.5, -0.5),),
    )  # fmt: skip
    final, _ = run_job(spec)
    assert final.code == "output" and "file of the input itself" in final.message, final.message
    assert contents(tmp_path) == before


@pytest.mark.parametrize("victim", ["raster", "labels", "base"])
def test_training_never_replaces_rasters_labels_or_its_base(tiny_model, tmp_path, capsys, victim):
    source, labels, head = geotiff(tmp_path), tmp_path / "labels.geojson", tmp_path / "head"
    labels.write_text('{"type": "FeatureCollection", "features": []}')
    base = shutil.copytree(tiny_model, tmp_path / "base")
    head.mkdir()
    (head / "report.json").symlink_to({"raster": source, "labels": labels, "base": base / "weights.onnx"}[victim])
    before = contents(tmp_path)
    words = ["train", source, "--labels", labels, "--field", "x", "--out", head, "--model", base, "--overwrite", *L2]
    assert main([str(word) for word in words]) == 1
    assert "file of the input itself" in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_an_import_never_replaces_the_weights_it_reads(tmp_path, capsys):
    pytest.importorskip("torch")
    folder = tmp_path / "mine"
    folder.mkdir()
    weights = folder / "weights.safetensors"
    weights.write_bytes(b"weights")
    words = ["import-model", weights, "--arch", "specaware-base", "--name", "mine", "--out", tmp_path]
    assert main([*map(str, words), "--format", "safetensors", "--overwrite"]) == 1
    assert "file of the input itself" in capsys.readouterr().err
    assert weights.read_bytes() == b"weights"


@pytest.mark.parametrize("victim", ["scene", "model"])
def test_quantising_never_replaces_the_scene_or_the_model(tiny_model, tmp_path, capsys, victim):
    model = shutil.copytree(tiny_model, tmp_path / "models" / "tiny")
    source, name = geotiff(tmp_path), "tiny"
    if victim == "scene":
        name = "other"
        (tmp_path / "models" / name).mkdir()
        (tmp_path / "models" / name / "weights.onnx").symlink_to(source)
    before = contents(tmp_path)
    words = ["quantise-model", model, "--scene", source, "--name", name, "--out", tmp_path / "models", "--overwrite"]
    assert main([*map(str, words), *L2]) == 1
    assert "file of the input itself" in capsys.readouterr().err
    assert contents(tmp_path) == before


@pytest.mark.parametrize("victim", ["a_rows0-24_classes.tif", "a_rows24-40_classes.json", "a.tif", "link.tif"])
def test_a_merge_never_replaces_a_part_or_the_scene(tiny_model, tmp_path, capsys, victim):
    source = geotiff(tmp_path)
    for rows in ("0:24", "24:40"):
        words = ["map", source, "--out", tmp_path, "--rows", rows, "--model", tiny_model, *L2]
        assert main([str(word) for word in words]) == 0
    os.link(source, tmp_path / "link.tif")
    before = contents(tmp_path)
    words = ["merge", *(tmp_path / f"a_rows{r}_classes.tif" for r in ("0-24", "24-40"))]
    capsys.readouterr()
    assert main([*map(str, words), "--out", str(tmp_path / victim), "--force"]) == 1
    assert "file of the input itself" in capsys.readouterr().err
    assert contents(tmp_path) == before


@pytest.mark.parametrize("case", [itself, symbolic_link, hard_link, source_of_a_vrt, header_of_envi, stac_item])
def test_a_log_is_added_to_no_file_but_a_log(tiny_model, tmp_path, capsys, case):
    source, victim = case(tmp_path)
    before = contents(tmp_path)
    words = ["map", source, "--out", tmp_path / "out", "--model", tiny_model, "--log", victim, *L2]
    assert main([str(word) for word in words]) == 1
    assert "would be damaged" in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_a_log_goes_on_and_is_no_output(tiny_model, tmp_path, capsys):
    words = ["map", geotiff(tmp_path), "--out", tmp_path / "out", "--model", tiny_model, *L2]
    log = tmp_path / "log.jsonl"
    for _ in range(2):
        assert main([*map(str, words), "--force", "--log", str(log)]) == 0
    lines = log.read_text().splitlines()
    assert len(lines) > 10 and all(json.loads(line)["time"] for line in lines)
    capsys.readouterr()
    assert main([*map(str, words), "--force", "--log", str(tmp_path / "out" / "a_classes.tif")]) == 1
    assert "would be damaged" in capsys.readouterr().err


def test_two_outputs_of_one_name_behind_a_link_are_refused(run_job, tiny_model, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "out")
    outputs = Outputs(classes=str(tmp_path / "out" / "m.tif"), confidence=str(tmp_path / "link" / "m.tif"))
    spec = JobSpec("map", str(geotiff(tmp_path)), model=str(tiny_model), overrides=OVERRIDES, outputs=outputs)
    final, _ = run_job(spec)
    assert final.code == "input" and "same path" in final.message


def test_names_that_differ_in_case_are_one_file_where_the_system_says_so(run_job, tiny_model, tmp_path, monkeypatch):
    from backend.common.outputs import targets

    outputs = Outputs(classes=str(tmp_path / "out" / "m.tif"), confidence=str(tmp_path / "out" / "M.TIF"))
    spec = JobSpec("map", str(geotiff(tmp_path)), model=str(tiny_model), overrides=OVERRIDES, outputs=outputs)
    assert run_job(spec)[0].type == "result"  # on Linux they are two
    monkeypatch.setattr(targets, "_FOLDS_CASE", True)
    assert "same path" in run_job(spec)[0].message
