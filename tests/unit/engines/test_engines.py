import json
import shutil
import threading

import numpy as np
import pytest

from backend.catalog.cards import ModelCard
from backend.common.errors import CancelledError, EngineError, ModelError
from backend.engines import open_engine
from backend.engines.base import Conditions, EngineOptions
from backend.models.graphs.onnx_file import read_header
from tests.support.tiny import save_model


def conditions(bands=6):
    centers = np.linspace(450, 1700, bands)
    return Conditions(
        center_nm=centers, fwhm_nm=np.full(bands, 10.0), weight=np.full(bands, 1 / bands),
        attributes=np.zeros((2, 384)), content=np.zeros((bands, 16)), gsd_m=30.0,
    )  # fmt: skip


@pytest.fixture(scope="module")
def engine(tiny_model):
    loaded = open_engine(ModelCard.load(tiny_model), EngineOptions(device="cpu", threads=1))
    loaded.set_conditions(conditions())
    return loaded


@pytest.mark.parametrize("shape", [(1, 8, 8), (3, 8, 40), (2, 16, 24)])
def test_probabilities_of_any_shape(engine, shape):
    batch, height, width = shape
    pixels = np.random.default_rng(0).random((batch, 6, height, width), dtype=np.float32)
    result = engine.run(pixels, np.ones(shape, dtype=np.float32))
    assert result.shape == (batch, 4, height, width)
    np.testing.assert_allclose(result.sum(axis=1), 1.0, atol=1e-5)


def test_the_device_in_use_is_told(engine):
    assert engine.device.startswith("CPU (onnxruntime")
    assert "float32, 1 thread)" in engine.device
    assert engine.precision == "float32"
    assert engine.notes == ()


def test_a_cancel_ends_a_run_and_the_next_raster_is_free_again(tiny_model):
    engine = open_engine(ModelCard.load(tiny_model), EngineOptions(threads=1))
    engine.set_conditions(conditions(64))
    pixels = np.ones((4, 64, 512, 512), dtype=np.float32)
    threading.Timer(0.02, engine.cancel).start()
    with pytest.raises(CancelledError):
        for _ in range(200):
            engine.run(pixels, np.ones((4, 512, 512), dtype=np.float32))
    engine.set_conditions(conditions())
    engine.run(np.ones((1, 6, 8, 8), dtype=np.float32), np.ones((1, 8, 8), dtype=np.float32))


# --- what is checked before a model runs (test 22) ------------------------------------------------


def broken(tiny_model, tmp_path, change):
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    card = json.loads((folder / "card.json").read_text())
    change(folder, card)
    (folder / "card.json").write_text(json.dumps(card))
    return folder


def rehash(folder, card):
    import hashlib

    data = (folder / "weights.onnx").read_bytes()
    card["assets"]["weights"] |= {"file:checksum": "1220" + hashlib.sha256(data).hexdigest(), "file:size": len(data)}


