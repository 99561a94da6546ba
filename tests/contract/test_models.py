"""What every registered encoder and head does, in miniature: nothing can be registered untested."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from backend.common.errors import InputError, SensorError  # noqa: E402
from backend.models.batch import SpectralBatch  # noqa: E402
from backend.models.graphs.onnx_export import example_batch, export, feed  # noqa: E402
from backend.models.heads import HEADS  # noqa: E402
from backend.models.registry import ENCODERS  # noqa: E402
from tests.support.headed import HeadedModel  # noqa: E402

NAMES = sorted(ENCODERS)
SIZES = {"upernet": {"pyramid": 16, "width": 8}, "change": {"pyramid": 16, "width": 8}}
SIDE = 32


def vivid(module):
    """Give every bias, norm and code a value that shows, as training would."""
    generator = torch.Generator().manual_seed(1)
    for parameter in module.parameters():
        scale = 0.3 if parameter.dim() < 2 else 0.02
        parameter.data += scale * torch.randn(parameter.shape, generator=generator)
    return module.eval()


@pytest.fixture(scope="module")
def built():
    """One miniature of each encoder, made once."""
    encoders = {}

    def of(name):
        if name not in encoders:
            torch.manual_seed(0)
            encoders[name] = vivid(ENCODERS[name].miniature().build())
        return encoders[name]

    return of


def batch_for(encoder, *, bands=7, height=SIDE, width=SIDE, count=2):
    batch = example_batch(bands=encoder.fixed_bands or bands, height=height, width=width, batch=count)
    batch.fwhm_nm[:] = 12.0
    batch.attributes[:] = torch.linspace(0.1, -0.1, 384)
    return batch


def close(got, want, tolerance=1e-5):
    assert got.shape == want.shape
    assert float((got - want).abs().max()) <= tolerance * max(1.0, float(want.abs().max()))


@pytest.mark.parametrize("bands", [1, 4, 12, 100, 425])
@pytest.mark.parametrize("name", NAMES)
def test_any_number_of_bands(built, name, bands):
    encoder = built(name)
    batch = example_batch(bands=bands, height=SIDE, width=SIDE, batch=1)
    if encoder.fixed_bands not in (None, bands):
        with pytest.raises(InputError, match=f"needs {encoder.fixed_bands} bands, not {bands}"):
            encoder(batch)
        return
    with torch.no_grad():
        maps = encoder(batch)
    cells = SIDE // encoder.stride
    assert [tuple(m.shape) for m in maps] == [(1, c, cells, cells) for c in encoder.channels]
    assert all(torch.isfinite(m).all() for m in maps)


@pytest.mark.parametrize("name", NAMES)
def test_every_weight_learns(built, name):
    encoder = built(name)
    encoder.zero_grad()
    sum((m * torch.linspace(-1, 1, m.numel()).reshape(m.shape)).sum() for m in encoder(batch_for(encoder))).backward()
    for key, parameter in encoder.named_parameters():
        assert parameter.grad is not None and torch.isfinite(parameter.grad).all(), key
    assert [key for key, parameter in encoder.named_parameters() if parameter.grad.abs().max() == 0] == []


@pytest.mark.parametrize(("height", "width"), [(16, 40), (13, 21), (1, 1)])
@pytest.mark.parametrize("name", NAMES)
def test_tiles_that_are_not_square(built, name, height, width):
    encoder = built(name)
    batch = batch_for(encoder, height=height, width=width)
    if encoder.fixed_size or height % encoder.multiple or width % encoder.multiple:
        with pytest.raises(InputError, match=f"{height}x{width}"):
            encoder(batch)
        return
    with torch.no_grad():
        maps = encoder(batch)
    rows, columns = -(-height // encoder.stride), -(-width // encoder.stride)
    assert all(m.shape[-2:] == (rows, columns) and torch.isfinite(m).all() for m in maps)


def one(batch, index):
    return SpectralBatch(**{key: value[index : index + 1] for key, value in vars(batch).items()})


@pytest.mark.parametrize("name", NAMES)
def test_sensors_of_a_batch_do_not_mix(built, name):
    encoder = built(name)
    batch = batch_for(encoder)
    batch.center_nm[1] = batch.center_nm[1] * 0.9 + 40.0
    batch.fwhm_nm[1] = 25.0
    batch.attributes[1] = torch.linspace(-0.1, 0.1, 384)
    with torch.no_grad():
        together = encoder(batch)
        for index in (0, 1):
            for both, alone in zip(together, encoder(one(batch, index)), strict=True):
                close(both[index : index + 1], alone)


@pytest.mark.parametrize("name", [n for n in NAMES if "own" in n])
def test_own_variants_ignore_pixels_without_data(built, name):
    encoder = built(name)
    batch = batch_for(encoder)
    hidden = batch.valid.unsqueeze(1) == 0
    assert hidden.any()
    other = SpectralBatch(**{**vars(batch), "pixels": torch.where(hidden, torch.tensor(1e3), batch.pixels)})
    with torch.no_grad():
        for a, b in zip(encoder(batch), encoder(other), strict=True):
            close(b, a, 1e-6)
        empty = SpectralBatch(**{**vars(batch), "valid": torch.zeros_like(batch.valid)})
        assert all(torch.isfinite(m).all() for m in encoder(empty))


@pytest.mark.parametrize("name", [n for n in NAMES if "own" in n])
def test_own_variants_do_not_care_for_the_order_of_bands(built, name):
    encoder = built(name)
    batch = batch_for(encoder, bands=9)
    order = torch.tensor([4, 0, 8, 2, 6, 1, 3, 7, 5])
    fields = {key: vars(batch)[key][:, order] for key in ("pixels", "center_nm", "fwhm_nm", "weight")}
    with torch.no_grad():
        for a, b in zip(encoder(batch), encoder(SpectralBatch(**{**vars(batch), **fields})), strict=True):
            close(b, a)


@pytest.mark.parametrize("name", NAMES)
def test_wavelengths_beyond_the_published_range(built, name):
    encoder = built(name)
    batch = batch_for(encoder)
    batch.center_nm[:, -1] = 2600.0
    batch.fwhm_nm[:, -1] = 180.0
    if name.startswith("specaware") and "own" not in name:
        with pytest.raises(SensorError, match="350-2550 nm"):
            encoder(batch)
    else:
        with torch.no_grad():
            assert all(torch.isfinite(m).all() for m in encoder(batch))


@pytest.mark.parametrize("name", NAMES)
def test_state_survives_a_file_and_runs_repeat(built, name, tmp_path):
    from safetensors.torch import load_file, save_file

    encoder = built(name)
    save_file(encoder.state_dict(), str(tmp_path / "weights.safetensors"))
    other = ENCODERS[name].miniature().build().eval()
    other.load_state_dict(load_file(str(tmp_path / "weights.safetensors")))
    batch = batch_for(encoder)
    with torch.no_grad():
        first, again, loaded = encoder(batch), encoder(batch), other(batch)
    for a, b, c in zip(first, again, loaded, strict=True):
        assert torch.equal(a, b) and torch.equal(a, c)


def run_onnx(path, batch, names):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options)
    return [torch.from_numpy(value) for value in session.run(None, feed(batch, names))]


@pytest.mark.parametrize("name", NAMES)
def test_onnxruntime_agrees(built, name, tmp_path):
    import onnx

    encoder, path = built(name), tmp_path / "model.onnx"
    outputs = [f"map_{i}" for i in range(len(encoder.channels))]
    free = encoder.multiple == 1
    names = export(encoder, path, batch_for(encoder), outputs=outputs, fixed_size=not free)
    graph = onnx.load(str(path))
    assert graph.ir_version <= 8 and graph.opset_import[0].version == 17
    shapes = [(1, 13, SIDE, SIDE), (3, 5, SIDE, SIDE)] + ([(2, 1, 24, 40), (1, 6, 9, 50)] if free else [])
    for count, bands, height, width in shapes:
        batch = batch_for(encoder, bands=bands, height=height, width=width, count=count)
        with torch.no_grad():
            expected = encoder(batch)
        for got, want in zip(run_onnx(path, batch, names), expected, strict=True):
            close(got, want, 1e-4)


@pytest.mark.parametrize("head", sorted(HEADS))
@pytest.mark.parametrize("name", ["specaware-own-tiny", "spectralgpt-base"])
def test_heads_answer_learn_and_export(name, head, tmp_path):
    torch.manual_seed(0)
    encoder = ENCODERS[name].miniature().build()
    model = vivid(HeadedModel(encoder, head, 3, **SIZES.get(head, {})))
    batch = batch_for(encoder)
    logits = model(batch)
    assert logits.shape == ((2, 3) if head == "scene" else (2, 3, SIDE, SIDE))
    (logits * torch.linspace(-1, 1, logits.numel()).reshape(logits.shape)).sum().backward()
    assert all(p.grad is not None and torch.isfinite(p.grad).all() for p in model.head.parameters())
    path = tmp_path / "model.onnx"
    names = export(model, path, batch, outputs=["logits"], fixed_size=encoder.multiple > 1)
    bigger = batch if encoder.fixed_size else batch_for(encoder, bands=4, height=24, width=56, count=1)
    with torch.no_grad():
        close(run_onnx(path, bigger, names)[0], model(bigger), 1e-4)
