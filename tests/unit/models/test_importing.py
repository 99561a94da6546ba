"""Import of published weights: everything accounted for, nothing executed, golden features from what is installed."""

from __future__ import annotations

import argparse
import json
from contextlib import ExitStack

import numpy as np
import pytest
import rasterio

torch = pytest.importorskip("torch")

from backend.catalog.cards import ModelCard  # noqa: E402
from backend.common.cancellation import CancelToken  # noqa: E402
from backend.common.errors import InputError, ModelError  # noqa: E402
from backend.embedding.imported import ImportedFeatures  # noqa: E402
from backend.embedding.raster import embedding_layer  # noqa: E402
from backend.imported import install as importing  # noqa: E402
from backend.imported.install import SENTINEL_2_NM  # noqa: E402
from backend.imported.score import open_features  # noqa: E402
from backend.job.spec import JobSpec, Options, Outputs  # noqa: E402
from backend.models.encoders.spectralgpt import SpectralGptClassifier  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402
from backend.models.weights import compat  # noqa: E402
from backend.models.weights.checkpoint import Wanted, import_weights, resize_factor_rows, resize_position  # noqa: E402
from backend.models.weights.interpolate import resize_bicubic, resize_bilinear  # noqa: E402
from backend.models.weights.weights_file import read_weights  # noqa: E402
from backend.scene.open import scene_of_job  # noqa: E402
from backend.shell.main import main  # noqa: E402
from tests.support.reference_names import to_reference  # noqa: E402

from .golden import SENTINEL_NM, as_arrays, golden_folder, largest_error, tensors  # noqa: E402
from .rasters import write_raster  # noqa: E402

SPECAWARE, SPECTRALGPT = encoder_entry("specaware-base"), encoder_entry("spectralgpt-base")
SMALL = encoder_entry("spectralgpt-base").miniature()


@pytest.fixture(scope="module")
def state():
    """A small SpecAware encoder under the published names, as arrays."""
    torch.manual_seed(0)
    entry = SPECAWARE.miniature()
    own = {compat.ENCODER + key: value for key, value in as_arrays(entry.build().state_dict()).items()}
    return to_reference(own, "specaware")


def wanted(entry=SPECAWARE, **changes):
    return Wanted(entry=entry, heads=2, **changes)


def parsed(*words):
    parser = argparse.ArgumentParser()
    importing.add_arguments(parser)
    return parser.parse_args([str(word) for word in words])


def save(path, content):
    """Write a checkpoint of torch; arrays at the first two levels become tensors."""

    def tensors_of(value):
        if isinstance(value, dict):
            return {key: tensors_of(part) for key, part in value.items()}
        return torch.from_numpy(value.copy()) if isinstance(value, np.ndarray) else value

    torch.save(tensors_of(content), path)
    return path


@pytest.mark.parametrize("prefix", ["", "module.", "encoder.", "module.encoder."])
@pytest.mark.parametrize("wrapper", [None, "model", "state_dict"])
def test_wrappers_and_prefixes(state, tmp_path, prefix, wrapper):
    content = {prefix + key: value for key, value in state.items()}
    if wrapper:
        content = {wrapper: content, "epoch": 3, "args": argparse.Namespace(lr=1e-4)}
    made = import_weights(read_weights(save(tmp_path / "a.pth", content)), wanted())
    config, report = made.config, made.report
    assert report.loaded == len(state) and not report.missing and not report.unexpected
    np.testing.assert_array_equal(made.arrays["class_token"], state["cls_token"])
    assert (config.width, config.depth, config.rank, config.content_inputs) == (32, 2, 4, 16)


def test_a_fine_tuned_head_is_reported_and_left_out(state):
    content = {f"encoder.{key}": value for key, value in state.items()} | {"norm.weight": np.ones(7)}
    made = import_weights(compat.unwrap(content), wanted())
    assert len(made.report.unexpected) == 1 and made.report.unexpected[0].endswith("norm.weight")
    np.testing.assert_array_equal(made.arrays["norm.weight"], state["norm.weight"])


def test_a_missing_encoder_weight_refuses_the_import(state):
    less = {key: value for key, value in state.items() if key != "blocks.1.mlp.fc1.bias"}
    with pytest.raises(ModelError, match=r"1 missing \(blocks.1.mlp.fc1.bias\)"):
        import_weights(less, wanted())


