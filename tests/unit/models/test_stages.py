"""A graph cut in two gives what the whole one gives."""

import numpy as np
import pytest

from backend.catalog import store
from backend.engines.base import Conditions
from backend.engines.onnx_engine import INPUTS, OnnxEngine
from backend.models.graphs.onnx_file import OnnxGraph, with_output
from backend.models.graphs.stages import LOG, LogView, cut

onnxruntime = pytest.importorskip("onnxruntime")


def session(content):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def feed(bands, side, batch=1):
    rng = np.random.default_rng(bands)
    return {
        "pixels": rng.random((batch, bands, side, side), dtype=np.float32) * 0.6 - 0.05,
        "valid": (rng.random((batch, side, side)) > 0.1).astype(np.float32),
        "center_nm": np.linspace(420, 2400, bands, dtype=np.float32),
        "fwhm_nm": np.full(bands, 9, np.float32),
        "weight": np.full(bands, 1 / bands, np.float32),
        "attributes": rng.normal(0, 0.05, (2, 384)).astype(np.float32),
        "content": rng.normal(-1.5, 0.5, (bands, 16)).astype(np.float32),
        "gsd_m": np.array(30, np.float32),
    }


@pytest.mark.parametrize("bands,batch", [(4, 1), (12, 3), (224, 2)])
def test_the_bundled_model_in_two_parts_gives_its_probabilities(bands, batch):
    card = store.find("")
    values = feed(bands, 16, batch)
    wanted = session(card.weights.read_bytes()).run(["probabilities", "fractions"], values)
    engine = OnnxEngine(card, device="cpu", threads=1)
    names = ("center_nm", "fwhm_nm", "weight", "attributes", "content")
    engine.set_conditions(Conditions(**{name: values[name] for name in names}, gsd_m=30.0))
    got = engine.run_maps(values["pixels"], values["valid"])
    np.testing.assert_allclose(got, np.concatenate(wanted, axis=1), atol=1e-5)


def test_no_band_condition_is_computed_for_a_window():
    model = store.find("").weights.read_bytes()
    staged = cut(model)
    assert set(staged.inputs) == set(INPUTS)
    once = session(staged.once)
    assert sorted(v.name for v in once.get_inputs()) == sorted(set(INPUTS) - {"pixels", "valid"})
    each = session(staged.each({v.name: v.shape for v in once.get_outputs()}))
    assert {v.name for v in each.get_inputs()} == {"pixels", "valid", LOG, *staged.shared}
    assert not any(node.op in ("Sin", "Cos") for node in OnnxGraph.parse(staged.each({})).nodes)


def test_without_the_logarithm_the_parts_give_the_same_bits():
    model, values = store.find("").weights.read_bytes(), feed(30, 16)
    staged = cut(model, take_log=False)
    once = session(staged.once)
    shared = once.run(None, {v.name: values[v.name] for v in once.get_inputs()})
    each = session(staged.each({v.name: v.shape for v in once.get_outputs()}))
    given = {v.name: values[v.name] for v in each.get_inputs() if v.name in values}
    got = each.run(None, {**given, **dict(zip(staged.shared, shared))})
    for mine, theirs in zip(got, session(model).run(None, values)):
        assert np.array_equal(mine, theirs)


def test_a_further_output_survives_the_cut():
    model = store.find("").weights.read_bytes()
    added = with_output(model, "/head_norm/LayerNormalization_output_0")
    assert cut(added).each({}).count(b"/head_norm/LayerNormalization_output_0") >= 2
    assert OnnxGraph.parse(added).outputs[-1] == "/head_norm/LayerNormalization_output_0"


def test_the_logarithm_is_that_of_clipped_reflectance():
    pixels = np.random.default_rng(0).normal(0.5, 2, (2, 7, 33, 40)).astype(np.float32)
    got = LogView(0.0, 3.0, 0.01).of(pixels)
    assert got.shape == (2, 7, 33 * 40)
    wanted = np.log(np.clip(pixels.astype(np.float64), 0, 3) + 0.01).reshape(2, 7, -1)
    np.testing.assert_allclose(got, wanted, rtol=3e-6, atol=3e-7)


def test_a_graph_that_the_raster_has_no_say_in_stays_whole():
    from onnx import TensorProto, helper

    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["B", 4]) for name in ("pixels", "valid", "sum")]
    graph = helper.make_graph([helper.make_node("Add", ["pixels", "valid"], ["sum"])], "g", values[:2], values[2:])
    assert cut(helper.make_model(graph, ir_version=8).SerializeToString()) is None
