"""torch as an engine: the map of onnxruntime, in float32 and bfloat16, from the weights inside the ONNX file."""

import json
import shutil
import sys
from dataclasses import replace

import numpy as np
import pytest
import rasterio

torch = pytest.importorskip("torch")

from backend import engines  # noqa: E402
from backend.catalog import store as model_store  # noqa: E402
from backend.catalog.cards import ModelCard  # noqa: E402
from backend.common.errors import CancelledError, EngineError, ModelError  # noqa: E402
from backend.engines import open_engine  # noqa: E402
from backend.engines.base import EngineOptions  # noqa: E402
from backend.engines.onnx_engine import OnnxEngine  # noqa: E402
from backend.engines.torch_engine import TorchEngine  # noqa: E402
from backend.job.spec import JobSpec, Options, Outputs  # noqa: E402
from backend.models.landcover.dense import KINDS, build_network  # noqa: E402
from backend.models.landcover.landcover_weights import config_of, holds_fractions, load_landcover, stored_weights  # noqa: E402
from tests.support.tiny import save_model  # noqa: E402
from tests.unit.engines.test_engines import conditions, rehash  # noqa: E402

SAMPLE = "resources/sample/simulated_enmap_30m.tif"
MODELS = [card.name for card in model_store.installed()[0] if card.path.is_relative_to(model_store.folders()[-1])]


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """The bundled model as safetensors."""
    from safetensors.numpy import save_file

    folder = tmp_path_factory.mktemp("stored") / "model"
    shutil.copytree(model_store.find("").path.parent, folder)
    weights = {name: np.ascontiguousarray(v) for name, v in stored_weights(folder / "weights.onnx").items()}
    save_file(weights, folder / "weights.onnx")
    card = json.loads((folder / "card.json").read_text())
    rehash(folder, card)
    (folder / "weights.onnx").rename(folder / "weights.safetensors")
    card["assets"]["weights"].pop("file:sha256", None)
    card["assets"]["weights"]["href"] = "weights.safetensors"
    card["properties"]["mlm:framework"] = "PyTorch"
    (folder / "card.json").write_text(json.dumps(card))
    return folder


def mapped(run_job, root, folder, **fields):
    options = Options(threads=1, **fields.pop("options", {}))
    outputs = Outputs(classes=str(folder / "map.tif"))
    final, _ = run_job(JobSpec("map", str(root / SAMPLE), outputs=outputs, options=options, **fields))
    assert final.type == "result", final.message
    with rasterio.open(folder / "map.tif") as file:
        return file.read(1), json.loads((folder / "map.json").read_text())


