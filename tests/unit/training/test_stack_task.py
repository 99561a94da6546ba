"""SpectralGPT over time: its tokens follow the equations, a stack is learned, and ``series`` maps with the result."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
import rasterio
import torch

from backend.common.errors import InputError
from backend.models.batch import SpectralBatch
from backend.models.configs import SpectralGptConfig
from backend.models.encoders.spectralgpt import PERIODS_DAYS, SpectralGptEncoder
from backend.shell.main import main as engine_main
from tests.support.class_maps import feature, save_labels
from tests.support.dates import LEFT, SIZE, TOP
from tests.support.tiny import save_geotiff
from training.finetune_task import main
from training.tasks.data.stacks import from_stack
from training.tasks.exporting import Origin, install
from training.tasks.fit import fit
from training.tasks.plan import DataConfig, ModelConfig, OptimConfig, Plan, RunConfig

CENTERS_NM = np.array([443.0, 490.0, 560.0, 665.0, 705.0, 740.0, 783.0, 842.0, 865.0, 945.0, 1610.0, 2190.0])
STATED = {"level": "L2", "scale": 0.0001, "offset": 0.0, "units": "reflectance"}
SENSOR = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance", "--offset", "0"]
SMALL = {"width": 32, "depth": 2, "heads": 4, "size": 16, "feature_blocks": (0, 1), "temporal": True}
MODEL = ModelConfig(
    kind="spectralgpt", fresh=True, miniature=True, window=32, mended=True, temporal=True, head="linear"
)


def encoder(**more):
    torch.manual_seed(0)
    made = SpectralGptEncoder(SpectralGptConfig(**{**SMALL, **more})).eval()
    with torch.no_grad():
        if made.time is not None:
            made.time.project.weight.normal_(0.0, 0.3)
    return made


def batch_of(dates, *, samples=1, seed=1):
    g = torch.Generator().manual_seed(seed)
    pixels = torch.rand(samples * dates, 12, 16, 16, generator=g)
    return SpectralBatch.of(pixels, torch.from_numpy(CENTERS_NM).float())


# --- the equations --------------------------------------------------------------------------------------------------


def test_the_code_of_a_date_is_linear_in_its_waves():
    made, days = encoder(), torch.tensor([[18_000.0, 18_120.0]])
    weight = made.time.project.weight.detach().numpy().astype(np.float64)
    for number, day in enumerate(days[0].tolist()):
        waves = [math.sin(2 * math.pi * day / p) for p in PERIODS_DAYS]
        waves += [math.cos(2 * math.pi * day / p) for p in PERIODS_DAYS]
        code = made.time(days)[0, number].detach().numpy()
        assert np.allclose(code, weight @ np.array(waves), atol=2e-3)  # days of 2020 in float32


def test_tokens_of_all_dates_see_each_other_as_the_equation_says():
    """m_n = sum_t v_tn mean_g h_tgn / sum_t v_tn; h after blocks over all E x + spatial + spectral + time."""
    made, batch, days = encoder(), batch_of(3), torch.tensor([[18_000.0, 18_100.0, 18_200.0]])
    valid = torch.ones(3, 16, 16)
    valid[1, :8] = 0.0
    batch = SpectralBatch.of(batch.pixels, batch.center_nm, valid=valid)
    with torch.no_grad():
        maps = made.over_time(batch, days)
        tokens = []
        for t in range(3):
            x = made.embedding(batch.pixels[t : t + 1, None])[0]  # (width, G, rows, columns)
            for g in range(4):
                for n in range(4):
                    code = made.position.spatial[0, n] + made.position.spectral[0, g] + made.time(days)[0, t]
                    tokens.append(x[:, g, n // 2, n % 2] + code)
        state = torch.stack(tokens)[None]
        states = []
        for block in made.blocks:
            state = block(state)
            states.append(state)
        share = torch.tensor([[1.0, 1, 1, 1], [0, 0, 1, 1], [1, 1, 1, 1]])
        for found, wanted in zip(maps, [states[0], made.norm(states[1])], strict=True):
            h = wanted[0].reshape(3, 4, 4, 32).mean(dim=1)  # (T, n, width)
            mean = (h * share[..., None]).sum(0) / share.sum(0)[:, None]
            assert torch.allclose(found[0].flatten(1).T, mean, atol=2e-3)


def test_one_date_without_a_code_is_the_published_model():
    made, batch = encoder(), batch_of(1)
    plain = encoder(temporal=False)
    plain.load_state_dict({k: v for k, v in made.state_dict().items() if not k.startswith("time.")})
    with torch.no_grad():
        made.time.project.weight.zero_()
        both = zip(made.over_time(batch, torch.tensor([[18_000.0]])), plain(batch), strict=True)
        assert all(torch.allclose(a, b, atol=1e-6) for a, b in both)


def test_weights_without_time_start_with_none():
    from training.tasks.networks.making import _load, make_network

    made = make_network(MODEL, "dense", ("a", "b"))
    assert float(made.encoder.time.project.weight.detach().abs().max()) > 0
    _load(made, {k: v for k, v in made.encoder.state_dict().items() if not k.startswith("time.")})
    assert float(made.encoder.time.project.weight.detach().abs().max()) == 0


def test_the_order_in_which_dates_are_given_does_not_matter_but_their_days_do():
    made, batch, days = encoder(), batch_of(3), torch.tensor([[18_000.0, 18_100.0, 18_200.0]])
    turned = SpectralBatch.of(batch.pixels.flip(0), batch.center_nm)
    with torch.no_grad():
        first, other = made.over_time(batch, days)[-1], made.over_time(turned, days.flip(1))[-1]
        wrong = made.over_time(turned, days)[-1]
    assert torch.allclose(first, other, atol=1e-5) and not torch.allclose(first, wrong, atol=1e-3)


# --- a stack that is learned and mapped -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """Three dates of fields of two crops that look alike but for when they are green; labels of half of them."""
    folder = tmp_path_factory.mktemp("stack")
    draw = np.random.default_rng(0)
    early = np.kron(draw.random((8, 8)) > 0.5, np.ones((8, 8), dtype=bool))
    green, bare = 0.05 + 0.4 * (CENTERS_NM > 720), 0.10 + CENTERS_NM / 12_000
    paths = []
    for day, when in (("20200501", early), ("20200715", np.zeros_like(early)), ("20200915", ~early)):
        cube = np.where(when, green[:, None, None], bare[:, None, None])
        cube = np.clip(cube + draw.normal(0, 0.01, cube.shape), 0.001, 1) * 10_000
        paths.append(
            save_geotiff(folder / f"site_{day}.tif", cube.astype(np.int16), CENTERS_NM, nodata=-9999, fwhm=30.0)
        )
    features = []
    for row, col in np.argwhere(np.add.outer(np.arange(8), np.arange(8)) % 2 == 0):
        left, top = LEFT + 8 * SIZE * col + 3, TOP - 8 * SIZE * row - 3
        xs, ys = [left, left + 234, left + 234, left, left], [top, top, top - 234, top - 234, top]
        from rasterio.warp import transform

        lon, lat = transform("EPSG:32633", "EPSG:4326", xs, ys)
        name = "early" if early[8 * row, 8 * col] else "late"
        features.append(feature("Polygon", [[list(corner) for corner in zip(lon, lat, strict=True)]], name))
    return folder, paths, save_labels(folder / "crops.geojson", features), early


def plan_of(model=MODEL, **optim):
    chosen = {"steps": 160, "batch": 2, "warmup": 5, "lr": 2e-3, "head_lr": 5.0, "average": 0.0, "layer_decay": 1.0}
    run = RunConfig(eval_every=0, log_every=40, save_every=0, patience=0, threads=1)
    return Plan(model, OptimConfig(**{**chosen, **optim}), DataConfig(tile=32, held_out=0.0, gain=0.0), run)


def test_crops_that_only_time_tells_apart_are_mapped_in_one_run(stack, tmp_path):
    _, paths, labels, early = stack
    source = from_stack([str(p) for p in paths[::-1]], labels, class_field="cover", overrides=STATED)
    assert source.classes == ("early", "late") and source[0].day < source[0].later[0].day < source[0].later[1].day
    plan = plan_of()
    fitted = fit(source, None, plan, tmp_path / "run", device="cpu")
    card = install(fitted, None, source.classes, plan, Origin("crops", "this test", "fields"), tmp_path / "crops")
    assert card.tasks == ("multitemporal-segmentation",)
    words = ["series", *paths[:2], paths[2], "--out", tmp_path / "out", "--model", tmp_path / "crops", *SENSOR]
    assert engine_main([*map(str, words)]) == 0
    with rasterio.open(tmp_path / "out" / "series_classes.tif") as file:
        found = file.read(1)
        assert file.tags()["SPECAWARE_MODEL"] == "crops"
    unlabelled = np.kron(np.add.outer(np.arange(8), np.arange(8)) % 2 == 1, np.ones((8, 8), dtype=bool))
    truth = np.where(early, 1, 2)
    assert (found[unlabelled] == truth[unlabelled]).mean() > 0.85
    report = json.loads((tmp_path / "out" / "series.json").read_text(encoding="utf-8"))
    whole = report["series_map"]
    assert whole["model"]["name"] == "crops" and report["model"]["name"] == "specaware-fast"
    assert {one["name"]: one["pixels"] for one in whole["table"]} == {
        "early": (found == 1).sum(), "late": (found == 2).sum()
    }  # fmt: skip
    assert len(report["dates"]) == 3 and (tmp_path / "out" / "2020-05-01_classes.tif").exists()


@pytest.mark.parametrize("mended", [True, False])
def test_a_date_without_data_somewhere_leaves_a_map_there(stack, tmp_path, mended):
    _, paths, labels, _ = stack
    source = from_stack([str(p) for p in paths], labels, class_field="cover", overrides=STATED)
    plan = plan_of(replace(MODEL, mended=mended), steps=1)
    fitted = fit(source, None, plan, tmp_path / "run", device="cpu")
    install(fitted, None, source.classes, plan, Origin("crops", "this test", "fields"), tmp_path / "crops")
    with rasterio.open(paths[1]) as file:
        values, profile, tags = file.read(), file.profile, [file.tags(n) for n in range(1, 13)]
    values[:, :16] = -9999
    for number, day in enumerate(("20200501", "20200715", "20200915")):
        with rasterio.open(paths[number]) as file:
            own = file.read()
        with rasterio.open(tmp_path / f"part_{day}.tif", "w", **profile) as file:
            file.write(values if number == 1 else own)
            for n, told in enumerate(tags, start=1):
                file.update_tags(n, **told)
    words = ["series", *sorted(tmp_path.glob("part_*.tif")), "--out", tmp_path / "out", "--model", tmp_path / "crops"]
    assert engine_main([*map(str, words), *SENSOR]) == 0
    with rasterio.open(tmp_path / "out" / "series_classes.tif") as file:
        assert (file.read(1) > 0).all()


def test_the_command_trains_a_stack(stack, tmp_path):
    _, paths, labels, _ = stack
    sets = ["model.temporal=true", "model.fresh=true", "model.miniature=true", "model.mended=true", "model.window=32"]
    sets += ["optim.steps=2", "optim.batch=2", "data.tile=32", "data.held_out=0", "optim.mixup=0", "optim.cutmix=0"]
    sets += ["data.workers=0", "optim.micro=0"]
    words = ["--config", "training/configs/finetune_spectralgpt.toml", "--stack", "--rasters", *map(str, paths)]
    words += ["--labels", str(labels), "--field", "cover", "--out", str(tmp_path / "run"), "--device", "cpu", *SENSOR]
    words += [word for one in sets for word in ("--set", one)]
    assert main(words) == 0
    assert (tmp_path / "run" / "model" / "card.json").exists()
    assert main([*(w if w != "model.temporal=true" else "model.temporal=false" for w in words), "--overwrite"]) == 1


def test_a_stack_needs_dates_and_a_temporal_model(stack, tmp_path):
    _, paths, labels, _ = stack
    with pytest.raises(InputError, match="two rasters or more"):
        from_stack([str(paths[0])], labels, class_field="cover", overrides=STATED)
    source = from_stack([str(p) for p in paths], labels, class_field="cover", overrides=STATED)
    plan = Plan(ModelConfig(), OptimConfig(steps=1), DataConfig(tile=32))
    with pytest.raises(InputError, match=r"model\.temporal"):
        fit(source, None, plan, tmp_path / "run", device="cpu")


def test_maps_and_changes_refuse_it_in_one_sentence(stack, tmp_path, capsys):
    _, paths, labels, _ = stack
    source = from_stack([str(p) for p in paths], labels, class_field="cover", overrides=STATED)
    plan = plan_of(steps=1)
    fitted = fit(source, None, plan, tmp_path / "run", device="cpu")
    install(fitted, None, source.classes, plan, Origin("crops", "this test", "fields"), tmp_path / "crops")
    for words in (["map", paths[0]], ["change", paths[0], paths[1]]):
        assert (
            engine_main([*map(str, words), "--out", str(tmp_path / "o"), "--model", str(tmp_path / "crops"), *SENSOR])
            == 1
        )
        assert "whole series of dates" in capsys.readouterr().err
