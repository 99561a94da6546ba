"""The land-cover network: what must not change its answer does not, and what it must not see it does not."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed to train and test networks")

from backend.models.landcover.dense import KINDS, build_network, kind_of, pack, unpack  # noqa: E402
from backend.models.landcover.landcover import LandCoverConfig, position_code  # noqa: E402
from backend.models.landcover.landcover_pyramid import PyramidConfig  # noqa: E402
from backend.models.landcover.landcover_stem import LandCoverBase, StemConfig  # noqa: E402
from backend.spectral.normalise import quadrature_weights  # noqa: E402
from training.export import INPUTS, parity, to_onnx  # noqa: E402

STEM = {"classes": 5, "band_width": 32, "width": 24, "mlp_depth": 1}
SMALL: dict[str, StemConfig] = {
    "vit": LandCoverConfig(**STEM, conv_depth=2, context_width=24, context_depth=1, context_heads=2),
    "pyramid": PyramidConfig(**STEM, cell_widths=(24, 32), cell_depths=(1, 1), cell_kernel=3),
}


def scene(bands: int, height: int, width: int, *, batch: int = 2, seed: int = 0) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    center = np.linspace(420, 2400, bands) if bands > 1 else np.array([650.0])
    return {
        "pixels": torch.rand(batch, bands, height, width, generator=generator) * 0.5,
        "valid": torch.ones(batch, height, width),
        "center_nm": torch.tensor(center, dtype=torch.float32),
        "fwhm_nm": torch.full((bands,), 10.0),
        "weight": torch.tensor(quadrature_weights(center), dtype=torch.float32),
        "attributes": torch.randn(2, 384, generator=generator) * 0.05,
        "content": torch.randn(bands, 16, generator=generator) - 1.5,
        "gsd_m": torch.tensor(30.0),
    }


def small_net(config: StemConfig) -> LandCoverBase:
    torch.manual_seed(3)
    model = build_network(config).eval()
    for parameter in model.parameters():  # heads start small: make every part matter
        parameter.data += 0.05 * torch.randn_like(parameter)
    return model


@pytest.fixture(scope="module", params=sorted(KINDS))
def net(request: pytest.FixtureRequest) -> LandCoverBase:
    return small_net(SMALL[request.param])


@torch.no_grad()
def run(net: LandCoverBase, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
    return net(*(inputs[name] for name in INPUTS))


@pytest.mark.parametrize(
    ("bands", "height", "width"), [(1, 8, 8), (4, 8, 40), (12, 24, 16), (100, 16, 16), (425, 8, 8)]
)
def test_any_bands_and_any_tile_give_probabilities(net: LandCoverBase, bands: int, height: int, width: int) -> None:
    out = run(net, scene(bands, height, width))
    assert out.shape == (2, 5, height, width)
    assert torch.allclose(out.sum(1), torch.ones(2, height, width), atol=1e-5)


def test_the_order_of_bands_does_not_matter(net: LandCoverBase) -> None:
    inputs = scene(37, 16, 16)
    order = torch.randperm(37, generator=torch.Generator().manual_seed(1))
    shuffled = dict(inputs, pixels=inputs["pixels"][:, order])
    for name in ("center_nm", "fwhm_nm", "weight", "content"):
        shuffled[name] = inputs[name][order]
    assert torch.allclose(run(net, inputs), run(net, shuffled), atol=1e-5)


def test_what_is_invalid_is_not_seen(net: LandCoverBase) -> None:
    inputs = scene(20, 24, 24)
    inputs["valid"][:, 5:13, 7:20] = 0
    dirty = dict(inputs, pixels=torch.where(inputs["valid"][:, None] > 0, inputs["pixels"], torch.tensor(1.7)))
    seen = (inputs["valid"] > 0)[:, None].expand(-1, 5, -1, -1)
    assert torch.equal(run(net, inputs)[seen], run(net, dirty)[seen])


def test_twice_the_bands_of_the_same_spectrum_give_nearly_the_same_map(net: LandCoverBase) -> None:
    """Quadrature weights: the embedding approximates an integral, it does not grow with the number of bands."""
    few, many = scene(60, 8, 8, batch=1), scene(120, 8, 8, batch=1)
    spectrum = lambda nm: 0.2 + 0.1 * torch.sin(nm / 150.0)  # noqa: E731
    for inputs in (few, many):
        values = spectrum(inputs["center_nm"])
        inputs["pixels"] = values[None, :, None, None].expand(1, -1, 8, 8)
        inputs["content"] = torch.log(values + 0.01)[:, None].expand(-1, 16)
        inputs["attributes"] = torch.zeros(2, 384)
    assert (run(net, few) - run(net, many)).abs().max() < 0.03


def test_bands_wavelengths_matter(net: LandCoverBase) -> None:
    inputs = scene(20, 8, 8)
    moved = dict(inputs, center_nm=inputs["center_nm"] + 150.0)
    assert (run(net, inputs) - run(net, moved)).abs().max() > 1e-3


def test_each_tile_of_a_batch_stands_alone(net: LandCoverBase) -> None:
    inputs = scene(12, 16, 16, batch=3)
    whole = run(net, inputs)
    for i in range(3):
        part = dict(inputs, pixels=inputs["pixels"][i : i + 1], valid=inputs["valid"][i : i + 1])
        assert torch.allclose(run(net, part)[0], whole[i], atol=1e-5)


def test_onnx_equals_torch_at_every_shape(net: LandCoverBase) -> None:
    assert parity(net, to_onnx(net)) < 1e-4


def test_position_code_is_metric() -> None:
    """Two patches of 10 m lie where one patch of 20 m lies."""
    fine, coarse = position_code(1, 3, 24, torch.tensor(10.0)), position_code(1, 2, 24, torch.tensor(20.0))
    assert torch.allclose(fine[0, 2], coarse[0, 1], atol=1e-6)
    assert not torch.allclose(fine[0, 1], coarse[0, 1], atol=1e-2)


def test_the_context_reaches_beyond_the_convolutions(net: LandCoverBase) -> None:
    inputs = scene(10, 64, 64, batch=1)
    far = dict(inputs, pixels=inputs["pixels"].clone())
    far["pixels"][:, :, 24:, 24:] = 0.01
    change = (run(net, inputs) - run(net, far)).abs().amax(1)[0]
    assert change[15, 15] > 1e-6
    with torch.no_grad():
        a, b = (net.logits(*(x[name] for name in INPUTS), use_context=False)[0][0, :, :16, :16] for x in (inputs, far))
    assert torch.equal(a, b)


def test_the_pixel_size_matters(net: LandCoverBase) -> None:
    inputs = scene(12, 16, 16)
    assert (run(net, inputs) - run(net, dict(inputs, gsd_m=torch.tensor(1.0)))).abs().max() > 1e-5


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_network_without_a_branch_does_not_see_its_inputs(kind: str) -> None:
    inputs = scene(12, 16, 16)
    other_meta = dict(inputs, fwhm_nm=inputs["fwhm_nm"] * 3, attributes=inputs["attributes"] + 0.1)
    other_content = dict(inputs, content=inputs["content"] + 1.0)
    for branch, other in (("meta", other_meta), ("content", other_content)):
        assert (run(small_net(SMALL[kind]), inputs) - run(small_net(SMALL[kind]), other)).abs().max() > 1e-5
        blind = small_net(replace(SMALL[kind], **{branch: False}))
        assert torch.equal(run(blind, inputs), run(blind, other))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kind_and_sizes_survive_a_checkpoint(kind: str) -> None:
    stored = json.loads(json.dumps(pack(SMALL[kind])))
    assert kind_of(unpack(stored)) == kind and unpack(stored) == SMALL[kind]


def test_classes_and_fractions_are_two_maps(net: LandCoverBase) -> None:
    inputs = scene(12, 16, 16)
    with torch.no_grad():
        classes, fractions = net.maps(*(inputs[name] for name in INPUTS))
    assert torch.equal(classes, run(net, inputs)) and not torch.allclose(classes, fractions, atol=1e-3)
    assert torch.allclose(fractions.sum(1), torch.ones(2, 16, 16), atol=1e-5)