def test_an_unknown_encoder_weight_refuses_the_import(state):
    with pytest.raises(ModelError, match=r"1 unknown \(blocks.0.attn.gate\)"):
        import_weights(state | {"blocks.0.attn.gate": np.ones(1)}, wanted())


def test_a_weight_of_another_shape_refuses_the_import(state):
    with pytest.raises(ModelError, match="has the shape"):
        import_weights(state | {"blocks.0.mlp.fc1.bias": np.ones(5)}, wanted())


def test_sizes_must_be_those_of_the_architecture(state):
    with pytest.raises(ModelError, match="2 blocks of width 32, but specaware-base has 12 of 768"):
        import_weights(state, Wanted(entry=SPECAWARE))
    with pytest.raises(ModelError, match=r"lacks the weight 'encoder\.embedding"):
        import_weights(state, wanted(SPECTRALGPT))


class Harmful:
    def __reduce__(self):
        return (print, ("this must never run",))


def test_a_pickle_with_code_is_refused_in_one_sentence(tmp_path, capsys):
    path = save(tmp_path / "evil.pth", {"model": Harmful()})
    assert main(["import-model", str(path), "--arch", "specaware-base", "--out", str(tmp_path / "models")]) == 1
    out = capsys.readouterr()
    assert "never run" not in out.out
    assert out.err.strip().count("\n") == 0 and "holds Python code (__builtin__.print) and is not opened" in out.err
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.pth", None, "does not exist"),
        ("text.txt", b"x", "is not a checkpoint"),
        ("broken.pth", b"not a checkpoint", "holds Python code|is damaged"),
        ("broken.safetensors", b"not a checkpoint", "is damaged"),
    ],
)
def test_files_that_are_no_weights(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError, match=message):
        read_weights(tmp_path / name)


class Nested:
    """A name of torch that is no plain data; nothing outside of the list is let in, whatever module it is from."""

    def __reduce__(self):
        return (torch.nn.Linear, (2, 2))


def test_names_outside_of_the_list_are_refused_in_both_layouts(tmp_path):
    for number, old in enumerate((False, True)):
        path = tmp_path / f"{number}.pth"
        torch.save({"a": torch.ones(2), "b": Nested()}, path, _use_new_zipfile_serialization=not old)
        with pytest.raises(ModelError, match=r"\(torch.nn.modules.linear.Linear\) and is not opened"):
            read_weights(path)


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize(
    "dtype", [torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.bool]
)
def test_checkpoints_are_read_without_torch_as_torch_reads_them(tmp_path, old, dtype):
    base = torch.arange(24).reshape(4, 6).to(dtype)
    parameter = torch.nn.Parameter(base.float())
    content = {
        "whole": base, "turned": base.T, "part": base[1:3, ::2], "one": base[2, 3].clone(), "none": base[:0],
        "parameter": parameter,
    }  # fmt: skip
    state = {"model": content, "epoch": 3, "best": 0.5, "args": argparse.Namespace(lr=1e-4), "on": torch.device("cpu")}
    torch.save(state, tmp_path / "a.pth", _use_new_zipfile_serialization=not old)
    read = read_weights(tmp_path / "a.pth")
    assert read.keys() == content.keys()
    for name, value in content.items():
        want = value.detach().float() if value.dtype == torch.bfloat16 else value.detach()
        np.testing.assert_array_equal(read[name], want.numpy())


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16, torch.int64])
def test_safetensors_are_read_without_torch_as_torch_reads_them(tmp_path, dtype):
    from safetensors.torch import save_file

    value = torch.arange(12).reshape(3, 4).to(dtype)
    save_file({"a": value, "b": torch.ones((), dtype=dtype)}, str(tmp_path / "a.safetensors"), {"format": "pt"})
    read = read_weights(tmp_path / "a.safetensors")
    np.testing.assert_array_equal(read["a"], (value.float() if dtype == torch.bfloat16 else value).numpy())
    assert read["b"].shape == ()


