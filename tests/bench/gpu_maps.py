"""The GPU check, first part: maps of the processor and of the card agree; pixels a second; memory on the card."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import rasterio

from backend.catalog import store
from backend.common.cancellation import CancelToken
from backend.common.machine.hardware import available_threads
from backend.engines.base import Conditions
from backend.engines.onnx_engine import OnnxEngine
from backend.engines.onnx_sessions import available_providers
from backend.engines.torch_engine import TorchEngine
from backend.job.kinds.base import JobContext
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping.run import run_map
from tests.bench.conftest import sample_cube
from tests.bench.gpu_common import Part, Setting, forget_peak, peak_gib
from tests.support.mosaic import SAMPLE
from tests.support.tiny import save_envi, save_geotiff

STATED = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
LEAST_AGREEMENT = 0.999
# name, precision of the engine, are products of float32 allowed to round to 10 bits (TF32)
NUMBERS = (
    ("float32", "float32", False),
    ("TF32", "float32", True),
    ("bfloat16", "bfloat16", False),
    ("float16", "float16", False),
)
# real scenes that are looked for in the folder of data; none is needed
REAL = ("enmap_potsdam", "hymap_berlin", "aviris_ng_radiance", "enmap_simulated_berlin")
_RASTERS = (".tif", ".bsq", ".bil", ".bip", ".img")


@contextmanager
def rounding(allowed: bool) -> Iterator[None]:
    """Let products of float32 round their factors to 10 bits within this, or not."""
    import torch

    before = torch.get_float32_matmul_precision()
    cudnn = torch.backends.cudnn.allow_tf32
    torch.set_float32_matmul_precision("high" if allowed else "highest")
    torch.backends.cudnn.allow_tf32 = allowed
    try:
        yield
    finally:
        torch.set_float32_matmul_precision(before)
        torch.backends.cudnn.allow_tf32 = cudnn


def mapped(source: Path, out: Path, engine_of: Callable[..., Any], **options: Any) -> tuple[np.ndarray, dict[str, Any]]:
    """Map a raster in this process; return the classes and the result's data."""
    job = JobSpec(
        "map", str(source), overrides=STATED if source.parent.name == "scenes" else {},
        outputs=Outputs(classes=str(out)), options=Options(overwrite=True, **options),
    )  # fmt: skip
    context = JobContext(
        lambda event: None, CancelToken(), engine_of, engine_of, lambda *of: (engine_of(*of), engine_of(*of))
    )
    data = run_map(job, context)
    with rasterio.open(out) as file:
        return file.read(1), data


def on_processor(card: Any, spec: JobSpec, parallel: int) -> OnnxEngine:
    return OnnxEngine(card, device="cpu", parallel=parallel)


def on_device(setting: Setting, precision: str) -> Callable[..., TorchEngine]:
    def opened(card: Any, spec: JobSpec, parallel: int) -> TorchEngine:
        return TorchEngine(card, device=setting.device, parallel=max(3, parallel), precision=precision)

    return opened


def scenes(setting: Setting) -> dict[str, Path]:
    """The simulated sample repeated, as ENVI BIL and tiled GeoTIFF, and real scenes at hand."""
    folder = setting.scratch / "scenes"
    folder.mkdir(exist_ok=True)
    side = 136 if setting.small else 2048
    cube, centers, _ = sample_cube(side)
    found = {
        "ENVI BIL": save_envi(folder / "bil.img", cube, centers),
        "GeoTIFF 256": save_geotiff(folder / "tiled.tif", cube, centers, tiled=True, blockxsize=256, blockysize=256),
    }
    for name in REAL if setting.data is not None and not setting.small else ():
        files = [p for p in sorted((Path(str(setting.data)) / name).glob("*")) if p.suffix.lower() in _RASTERS]
        if files:
            found[name] = max(files, key=lambda p: p.stat().st_size)
    found["sample"] = SAMPLE
    return found


