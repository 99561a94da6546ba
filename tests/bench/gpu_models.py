"""The GPU check, second part: the published encoders against plain transcriptions, and what pretraining reaches."""

from __future__ import annotations

import contextlib
import csv
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel

from backend.models.batch import SpectralBatch
from backend.models.registry import encoder_entry
from tests.bench import plain_specaware, plain_spectralgpt
from tests.bench.gpu_common import Part, Setting, fastest, forget_peak, peak_gib
from tests.support.mosaic import mosaic
from training.common.config import read_toml
from training.common.loop.flops import TRAINING_PER_FORWARD, FlopCounter, peak_flops
from training.common.loop.optim import adamw
from training.pretraining.recipes import Objective, make_recipe
from training.pretraining.run_state import compile_blocks
from training.pretraining.stream import ViewBatch

ROOT = Path(__file__).resolve().parents[2]
CONFIGS = ROOT / "training" / "configs"
SENTINEL_NM = (443.0, 490.0, 560.0, 665.0, 705.0, 740.0, 783.0, 842.0, 865.0, 945.0, 1610.0, 2190.0)
TOLERANCE = {"float32": 1e-3, "bfloat16": 0.2}
STOPPED = 143  # exit code of a pretraining that was asked to stop


def batch_of(size: int, bands: int, side: int, device: str) -> SpectralBatch:
    """Smooth random spectra on the device; twelve bands are Sentinel-2's."""
    torch.manual_seed(0)
    center = torch.tensor(SENTINEL_NM) if bands == len(SENTINEL_NM) else torch.linspace(420.0, 2450.0, bands)
    pixels = 0.3 + 0.1 * torch.sin(center / 300.0)[None, :, None, None] * torch.rand(size, 1, side, side)
    batch = SpectralBatch.of(
        pixels + 0.01 * torch.randn(size, bands, side, side), center, attributes=torch.randn(2, 384)
    )
    return SpectralBatch(**{name: value.contiguous().to(device) for name, value in vars(batch).items()})


def encoders(setting: Setting) -> Part:
    """Dense inference of both Base models: pixels a second of ours and of the plain transcription, same weights."""
    part = Part(
        "Dense inference against the plain transcription (random weights)",
        ("model", "way", "numbers", "tiles/s", "kpx/s", "times plain", "largest relative error", "device memory, GiB"),
    )
    tiles, side = (1, 32) if setting.small else (4, 224)
    for name, bands, size in (("specaware-base", 30 if setting.small else 200, side), ("spectralgpt-base", 12, 128)):
        size = 32 if setting.small else size
        entry = encoder_entry(name).miniature() if setting.small else encoder_entry(name)
        torch.manual_seed(0)
        encoder = entry.build().eval().to(setting.device)
        plain, ours = _ways(encoder, batch_of(tiles, bands, size, setting.device))
        _compare(part, name, setting, plain, ours, tiles=tiles, px=tiles * size * size)
    return part


def _ways(encoder: Any, batch: SpectralBatch) -> tuple[Callable[[], torch.Tensor], Callable[[], torch.Tensor]]:
    """The plain transcription with an encoder's weights, and the encoder: the last map or tokens of a batch."""
    weights, config = dict(encoder.named_parameters()), encoder.config
    if hasattr(config, "rank"):
        return lambda: plain_specaware_last(weights, batch, config), lambda: encoder.last(batch)
    plain = plain_spectralgpt.encode
    return (
        lambda: plain(weights, batch.pixels, heads=config.heads, depth=config.depth),
        lambda: encoder(batch)[-1],
    )