def truncate(folder, card):
    data = (folder / "weights.onnx").read_bytes()
    (folder / "weights.onnx").write_bytes(data[: len(data) // 2])


def swap_byte(folder, card):
    data = bytearray((folder / "weights.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "weights.onnx").write_bytes(data)


def not_onnx(folder, card):
    (folder / "weights.onnx").write_text("\x80\x04 a pickle in disguise")
    rehash(folder, card)


def half_onnx(folder, card):
    truncate(folder, card)
    rehash(folder, card)


def more_classes(folder, card):
    card["properties"]["classification:classes"].append({"value": 9, "name": "x", "color_hint": "000000"})


def other_opset(folder, card):
    card["properties"]["specaware:opset"] = 15


def other_inputs(folder, card):
    import onnx

    model = onnx.load(folder / "weights.onnx")
    model.graph.input[0].name = "image"
    for node in model.graph.node:
        node.input[:] = ["image" if name == "pixels" else name for name in node.input]
    onnx.save(model, folder / "weights.onnx")
    rehash(folder, card)


def other_framework(folder, card):
    card["properties"]["mlm:framework"] = "TensorFlow"


def gone(folder, card):
    (folder / "weights.onnx").unlink()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (truncate, "size"), (swap_byte, "hash"), (not_onnx, "not an ONNX file"), (half_onnx, "not an ONNX file"),
        (more_classes, "4 classes"), (other_opset, "operator set"), (other_inputs, "not a land-cover model"),
        (other_framework, "framework"), (gone, "cannot be read"),
    ],
)  # fmt: skip
def test_a_model_that_is_not_what_its_card_says_is_refused_in_one_line(tiny_model, tmp_path, change, text):
    folder = broken(tiny_model, tmp_path, change)
    with pytest.raises((ModelError, EngineError), match=text) as caught:
        open_engine(ModelCard.load(folder))
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def outside_weights(model):
    tensor = model.graph.initializer[0]
    point_outside(tensor)


def point_outside(tensor):
    tensor.ClearField("raw_data")
    tensor.data_location = 1  # EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "secret.bin"


def outside_constant(model):
    from onnx import helper

    tensor = helper.make_tensor("c", 1, [1], [0.0])
    point_outside(tensor)
    model.graph.node.append(helper.make_node("Constant", [], ["c"], value=tensor))


def outside_in_a_branch(model):
    from onnx import helper

    tensor = helper.make_tensor("c", 1, [1], [0.0])
    point_outside(tensor)
    branch = helper.make_graph([], "branch", [], [], [tensor])
    model.graph.node.append(helper.make_node("If", ["gsd_m"], ["x"], then_branch=branch, else_branch=branch))


def outside_without_saying_so(model):
    outside_weights(model)
    model.graph.initializer[0].ClearField("data_location")


@pytest.mark.parametrize(
    "change", [outside_weights, outside_constant, outside_in_a_branch, outside_without_saying_so]
)  # fmt: skip
def test_weights_in_another_file_are_refused_by_our_own_check(tiny_model, tmp_path, change):
    import onnx

    (tmp_path / "secret.bin").write_bytes(bytes(1000))
    model = onnx.load(tiny_model / "weights.onnx")
    change(model)
    path = tmp_path / "weights.onnx"
    path.write_bytes(model.SerializeToString())
    with pytest.raises(ModelError, match="from another file"):
        read_header(path)


def test_a_model_nested_without_end_is_no_onnx_file(tmp_path):
    from backend.models.graphs.protobuf import encode

    graph = b""
    for _ in range(3000):  # a node with an attribute with a graph with a node
        graph = encode([(1, 2, encode([(5, 2, encode([(6, 2, graph)]))]))])
    path = tmp_path / "weights.onnx"
    path.write_bytes(encode([(1, 0, 8), (7, 2, graph)]))
    with pytest.raises(ModelError, match="nested too deeply"):
        read_header(path)


def test_a_too_new_operator_set_is_refused(tmp_path):
    folder = save_model(tmp_path / "new", opset=18)
    with pytest.raises(ModelError, match="opset 18"):
        ModelCard.load(folder)


def test_the_header_of_an_onnx_file(tiny_model):
    header = read_header(tiny_model / "weights.onnx")
    assert (header.ir_version, header.opset) == (8, 17)


# --- numbers chosen by the processor --------------------------------------------------------------


@pytest.mark.parametrize("features,keeps,wanted", [
    ({"avx2", "avx512_vnni"}, True, "int8"), ({"avx2", "avx512_vnni"}, False, "float32"), ({"avx2"}, True, "float32"),
])  # fmt: skip
def test_auto_takes_int8_only_where_the_processor_has_it_and_the_labels_stay(
    tiny_model, monkeypatch, features, keeps, wanted
):
    from backend.engines import precision
    from backend.engines.base import Int8Weights

    card, asked = ModelCard.load(tiny_model), []

    def int8(card):
        asked.append(card)
        if not keeps:
            raise ModelError("Only 90 % of the labels stay.")
        return Int8Weights(card.weights, agreement=1.0, labels=1)

    monkeypatch.setattr(precision, "processor_features", lambda: frozenset(features))
    engine = open_engine(card, EngineOptions(threads=1, precision="auto", int8=int8))
    assert engine.precision == wanted and wanted in engine.device
    assert bool(asked) is ("avx512_vnni" in features)  # without the instructions no int8 version is made


def test_auto_is_float32_on_a_graphics_card(tiny_model, monkeypatch):
    from backend.engines import precision

    monkeypatch.setattr(precision, "available_providers", lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"])
    card = ModelCard.load(tiny_model)
    assert precision.choose_precision(card, device="auto", on_torch_card=False, int8=None) == "float32"
    assert precision.choose_precision(card, device="cpu", on_torch_card=True, int8=None) == "float32"