@pytest.mark.parametrize("old", [False, True])
def test_a_damaged_checkpoint_is_one_sentence_at_every_length(tmp_path, old):
    torch.save({"a": torch.rand(50, 4)}, tmp_path / "a.pth", _use_new_zipfile_serialization=not old)
    data = (tmp_path / "a.pth").read_bytes()
    for share in range(1, 20):
        (tmp_path / "cut.pth").write_bytes(data[: len(data) * share // 20])
        with pytest.raises(ModelError, match="is damaged"):
            read_weights(tmp_path / "cut.pth")


def test_a_file_without_weights(tmp_path):
    with pytest.raises(ModelError, match="no weights"):
        read_weights(save(tmp_path / "a.pt", {"epoch": 1}))


def test_another_patch_size_resizes_the_generator_of_v(state):
    made = import_weights(state, wanted(patch=4))
    assert made.config.patch == 4
    assert [line.split()[0] for line in made.report.resized] == [
        "embedding.right.head.bias",
        "embedding.right.head.weight",
    ]
    rows = torch.from_numpy(state["patch_embed.matrix_generator.v_generator.6.weight"]).reshape(4, 8, 8, -1)
    want = torch.nn.functional.interpolate(rows.permute(0, 3, 1, 2), size=(4, 4), mode="bilinear").permute(0, 2, 3, 1)
    got = made.arrays["embedding.right.head.weight"]
    np.testing.assert_allclose(got, want.reshape(64, -1), rtol=1e-5, atol=1e-7)


def test_resizing_keeps_what_is_constant():
    rows, code = resize_factor_rows(np.full((2 * 64,), 3.0), 2, 16), resize_position(np.full((1, 4 * 9, 5), 2.0), 6, 4)
    np.testing.assert_allclose(rows, np.full((2 * 256,), 3.0), rtol=1e-6)
    np.testing.assert_allclose(code, np.full((1, 4 * 36, 5), 2.0), rtol=1e-6)


@pytest.mark.parametrize(("kind", "resize"), [("bilinear", resize_bilinear), ("bicubic", resize_bicubic)])
@pytest.mark.parametrize(("old", "new"), [(8, 16), (16, 12), (7, 3), (3, 8)])
def test_planes_are_resized_as_torch_does(kind, resize, old, new):
    planes = np.random.default_rng(0).normal(size=(2, 3, old, old)).astype(np.float32)
    want = torch.nn.functional.interpolate(torch.from_numpy(planes), size=(new, new), mode=kind, align_corners=False)
    np.testing.assert_allclose(resize(planes, new), want.numpy(), atol=1e-5)


def classifier_state(joint=False):
    from dataclasses import replace

    torch.manual_seed(0)
    model = SpectralGptClassifier(replace(SMALL.config, joint=joint), 3)
    torch.nn.init.normal_(model.head.weight)
    return to_reference(as_arrays(model.state_dict()), "spectralgpt")


@pytest.mark.parametrize("joint", [False, True])
def test_another_tile_size_interpolates_the_position_codes(joint):
    made = import_weights(classifier_state(joint), wanted(SPECTRALGPT, size=64))
    assert made.config.size == 64 and made.config.joint == joint and len(made.report.resized) == 1
    codes = [array.size for name, array in made.arrays.items() if ".position." in name]
    assert sum(codes) == (256 if joint else 64 + 4) * 32


def test_the_head_can_be_left_out_but_not_wished_for():
    made = import_weights(classifier_state(), wanted(SPECTRALGPT, classify=False))
    assert made.report.unused == ["head.bias", "head.weight"] and made.classes == 0 and "head.weight" not in made.arrays
    less = {key: value for key, value in classifier_state().items() if not key.startswith("head")}
    with pytest.raises(ModelError, match="no scene classifier"):
        import_weights(less, wanted(SPECTRALGPT, classify=True))


def install(folder, file, *words):
    args = parsed(file, "--out", folder, "--name", "small", "--heads", 2, *words)
    return importing.import_model(importing.request_of(args)).card


@pytest.mark.parametrize("kind", ["onnx", "safetensors"])
def test_an_installed_model_has_a_card_that_verifies(state, tmp_path, kind, monkeypatch):
    monkeypatch.setenv("SPECAWARE_MODELS", str(tmp_path / "models"))
    file = save(tmp_path / "weights.pth", state)
    args = parsed(file, "--arch", "specaware-base", "--heads", 2, "--size", 32, "--format", kind, "--json")
    facts = json.loads(importing.run(args)[0])
    card = ModelCard.load(facts["card"])
    card.verify()
    assert card.path == tmp_path / "models" / "weights" / "card.json"
    assert card.tasks == ("feature-extraction",) and card.window_px == 32 and card.center_nm == (350.0, 2550.0)
    assert facts["report"]["loaded"] == len(state)
    with pytest.raises(InputError, match="is installed"):
        importing.run(args)


def test_class_names(tmp_path):
    assert importing.class_names("", 2) == ["class 1", "class 2"]
    assert importing.class_names("forest, river", 2) == ["forest", "river"]
    (tmp_path / "names.txt").write_text("forest\n\nriver\n")
    assert importing.class_names(str(tmp_path / "names.txt"), 2) == ["forest", "river"]
    with pytest.raises(InputError, match="2 classes but 3 names are given"):
        importing.class_names("a,b,c", 2)


def embed(raster, card, out, *words):
    import rasterio

    assert main(["embed", str(raster), "--model", str(card.path.parent), "--out", str(out), *words]) == 0
    with rasterio.open(out / f"{raster.stem}_embedding.tif") as file:
        return torch.from_numpy(file.read()), file.transform


def test_golden_weights_give_golden_features_from_the_command_line(tmp_path):
    io = tensors("specaware_encoder_io")
    file = golden_folder() / "specaware_encoder_weights.safetensors"
    args = parsed(file, "--out", tmp_path / "models", "--heads", 4, "--size", 64, "--arch", "specaware-base")
    card = importing.import_model(importing.request_of(args)).card
    stated = ("--level", "L2", "--units", "reflectance", "--scale", "1", "--good-bands", "1-24")
    for sample in (0, 1):
        raster = write_raster(
            tmp_path / f"golden{sample}.tif",
            io["image"][sample].numpy(),
            io["wavelength_nm"][sample],
            fwhm_nm=io["fwhm_nm"][sample],
            gsd_m=float(io["gsd_m"][sample]),
        )
        for name in ("11", "5"):
            words = ("--features", f"block_{name}", "--overwrite", *stated)
            features, transform = embed(raster, card, tmp_path / "out", *words)
            assert largest_error(f"embed, block {name}", features, io[f"feature_{name}"][sample]) <= 1e-5
        assert transform.a == pytest.approx(8 * float(io["gsd_m"][sample]))


def small_raster(tmp_path, height=70, width=40):
    rng = np.random.default_rng(0)
    pixels = rng.random((9, height, width), dtype=np.float32) * 0.5
    pixels[:, :16, :24] = np.nan
    return write_raster(tmp_path / "scene.tif", pixels, np.linspace(450, 2300, 9))


def test_engines_agree_and_bfloat16_is_near(state, tmp_path, capsys):
    file = save(tmp_path / "weights.pth", state)
    words = ("--arch", "specaware-base", "--size", 32)
    onnx = install(tmp_path / "a", file, *words)
    torch_card = install(tmp_path / "b", file, *words, "--format", "safetensors")
    raster, stated = small_raster(tmp_path), ("--level", "L2", "--units", "reflectance", "--overwrite")
    first, _ = embed(raster, onnx, tmp_path / "out", *stated)
    second, _ = embed(raster, torch_card, tmp_path / "out", *stated)
    third, _ = embed(raster, torch_card, tmp_path / "out", "--precision", "bfloat16", *stated)
    assert first.shape == (32, 9, 5)
    empty = torch.isnan(first)
    assert empty[:, :2, :3].all() and int(empty[0].sum()) == 6
    assert torch.equal(empty, torch.isnan(second))
    torch.testing.assert_close(first[~empty], second[~empty], rtol=1e-4, atol=1e-4)
    assert 0 < float((third - second)[~empty].abs().max()) < 0.1
    words = ["embed", str(raster), "--model", str(onnx.path.parent), "--out", str(tmp_path), *stated]
    assert main([*words, "--precision", "bfloat16"]) == 1
    assert "--format safetensors" in capsys.readouterr().err


@pytest.fixture
def both(state, tmp_path):
    """One encoder as ONNX and as safetensors, and a raster of 72 x 40 pixels with a gap."""
    file = save(tmp_path / "weights.pth", state)
    words = ("--arch", "specaware-base", "--size", 32)
    cards = install(tmp_path / "a", file, *words), install(tmp_path / "b", file, *words, "--format", "safetensors")
    return cards, small_raster(tmp_path), ("--level", "L2", "--units", "reflectance", "--overwrite")


@pytest.mark.parametrize("kind", [0, 1])
def test_the_device_that_is_really_used_is_in_the_report(both, tmp_path, monkeypatch, kind):
    import onnxruntime

    class Session(onnxruntime.InferenceSession):
        def __init__(self, *args, providers=None, **more):
            if providers[0] == "CUDAExecutionProvider":
                raise RuntimeError("no driver here")
            super().__init__(*args, providers=providers, **more)

    monkeypatch.setattr(onnxruntime, "InferenceSession", Session)
    known = ["CUDAExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: known)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    cards, raster, stated = both
    embed(raster, cards[kind], tmp_path / "out", "--device", "cuda", "--threads", "1", *stated)
    report = json.loads((tmp_path / "out" / "scene_embedding.json").read_text())
    assert report["device"].startswith("CPU (") and "1 thread)" in report["device"] and report["device_asked"] == "cuda"
    wanted = ("could not be started (no driver here)", "torch cannot use CUDA")[kind]
    assert any(wanted in text for text in report["warnings"])


def test_settings_and_reports_are_those_of_the_bundled_model(both, tmp_path, run_job):
    cards, raster, _ = both
    reports = {}
    for name, model, stride in (("bundled", "", 1), ("onnx", str(cards[0].path), 8), ("torch", str(cards[1].path), 8)):
        numbers = "float32" if name == "bundled" else "auto"
        spec = JobSpec(
            "embed", str(raster), model=model, overrides={"level": "L2", "units": "reflectance"}, rows=(32, 64),
            outputs=Outputs(embedding=str(tmp_path / f"{name}.tif")),
            options=Options(threads=1, memory_mb=4000, device="cpu", precision=numbers),
        )  # fmt: skip
        final = run_job(spec)[0]
        assert final.type == "result", final.message
        with rasterio.open(tmp_path / f"{name}.tif") as file:
            assert file.shape == (32 // stride, 40 // stride)
        report = reports[name] = json.loads((tmp_path / f"{name}.json").read_text())
        assert (report["device_asked"], report["precision"]) == ("cpu", "float32")  # what it really computes in
        assert report["device"].startswith("CPU (") and "1 thread)" in report["device"]
        assert report["memory_mb"]["ceiling"] == 4000 and report["memory_mb"]["peak_anonymous"] <= 4000
        assert report["window"] == {"row": 32, "col": 0, "height": 32, "width": 40}
    shared = set(reports["bundled"]) - {"format", "grid", "timings_s", "engine_busy", "px_per_s"}  # of the plan
    for name in ("onnx", "torch"):
        assert shared <= set(reports[name])
        for key in ("input", "geometry", "packages"):
            assert reports[name][key] == reports["bundled"][key], key


def test_a_narrow_block_changes_no_feature(both, tmp_path, run_job):
    cards, raster, _ = both
    found, widths = {}, {}
    for block_px in (0, 32):
        spec = JobSpec(
            "embed", str(raster), model=str(cards[0].path), overrides={"level": "L2", "units": "reflectance"},
            outputs=Outputs(embedding=str(tmp_path / f"{block_px}.tif")), options=Options(threads=1, block_px=block_px),
        )  # fmt: skip
        with ExitStack() as stack:
            scene = scene_of_job(spec)
            stack.callback(scene.product.close)
            features = ImportedFeatures(
                open_features(scene, spec.options, scores=False), spec, stack=stack, token=CancelToken()
            )
            features.start()
            features.layout([embedding_layer(features.channels, tags={})])
            shapes = []
            features.run(lambda row, col, values: shapes.append(values.shape[2]), lambda share: None)  # noqa: B023
            widths[block_px] = max(shapes)
        assert run_job(spec)[0].type == "result"
        with rasterio.open(tmp_path / f"{block_px}.tif") as file:
            found[block_px] = file.read()
    assert widths == {0: 5, 32: 4}
    np.testing.assert_array_equal(found[0], found[32])


def test_weights_for_torch_refuse_a_device_torch_has_not(both, tmp_path, capsys):
    cards, raster, stated = both
    words = ["embed", str(raster), "--model", str(cards[1].path.parent), "--out", str(tmp_path), *stated]
    assert main([*words, "--device", "directml"]) == 1
    assert "directml cannot be used here" in capsys.readouterr().err


def test_a_memory_ceiling_is_kept_or_refused_with_what_is_needed(both, tmp_path, capsys, monkeypatch):
    from backend.embedding import imported

    cards, raster, stated = both
    words = ["embed", str(raster), "--model", str(cards[0].path.parent), "--out", str(tmp_path), *stated]
    assert main([*words, "--memory-mb", "20"]) == 1
    assert "allow at least" in capsys.readouterr().err
    whole, _ = embed(raster, cards[0], tmp_path / "out", *stated)
    monkeypatch.setattr(imported, "_SINK_COPIES", 1 << 20)  # so that only one tile lies in a block of columns
    narrow, _ = embed(raster, cards[0], tmp_path / "out", "--picture", *stated)
    torch.testing.assert_close(narrow, whole, rtol=0, atol=0, equal_nan=True)
    import rasterio

    with rasterio.open(tmp_path / "out" / "scene_picture.tif") as file:
        picture = file.read()
    empty = torch.isnan(whole[0]).numpy()
    assert (picture[:, empty] == 0).all() and (picture[:, ~empty] > 0).all() and picture.max() == 255


def test_scene_scores_of_a_sentinel_raster(tmp_path, capsys):
    file = save(tmp_path / "weights.pth", classifier_state())
    card = install(tmp_path / "models", file, "--arch", "spectralgpt-base", "--classes", "field,forest,river")
    assert card.tasks == ("scene-classification",) and card.window_px == 32
    rng = np.random.default_rng(1)
    # thirteen bands with B10 among them, as level 1C has; the model leaves it out
    centers = [*SENTINEL_NM[:10], 1373.5, *SENTINEL_NM[10:]]
    raster = write_raster(tmp_path / "s2.tif", rng.random((13, 70, 40), dtype=np.float32), centers, gsd_m=10.0)
    words = ["scene", str(raster), "--model", str(card.path.parent), "--out", str(tmp_path), "--level", "L1"]
    assert main([*words, "--units", "reflectance"]) == 0
    assert "whole raster" in capsys.readouterr().out
    report = json.loads((tmp_path / "s2_scene.json").read_text())
    assert report["command"] == f"python -m backend run {tmp_path / 's2_scene.json'} --overwrite"
    assert [file["name"] for file in report["input"]["files"]] == ["s2.tif"] and report["precision"] == "float32"
    assert main(report["command"].split()[3:]) == 0
    assert [b["number"] for b in report["bands"] if not b["used"]] == [11]
    assert [(c["row"], c["col"]) for c in report["cells"]] == [(0, 0), (0, 8), (32, 0), (32, 8), (38, 0), (38, 8)]
    lines = (tmp_path / "s2_scene.csv").read_text().splitlines()
    assert lines[0].endswith("label,score,field,forest,river") and len(lines) == 7
    for cell in report["cells"]:
        assert sum(cell["scores"].values()) == pytest.approx(1.0, abs=1e-4)
        assert cell["label"] == max(cell["scores"], key=cell["scores"].get)


def test_a_raster_without_the_bands_of_the_model_is_refused(tmp_path, capsys):
    file = save(tmp_path / "weights.pth", classifier_state())
    card = install(tmp_path / "models", file, "--arch", "spectralgpt-base")
    raster = write_raster(tmp_path / "vnir.tif", np.ones((12, 32, 32), np.float32), np.linspace(450, 900, 12))
    words = ["scene", str(raster), "--model", str(card.path.parent), "--out", str(tmp_path), "--level", "L2"]
    assert main([*words, "--units", "reflectance"]) == 1
    assert "needs bands near" in capsys.readouterr().err
    whole = write_raster(tmp_path / "whole.tif", np.ones((12, 32, 32), np.float32), np.array(SENTINEL_2_NM))
    assert main(["embed", str(whole), *words[2:], "--units", "reflectance", "--offset", "0"]) == 1
    assert "has no features" in capsys.readouterr().err