def plain_specaware_last(weights: Any, batch: SpectralBatch, config: Any) -> torch.Tensor:
    """The plain encoder for any sizes, on the batch's device."""
    meta, cells = (batch.center_nm, batch.fwhm_nm, batch.attributes), round(config.content_inputs**0.5)
    with torch.device(batch.pixels.device):
        w = plain_specaware
        z = w.conditions(weights, batch.pixels, *meta, cells=cells)
        tokens = w.embed(weights, batch.pixels, z, products=2, patch=config.patch, rank=config.rank)
        rows, columns = (side // config.patch for side in batch.pixels.shape[-2:])
        tokens = tokens + w.positions(rows, columns, tokens.shape[-1], batch.gsd_m)
        tokens = torch.cat([weights["class_token"].expand(len(tokens), -1, -1), tokens], 1)
        for i in range(config.depth):
            tokens = w.block(weights, f"blocks.{i}", tokens, config.heads)
        return w.norm(weights, "norm", tokens, 1e-6)


def _compare(
    part: Part, name: str, setting: Setting, plain: Callable[[], Any], ours: Callable[[], Any], *, tiles: int, px: int
) -> None:
    repeats = 2 if setting.small else 5
    seconds: dict[str, float] = {}
    want: list[torch.Tensor] = []

    def row(way: str, run: Callable[[], Any], half: bool) -> tuple[Any, ...]:
        def call() -> Any:
            cast = torch.autocast(setting.device, dtype=torch.bfloat16) if half else contextlib.nullcontext()
            with torch.inference_mode(), cast:
                return run()

        forget_peak(setting.device)
        got = call().float()
        if not want:
            want.append(got)
        error = float((got - want[0]).abs().max() / want[0].abs().max())
        key = f"{way} {half}"
        seconds[key] = fastest(call, setting.device, repeats=repeats, warm=1)
        base = seconds.get(f"plain {half}", seconds.get("plain False", seconds[key]))
        return tiles / seconds[key], px / seconds[key] / 1e3, base / seconds[key], error, peak_gib(setting.device)

    for half in (False, True):
        for way, run in (("plain", plain), ("ours", ours)):
            numbers = "bfloat16" if half else "float32"
            part.try_row(name, way, numbers, run=lambda w=way, r=run, h=half: row(w, r, h))


def pretraining(setting: Setting) -> Part:
    """Steps of the optimiser on the published sizes: samples a second, and the share of the card's peak."""
    part = Part(
        "Pretraining, one optimiser step",
        ("model", "numbers", "attention", "compiled", "samples/s", "TFLOP/s", "share of peak", "device memory, GiB"),
    )
    dtype = torch.bfloat16
    peak = peak_flops(torch.device(setting.device), dtype, seconds=0.5)
    part.notes.append(f"Peak: {peak / 1e12:.3g} TFLOP/s, the best product of large square matrices in bfloat16 here.")
    sizes = {"specaware_base": (100, 64, 64), "spectralgpt_base": (12, 96, 128)}  # bands, tile, samples
    for name, (bands, side, count) in sizes.items():
        sections = read_toml(CONFIGS / f"{name}.toml", [])
        if setting.small:
            sections["model"] |= {"width": 32, "depth": 1, "heads": 2, "decoder_width": 16, "decoder_depth": 1}
            sections["model"] |= {"decoder_heads": 2, "feature_blocks": [0], **({"rank": 4} if bands == 100 else {})}
            bands, side, count = (12, 32, 2)
        for compiled, plain in ((False, False), (False, True), (True, False)):
            if compiled and not setting.on_card:
                part.notes.append(f"{name}, compiled: not measured on the processor.")
                continue
            attention = "math" if plain else "SDPA"
            part.try_row(
                name, "bfloat16", attention, "yes" if compiled else "no",
                run=lambda s=sections, c=compiled, p=plain, n=(bands, side, count): _steps(setting, s, n, c, p, peak),
            )  # fmt: skip
    return part


def _steps(
    setting: Setting, sections: dict[str, Any], sizes: tuple[int, int, int], compiled: bool, plain: bool, peak: float
) -> tuple[Any, ...]:
    bands, side, count = sizes
    torch.manual_seed(0)
    recipe = make_recipe(sections["model"])
    objective = Objective(recipe.model(), recipe).to(setting.device)
    batch = batch_of(count, bands, side, setting.device)
    noise = torch.rand(count, recipe.tokens.count(bands, side, side), device=setting.device)
    masking = recipe.masking(ViewBatch(batch, noise), 0.75)
    flops = TRAINING_PER_FORWARD * FlopCounter().forward("one", lambda: objective(batch, masking))
    optimiser = adamw(objective, lr=1e-4, weight_decay=0.05, betas=(0.9, 0.95))
    if compiled:
        compile_blocks(objective)

    def step() -> None:
        optimiser.zero_grad(set_to_none=True)
        with torch.autocast(setting.device, dtype=torch.bfloat16):
            loss = objective(batch, masking)[0]
        loss.backward()
        optimiser.step()

    forget_peak(setting.device)
    chosen = sdpa_kernel(SDPBackend.MATH) if plain else contextlib.nullcontext()
    with chosen:
        seconds = fastest(step, setting.device, repeats=2 if setting.small else 8, warm=1 if setting.small else 3)
    return count / seconds, flops / seconds / 1e12, flops / seconds / peak, peak_gib(setting.device)


def curve(setting: Setting, *, seconds: float) -> Part:
    """Pretrain as `specaware_2core` does for a while, on shards of the simulated sample; the loss over time."""
    part = Part("Pretraining: loss", ("step", "loss", "held out", "mean of visible", "samples/s"))
    folder = setting.scratch / "pretraining"
    folder.mkdir()
    mosaic(folder / "scene.tif", rows=128 if setting.small else 512, cols=128 if setting.small else 512)
    shards, run = folder / "shards", folder / "run"
    built = _training("build_hyper400k.py", folder / "scene.tif", "--out", shards, "--patch", "64", "--level", "L2")
    if built.wait() != 0:
        part.notes.append("The shards could not be built; see the output above.")
        return part
    config, settings = CONFIGS / "specaware_2core.toml", ["data.held_out=0.1", "data.workers=0"]
    if setting.small:
        settings += ["run.log_every=1", "run.eval_every=2", "run.eval_batches=1", "run.picture_every=0"]
        settings += ["stage.small.batch=4", "stage.small.warmup=0", "stage.large.warmup=0", "stage.large.batch=2"]
    else:
        settings += ["run.amp=bf16", "stage.small.batch=128", "run.picture_every=0"]
    words = [word for text in settings for word in ("--set", text)]
    steps = "4" if setting.small else "100000"
    process = _training(
        "pretrain.py", "--config", config, "--data", shards, "--out", run, "--device", setting.device,
        "--steps", steps, *words,
    )  # fmt: skip
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.2)
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=60)
    if code not in (0, STOPPED):
        part.notes.append(f"The run ended with exit code {code}; see the output above.")
    log = run / "log.csv"
    rows = list(csv.DictReader(log.open())) if log.exists() else []
    step = max(1, len(rows) // 24)
    for row in [row for number, row in enumerate(rows) if number % step == 0 or number == len(rows) - 1]:
        values = (row["loss"], row["held_out"], row["mean_of_visible"], row["samples_per_s"])
        part.add(int(row["step"]), *(float(v) if v else "" for v in values))
    part.notes.append(f"specaware_2core in bfloat16 on the simulated sample, {seconds:.0f} s at most.")
    return part


def _training(script: str, *words: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(ROOT / "training" / script), *map(str, words)])
