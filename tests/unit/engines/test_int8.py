"""int8: made once from the ONNX file and kept, checked by its hash, refused where it changes labels."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.catalog import store as model_store
from backend.catalog.cards import ModelCard
from backend.common.errors import EngineError
from backend.engines import open_engine
from backend.engines.base import EngineOptions
from backend.job.spec import JobSpec, Options, Outputs
from backend.models.graphs import quantise as rules
from backend.models.graphs.onnx_file import OnnxGraph
from backend.models.graphs.protobuf import encode, parse
from backend.serve import int8 as quantising
from backend.serve.int8 import cached_int8
from tests.unit.engines.test_engines import conditions

SAMPLE = "resources/sample/simulated_enmap_30m.tif"
MODELS = [card.name for card in model_store.installed()[0] if card.path.is_relative_to(model_store.folders()[-1])]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A cache of this module's own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(model_store.CACHE_VARIABLE, str(folder))
        yield folder / "int8"


def mapped(run_job, root, folder, *, model="", **options):
    outputs = Outputs(classes=str(folder / "simulated_enmap_30m_classes.tif"))
    final, _ = run_job(
        JobSpec("map", str(root / SAMPLE), model=model, outputs=outputs, options=Options(threads=1, **options))
    )
    assert final.type == "result", final.message
    with rasterio.open(outputs.classes) as file:
        return file.read(1), json.loads(Path(final.data["outputs"]["report"]).read_text())


@pytest.mark.parametrize("name", MODELS)
def test_a_map_in_int8_keeps_the_labels_and_says_what_it_is(cache, run_job, root, tmp_path, name):
    expected, _ = mapped(run_job, root, tmp_path / "float32", model=name)
    classes, report = mapped(run_job, root, tmp_path / "int8", model=name, precision="int8")
    assert np.mean(classes == expected) >= 0.99
    assert report["precision"] == "int8" and "int8" in report["device"]
    assert report["int8"]["agreement"] >= 0.99 and report["int8"]["labels"] > 10_000
    assert "--precision=int8" in report["command"]


def test_it_is_made_once_and_made_again_where_the_file_is_damaged(cache, monkeypatch):
    card = model_store.find("")
    first = cached_int8(card)
    assert first.path.parent == cache
    before = first.path.stat().st_mtime_ns
    assert cached_int8(card) == first
    assert first.path.stat().st_mtime_ns == before
    content = first.path.read_bytes()
    first.path.write_bytes(content[:-1] + b"x")
    assert cached_int8(card) == first
    assert first.path.read_bytes() == content
    assert sorted(p.suffix for p in cache.glob(f"*{card.sha256}*")) == [".json", ".onnx"]


def test_labels_that_change_refuse_int8_and_leave_nothing(run_job, root, tmp_path, monkeypatch):
    monkeypatch.setenv(model_store.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(rules, "_LEAST_SIDE", 1)
    monkeypatch.setattr(rules, "BITS", (2,))
    outputs = Outputs(classes=str(tmp_path / "map.tif"))
    final, _ = run_job(JobSpec("map", str(root / SAMPLE), outputs=outputs, options=Options(precision="int8")))
    assert (final.type, final.code) == ("error", "model")
    assert "use the float model" in final.message
    assert not list(tmp_path.rglob("*.*"))


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(model_store.CACHE_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(EngineError, match="choose a precision other than int8"):
        cached_int8(model_store.find(""))


def test_windows_of_a_batch_do_not_change_each_other(cache):
    engine = open_engine(model_store.find(""), EngineOptions(threads=1, precision="int8", int8=cached_int8))
    engine.set_conditions(conditions(8))
    rng = np.random.default_rng(0)
    pixels = rng.random((2, 8, 16, 16), dtype=np.float32) * np.array([0.1, 0.9], np.float32)[:, None, None, None]
    valid = np.ones((2, 16, 16), np.float32)
    both = engine.run(pixels, valid)
    assert np.array_equal(both[:1], engine.run(pixels[:1], valid[:1]))
    assert np.array_equal(both[1:], engine.run(pixels[1:], valid[1:]))


def test_only_large_products_of_pixels_are_quantised():
    path = model_store.find("").weights
    graph = OnnxGraph.parse(rules.quantised(path.read_bytes(), bits=8))
    whole = [node.name for node in graph.nodes if node.op == "DynamicQuantizeMatMul"]
    assert any("pixel_blocks" in name for name in whole)
    assert not any(name.startswith("/conditions") for name in whole)  # they steer every pixel and cost nothing
    assert any(node.op == "MatMul" and "/attn/MatMul" in node.name for node in graph.nodes)


def test_quantised_products_take_their_biases_in():
    before = OnnxGraph.parse(model_store.find("").weights.read_bytes())
    after = OnnxGraph.parse(rules.quantised(model_store.find("").weights.read_bytes(), bits=8))
    products = [node for node in after.nodes if node.op == "DynamicQuantizeMatMul"]
    assert products and all(len(node.inputs) == 5 for node in products)  # a linear layer's bias is the fifth
    assert sum(n.op == "Add" for n in before.nodes) - sum(n.op == "Add" for n in after.nodes) == len(products)
    assert before.outputs == after.outputs == ["probabilities", "fractions"]


def test_a_graph_that_is_read_and_written_is_the_same():
    data = model_store.find("").weights.read_bytes()
    onnx = pytest.importorskip("onnx")
    before, after = onnx.load_from_string(data), onnx.load_from_string(OnnxGraph.parse(data).encode())
    assert list(after.graph.node) == list(before.graph.node)
    assert after.graph.input == before.graph.input and after.graph.output == before.graph.output
    assert {w.name: w.raw_data for w in after.graph.initializer} == {
        w.name: w.raw_data for w in before.graph.initializer
    }
    assert encode(parse(data)) == data


def test_there_is_no_int8_without_a_maker(tiny_model):
    with pytest.raises(EngineError, match="choose float32"):
        open_engine(ModelCard.load(tiny_model), EngineOptions(precision="int8"))


def test_the_default_cache_is_the_users(monkeypatch, tmp_path):
    monkeypatch.delenv(model_store.CACHE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(quantising.model_store.sys, "platform", "linux")
    assert model_store.cache_folder() == tmp_path / "specaware"