def agreement(setting: Setting, *, has_time: Callable[[], bool] = lambda: True) -> list[Part]:
    """Map every scene on the processor, then on the device with every kind of numbers, while ``has_time`` says so."""
    same = Part("Maps of the device against those of the processor", ("scene", "numbers", "labels equal", "enough"))
    speed = Part(
        "From file to map", ("scene", "numbers", "batch", "kpx/s", "engine busy", "device memory, GiB", "device")
    )
    out = setting.scratch / "map.tif"
    for name, source in scenes(setting).items():
        if not has_time():
            speed.notes.append(f"{name}: left out for lack of time.")
            continue
        wanted: list[np.ndarray] = []

        def processor(source: Path = source, wanted: list[np.ndarray] = wanted) -> tuple[Any, ...]:
            classes, data = mapped(source, out, on_processor)
            wanted.append(classes)
            return data["px_per_s"] / 1e3, data["engine_busy"], "-", data["device"]

        speed.try_row(name, "float32", 1, run=processor)
        if not wanted:
            continue
        for label, precision, tf32 in NUMBERS:
            for batch in (1,) if setting.small or name not in ("ENVI BIL", "GeoTIFF 256") else (1, 8):
                found: list[np.ndarray] = []

                def device(
                    source: Path = source, precision: str = precision, tf32: bool = tf32, batch: int = batch,
                    found: list[np.ndarray] = found,
                ) -> tuple[Any, ...]:  # fmt: skip
                    forget_peak(setting.device)
                    with rounding(tf32):
                        classes, data = mapped(source, out, on_device(setting, precision), batch=batch, memory_mb=8192)
                    found.append(classes)
                    return data["px_per_s"] / 1e3, data["engine_busy"], peak_gib(setting.device), data["device"]

                speed.try_row(name, label, batch, run=device)
            if found:
                valid = wanted[0] > 0
                share = float(np.mean(found[0][valid] == wanted[0][valid]))
                same.add(name, label, share, "yes" if share >= LEAST_AGREEMENT else "no")
    return [same, speed]


def conditions(bands: int, quantiles: int) -> Conditions:
    rng = np.random.default_rng(0)
    return Conditions(
        center_nm=np.linspace(420, 2450, bands, dtype=np.float32), fwhm_nm=np.full(bands, 8, np.float32),
        weight=np.full(bands, 1 / bands, np.float32), attributes=rng.normal(0, 0.05, (2, 384)).astype(np.float32),
        content=rng.normal(-1.5, 0.5, (bands, quantiles)).astype(np.float32), gsd_m=30.0,
    )  # fmt: skip


def network(setting: Setting) -> Part:
    """The network alone: windows in memory, copied to the device and back, in one lane and in three."""
    bands, side = (16, 64) if setting.small else (224, 128)
    part = Part(
        f"The network alone, {bands} bands, windows of {side} x {side}, copies included",
        ("engine", "numbers", "windows at once", "lanes", "kpx/s", "device memory, GiB"),
    )
    card, seconds = store.find(""), 0.2 if setting.small else 1.5
    rng = np.random.default_rng(0)

    def rate(engine: Any, batch: int, lanes: int) -> tuple[Any, ...]:
        windows = [rng.random((batch, bands, side, side), dtype=np.float32) * np.float32(0.5) for _ in range(lanes)]
        valid = np.ones((batch, side, side), np.float32)
        forget_peak(setting.device)
        engine.set_conditions(conditions(bands, card.content_quantiles))

        def lane(window: np.ndarray) -> int:
            engine.run(window, valid)  # not timed: buffers are made
            done, end = 0, time.perf_counter() + seconds
            while time.perf_counter() < end:
                engine.run(window, valid)
                done += 1
            return done

        with ThreadPoolExecutor(lanes) as pool:
            done = sum(pool.map(lane, windows))
        return done * batch * side * side / seconds / 1e3, peak_gib(setting.device)

    for label, precision, tf32 in NUMBERS:
        engine = TorchEngine(card, device=setting.device, parallel=3, precision=precision)
        for batch, lanes in ((1, 1), (1, 3), (8, 1), (8, 3)) if not setting.small else ((1, 1), (2, 2)):
            with rounding(tf32):
                part.try_row("torch", label, batch, lanes, run=lambda b=batch, n=lanes, e=engine: rate(e, b, n))
    cores = available_threads()
    reference = OnnxEngine(card, device="cpu", parallel=cores)
    part.try_row("onnxruntime, processor", "float32", 1, cores, run=lambda: rate(reference, 1, reference.parallel))
    if setting.on_card and "CUDAExecutionProvider" in available_providers():
        on_card = OnnxEngine(card, device="cuda")
        for batch in (1, 8):
            part.try_row("onnxruntime, CUDA", "float32", batch, 1, run=lambda b=batch: rate(on_card, b, 1))
    else:
        part.notes.append("onnxruntime on CUDA: this onnxruntime has no such provider.")
    return part
