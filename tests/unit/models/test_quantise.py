"""int8 behind its gate: what changes labels is refused and leaves nothing."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from backend.common.errors import ModelError  # noqa: E402
from backend.models.graphs.onnx_export import example_batch, export, feed  # noqa: E402
from backend.models.graphs.quantise import compare, quantise  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402
from backend.shell.main import main  # noqa: E402
from tests.support.headed import HeadedModel  # noqa: E402


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    from dataclasses import replace

    torch.manual_seed(0)
    config = replace(encoder_entry("specaware-own-tiny").miniature().config, width=64, band_width=64)
    encoder = type(encoder_entry("specaware-own-tiny").build())(config)
    head = HeadedModel(encoder, "linear", 5)
    torch.nn.init.normal_(head.head.classify.weight)
    path = tmp_path_factory.mktemp("int8") / "float32.onnx"
    batch = example_batch(bands=12, height=32, width=40)
    return path, [feed(batch, export(head, path, batch, outputs=["logits"]))]


def test_int8_keeps_the_labels_and_is_smaller(model, tmp_path):
    import onnx

    path, feeds = model
    gate = quantise(path, tmp_path / "int8.onnx", feeds, floor=0.9)
    assert gate.agreement >= 0.9 and gate.labels > 1000
    graph = onnx.load(str(tmp_path / "int8.onnx"))
    kinds = {node.op_type for node in graph.graph.node}
    assert "DynamicQuantizeMatMul" in kinds and "MatMul" in kinds  # attention's products stay in float32
    assert graph.ir_version <= 8
    assert (tmp_path / "int8.onnx").stat().st_size < path.stat().st_size


def test_labels_that_change_refuse_the_export(model, tmp_path):
    path, feeds = model
    with pytest.raises(ModelError, match="use the float model"):
        quantise(path, tmp_path / "int8.onnx", feeds, floor=1.01)
    assert not (tmp_path / "int8.onnx").exists()


def test_scores_are_compared_by_the_largest_and_only_where_valid():
    before = np.array([[[[0.9, 0.2, 0.6]], [[0.1, 0.8, 0.4]]]], np.float32)
    after = np.array([[[[0.8, 0.7, 0.1]], [[0.2, 0.3, 0.9]]]], np.float32)
    assert compare([before], [after], [None]).agreement == pytest.approx(1 / 3)
    gate = compare([before], [after], [np.array([[[1.0, 0.0, 1.0]]], np.float32)])
    assert (gate.agreement, gate.labels) == (0.5, 2)


def test_features_are_compared_by_the_nearest_of_their_own_prototypes():
    rng = np.random.default_rng(0)
    features = rng.normal(size=(1, 8, 6, 6)).astype(np.float32)
    assert compare([features], [features * 1.5], [None]).agreement == 1.0
    assert compare([features], [-features], [None]).agreement < 0.5


@pytest.mark.data
def test_the_bundled_model_in_int8_keeps_a_real_scene(data, tmp_path, capsys):
    scene = data / "hymap_berlin" / "HyMap02_Berlin_Urban_Gradient_2009.bsq"
    assert main(["quantise-model", "specaware-fast", "--scene", str(scene), "--out", str(tmp_path)]) == 0
    assert "labels of HyMap02" in capsys.readouterr().out
    words = ["map", str(scene), "--model", str(tmp_path / "specaware-fast-int8"), "--out", str(tmp_path / "maps")]
    assert main(words) == 0
