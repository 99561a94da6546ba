"""The stored graphs of the published models: complete, and equal to what torch computes with the same weights."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from backend.imported import install as importing  # noqa: E402
from backend.job.kinds.imports import Importing  # noqa: E402
from backend.models.encoders.spectralgpt import SpectralGptClassifier  # noqa: E402
from backend.models.graphs.graph_template import _stored, template_for, template_name  # noqa: E402
from backend.models.graphs.onnx_export import example_batch, parity  # noqa: E402
from backend.models.imported import SceneScores  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402
from tests.support.reference_names import to_reference  # noqa: E402
from training.make_resources.published_graphs import published  # noqa: E402

from .golden import as_arrays  # noqa: E402


def test_every_published_model_has_a_graph_with_the_shapes_of_its_weights():
    names = []
    for config, classes, side in published():
        name = template_name(config, scores=classes > 0, side=side)
        names.append(name)
        template = _stored()[name]
        with torch.device("meta"):
            model = SpectralGptClassifier(config, 7) if classes else config.build()
        shapes = {key: tuple(value.shape) for key, value in model.state_dict().items()}
        assert template_for(config, classes=7 if classes else 0, side=side).shapes == shapes
        assert template.graph
    assert sorted(names) == sorted(_stored())


@pytest.mark.parametrize(
    ("joint", "faithful", "size"), [(False, True, 64), (True, True, 96), (False, False, 128), (True, False, 96)]
)
def test_a_stored_graph_gives_what_torch_gives(tmp_path, joint, faithful, size):
    config = replace(encoder_entry("spectralgpt-base").config, joint=joint, faithful=faithful, size=size)
    torch.manual_seed(1)
    model = SpectralGptClassifier(config, 5).eval()
    template = template_for(config, classes=5, side=size)
    (tmp_path / "a.onnx").write_bytes(template.filled(as_arrays(model.state_dict()), multi_label=joint))
    example = example_batch(bands=12, height=size, width=size, batch=1)
    assert parity(SceneScores(model, multi_label=joint), tmp_path / "a.onnx", example) < 1e-4


@pytest.mark.slow
def test_the_stored_graph_of_specaware_gives_what_torch_gives(tmp_path):
    config = encoder_entry("specaware-base").config
    torch.manual_seed(1)
    model = config.build().eval()
    template = template_for(config, classes=0, side=224)
    (tmp_path / "a.onnx").write_bytes(template.filled(as_arrays(model.state_dict())))
    assert parity(model, tmp_path / "a.onnx", example_batch(bands=9, height=224, width=224, batch=1)) < 1e-4


def test_published_sizes_are_imported_without_torch(tmp_path, monkeypatch):
    """What the plugin's own set-up installs has no torch: an import and its first run must not look for it."""
    config = replace(encoder_entry("spectralgpt-base").config, size=32)
    torch.manual_seed(2)
    model = SpectralGptClassifier(config, 3).eval()
    state = to_reference(as_arrays(model.state_dict()), "spectralgpt")
    torch.save({key: torch.from_numpy(value.copy()) for key, value in state.items()}, tmp_path / "weights.pth")
    for name in [name for name in sys.modules if name.split(".")[0] in ("torch", "onnx")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("torch", "onnx"):
        monkeypatch.setitem(sys.modules, name, None)
    wish = Importing(architecture="spectralgpt-base", classes="field,forest,river")
    made = importing.import_model(importing.ImportRequest(tmp_path / "weights.pth", wish, folder=tmp_path / "models"))
    assert made.report.loaded == len(model.state_dict()) and not made.report.missing
    assert [entry.name for entry in made.card.classes] == ["field", "forest", "river"]

    import onnxruntime

    session = onnxruntime.InferenceSession(str(made.card.weights), providers=["CPUExecutionProvider"])
    (got,) = session.run(None, {"pixels": np.random.default_rng(0).random((2, 12, 32, 32), dtype=np.float32)})
    np.testing.assert_allclose(got.sum(axis=1), 1.0, atol=1e-5)


def test_other_sizes_without_torch_are_one_sentence(monkeypatch):
    from backend.common.errors import EngineError

    config = encoder_entry("spectralgpt-base").miniature().config
    monkeypatch.delitem(sys.modules, "backend.models.graphs.graph_tracing", raising=False)
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(EngineError, match=r"not the published ones.*'onnx'"):
        template_for(config, classes=0, side=32)