@pytest.fixture(scope="module")
def reference(run_job, root, tmp_path_factory):
    """The sample mapped by onnxruntime, by model."""
    folder = tmp_path_factory.mktemp("reference")
    return {name: mapped(run_job, root, folder / name, model=name)[0] for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_torch_gives_the_map_of_onnxruntime(run_job, root, reference, tmp_path, monkeypatch, name):
    monkeypatch.setattr(engines, "needs_torch_for_cuda", lambda device: True)  # no card is here: torch runs on the CPU
    classes, report = mapped(run_job, root, tmp_path, model=name, options={"device": "cuda"})
    assert np.mean(classes == reference[name]) >= 0.999
    assert report["device"].startswith("CPU (torch") and report["precision"] == "float32"
    assert any("torch cannot use CUDA" in text for text in report["warnings"])


def test_safetensors_give_the_same_map(run_job, root, reference, stored, tmp_path):
    classes, report = mapped(run_job, root, tmp_path, model=str(stored))
    assert np.mean(classes == reference[model_store.DEFAULT_MODEL]) >= 0.999
    assert report["device"].startswith("CPU (torch")


@pytest.mark.parametrize("name", MODELS)
def test_bfloat16_keeps_nearly_all_labels_and_is_in_the_report(run_job, root, reference, tmp_path, name):
    classes, report = mapped(run_job, root, tmp_path, model=name, options={"precision": "bfloat16"})
    assert np.mean(classes == reference[name]) >= 0.97
    assert report["precision"] == "bfloat16" and "bfloat16" in report["device"]
    assert report["job"]["options"]["precision"] == "bfloat16"


def test_sizes_are_read_off_the_weights(stored):
    net = load_landcover(ModelCard.load(stored))
    weights = stored_weights(ModelCard.load(stored).weights)
    assert config_of(weights) == net.config
    assert {name for name in net.state_dict() if not name.startswith("cover.")} <= set(weights)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_network_is_read_back_from_its_export(tmp_path, kind):
    """The engine itself compares torch's answer with that of the file."""
    from training.export import to_onnx

    torch.manual_seed(0)
    card = json.loads(model_store.find("").path.read_text())
    classes = len(card["properties"]["classification:classes"])
    net = build_network(replace(KINDS[kind].config(), classes=classes)).eval()
    (tmp_path / "weights.onnx").write_bytes(to_onnx(net))
    card["assets"]["weights"].pop("file:sha256", None)
    rehash(tmp_path, card)
    (tmp_path / "card.json").write_text(json.dumps(card))
    engine = TorchEngine(ModelCard.load(tmp_path), threads=1)
    assert engine.precision == "float32"
    assert load_landcover(ModelCard.load(tmp_path)).config == net.config


def test_a_cancel_ends_the_run_and_the_next_raster_is_free_again(stored):
    engine = TorchEngine(ModelCard.load(stored), threads=1)
    engine.set_conditions(conditions())
    pixels, valid = np.ones((1, 6, 8, 8), np.float32), np.ones((1, 8, 8), np.float32)
    assert engine.run(pixels, valid).shape == (1, 8, 8, 8)
    engine.cancel()
    with pytest.raises(CancelledError):
        engine.run(pixels, valid)
    engine.set_conditions(conditions())
    engine.run(pixels, valid)


def test_what_torch_cannot_do_is_one_sentence(stored, tiny_model, monkeypatch):
    with pytest.raises(EngineError, match="choose auto, cpu, cuda"):
        open_engine(ModelCard.load(stored), EngineOptions(device="directml"))
    with pytest.raises(ModelError, match="choose float32 or bfloat16"):
        open_engine(ModelCard.load(stored), EngineOptions(precision="int8"))
    with pytest.raises(ModelError, match="choose float32 or int8"):
        open_engine(
            ModelCard.load(tiny_model), EngineOptions(precision="bfloat16")
        )  # a graph that is no network of ours
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(EngineError, match="bfloat16 needs torch"):
        open_engine(model_store.find(""), EngineOptions(precision="bfloat16"))


def test_weights_that_are_not_those_of_the_file_are_noticed(tmp_path, monkeypatch):
    from backend.models.landcover import landcover_weights

    real = landcover_weights.load_landcover

    def spoiled(card):
        net = real(card)
        with torch.no_grad():
            net.head.bias[0] += 1.0
        return net

    monkeypatch.setattr(landcover_weights, "load_landcover", spoiled)
    with pytest.raises(ModelError, match="give different results"):
        TorchEngine(model_store.find(""), threads=1)


@pytest.mark.parametrize(
    "text", ["CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 4 GiB"]
)
def test_out_of_memory_in_torch_is_known_for_what_it_is(stored, monkeypatch, text):
    from backend.engines.base import OutOfDeviceMemoryError

    engine = TorchEngine(ModelCard.load(stored), threads=1)
    engine.set_conditions(conditions())

    def fail(*inputs):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a capacity of 4 GiB")

    monkeypatch.setattr(engine, "_net", fail)
    with pytest.raises(OutOfDeviceMemoryError):
        engine.run(np.ones((1, 6, 8, 8), np.float32), np.ones((1, 8, 8), np.float32))


def test_cover_fractions_of_torch_are_those_of_the_file_that_training_exports(tmp_path):
    from backend.models.landcover.dense import build_network
    from backend.models.landcover.landcover_pyramid import PyramidConfig
    from training.export import to_onnx

    torch.manual_seed(0)
    folder = save_model(tmp_path / "net")
    net = build_network(PyramidConfig(classes=4)).eval()
    with torch.no_grad():  # equal weights, as fresh norms have, are stored once
        for value in net.parameters():
            value.add_(0.01 * torch.randn_like(value))
    (folder / "weights.onnx").write_bytes(to_onnx(net))
    document = json.loads((folder / "card.json").read_text())
    rehash(folder, document)
    (folder / "card.json").write_text(json.dumps(document))
    card = ModelCard.load(folder)
    pixels, valid = np.random.default_rng(0).random((2, 6, 16, 16), dtype=np.float32), np.ones((2, 16, 16), np.float32)
    found = []
    for engine in (OnnxEngine(card, threads=1), TorchEngine(card, threads=1)):
        engine.set_conditions(conditions())
        assert engine.has_fractions
        found.append(engine.run_maps(pixels, valid))
        np.testing.assert_allclose(engine.run(pixels, valid), found[-1][:, :4], atol=1e-6)
    assert found[0].shape == (2, 8, 16, 16)
    np.testing.assert_allclose(found[1], found[0], atol=1e-4)
    assert np.abs(found[0][:, :4] - found[0][:, 4:]).max() > 0.01  # two heads, not one twice
    assert not holds_fractions(ModelCard.load(save_model(tmp_path / "none")))


# --- lanes of a graphics card, tried on the processor ----------------------------------------------


def test_a_lane_that_stages_its_copies_gives_the_same_numbers():
    from backend.models.lanes import Lane

    lane, rng = Lane("cpu", staged=True), np.random.default_rng(0)
    for shape in ((2, 3, 16, 16), (1, 3, 8, 8), (4, 3, 16, 24)):
        values = rng.random(shape, dtype=np.float32)
        first, second = lane.fetch([lane.send("a", values) * 2, lane.send("b", values)[0]])
        assert np.array_equal(first, values * 2) and np.array_equal(second, values[0])
    kept = lane.fetch([lane.send("a", np.ones(4, np.float32))])[0]
    lane.fetch([lane.send("a", np.zeros(4, np.float32))])
    assert kept.tolist() == [1, 1, 1, 1]  # results are not overwritten by the next run


def test_windows_through_staged_lanes_of_several_threads_are_those_of_one(monkeypatch):
    from concurrent.futures import ThreadPoolExecutor

    from backend.models import lanes

    card = model_store.find("")
    engine = TorchEngine(card, device="cpu", threads=1)
    engine.set_conditions(conditions())
    rng = np.random.default_rng(1)
    windows = [rng.random((1, 6, 16, 16), dtype=np.float32) for _ in range(12)]
    valid = np.ones((1, 16, 16), np.float32)
    wanted = [engine.run(window, valid) for window in windows]
    plain = lanes.Lane
    monkeypatch.setattr(lanes, "Lane", lambda place: plain(place, staged=True))
    with ThreadPoolExecutor(3) as pool:
        got = list(pool.map(lambda window: engine.run(window, valid), windows))
    assert all(np.array_equal(a, b) for a, b in zip(wanted, got))


def test_what_is_computed_once_a_raster_is_that_of_the_raster():
    card = model_store.find("")
    engine, fresh = TorchEngine(card, device="cpu", threads=1), TorchEngine(card, device="cpu", threads=1)
    window, valid = np.random.default_rng(2).random((1, 9, 16, 16), dtype=np.float32), np.ones((1, 16, 16), np.float32)
    engine.set_conditions(conditions(6))
    engine.set_conditions(conditions(9))
    fresh.set_conditions(conditions(9))
    assert np.array_equal(engine.run(window, valid), fresh.run(window, valid))
