"""SpecAware's embedding and dense encoder against a plain transcription of the equations, same weights, one run.

Base model (width 768), 224x224 pixels, 224 bands, one thread. Times are the smallest of interleaved repeats, so that a
busy machine slows all alike; memory is the peak beyond what was resident, each in a process of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from backend.catalog import store as model_store  # noqa: E402
from backend.models.graphs.onnx_export import example_batch, export, feed, parity  # noqa: E402
from backend.models.graphs.quantise import quantise  # noqa: E402
from backend.models.registry import encoder_entry  # noqa: E402
from backend.serve.int8 import scene_feeds  # noqa: E402
from tests.bench import plain_specaware as plain  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BANDS, SIDE, REPEATS = 224, 224, int(os.environ.get("SPECAWARE_BENCH_REPEATS", "5"))


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def encoder():
    torch.manual_seed(0)
    return encoder_entry("specaware-base").build().eval()


def fastest(runs, repeats=REPEATS):
    """Smallest seconds of each of ``runs``, called in turns after one warm-up each."""
    best = dict.fromkeys(runs, float("inf"))
    for number in range(repeats + 1):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            if number:
                best[name] = min(best[name], time.perf_counter() - start)
    return best


def show(title, seconds, base):
    for name, value in seconds.items():
        print(f"{title:<28} {name:<28} {value * 1e3:8.1f} ms  {seconds[base] / value:5.2f}x of {base}")


def variants(encoder, pixels, condition):
    weights = dict(encoder.named_parameters())
    return {
        "two products": lambda: plain.embed(weights, pixels, condition, products=2),
        "one product": lambda: plain.embed(weights, pixels, condition, products=1),
        "SpecAware": lambda: encoder.embedding(pixels, condition),
    }


@pytest.mark.parametrize("bands", [13, 64, BANDS])
def test_embedding_forward(encoder, bands):
    pixels, condition = torch.rand(1, bands, SIDE, SIDE), torch.randn(1, bands, 128)
    with torch.inference_mode():
        runs = variants(encoder, pixels, condition)
        want = runs["two products"]()
        assert float((runs["SpecAware"]() - want).abs().max() / want.abs().max()) < 1e-5
        seconds = fastest(runs)
    show(f"embedding, {bands} bands", seconds, "two products")
    if bands == BANDS:
        assert seconds["two products"] >= 2.5 * seconds["SpecAware"]
        assert seconds["one product"] >= 1.5 * seconds["SpecAware"]


def test_embedding_forward_and_backward(encoder):
    pixels, condition = torch.rand(1, BANDS, SIDE, SIDE), torch.randn(1, BANDS, 128)
    pull = torch.randn(1, (SIDE // 8) ** 2, 768)
    forward = variants(encoder, pixels, condition)

    def training(run):
        def step():
            encoder.zero_grad()
            (run() * pull).sum().backward()

        return step

    seconds = fastest({name: training(run) for name, run in forward.items()}, repeats=2)
    encoder.zero_grad()
    show("embedding with gradient", seconds, "two products")
    assert seconds["two products"] >= 2.0 * seconds["SpecAware"]


def test_only_visible_patches(encoder):
    pixels, condition = torch.rand(1, BANDS, SIDE, SIDE), torch.randn(1, BANDS, 128)
    keep = torch.arange(0, 784, 4)[None]
    with torch.inference_mode():
        seconds = fastest({
            "all patches": lambda: encoder.embedding(pixels, condition),
            "a quarter visible": lambda: encoder.embedding(pixels, condition, keep=keep),
        })  # fmt: skip
    show("embedding, masked", seconds, "all patches")
    assert seconds["all patches"] >= 1.5 * seconds["a quarter visible"]


def peak_mb(name):
    """Peak memory of one embedding beyond what was resident before it, in MiB, in a process of its own."""
    finished = subprocess.run(
        [sys.executable, __file__, name], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "MALLOC_TRIM_THRESHOLD_": "0"},
    )  # fmt: skip
    return float(finished.stdout)


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="peak memory is read from Linux's /proc")
def test_embedding_memory():
    peaks = {name: peak_mb(name) for name in ("two products", "one product", "SpecAware")}
    for name, value in peaks.items():
        share = value / peaks["two products"]
        print(f"{'embedding memory':<28} {name:<28} {value:8.0f} MiB  {share:5.2f} of two products")
    assert peaks["SpecAware"] <= peaks["two products"] / 4


def flags():
    """What the processor says that it can do; nothing where there is no /proc."""
    path = Path("/proc/cpuinfo")
    return path.read_text() if path.exists() else ""


def test_dense_encoder(encoder):
    batch = example_batch(bands=BANDS, height=SIDE, width=SIDE, batch=1)
    weights = dict(encoder.named_parameters())
    meta = (batch.center_nm, batch.fwhm_nm, batch.attributes)

    def half():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return encoder.last(batch)

    runs = {
        "plain": lambda: plain.encode(weights, batch.pixels, meta, batch.gsd_m, heads=12, depth=12),
        "SpecAware": lambda: encoder.last(batch),
        "SpecAware, bfloat16": half,
    }
    with torch.inference_mode():
        want = runs["plain"]()
        for name, tolerance in (("SpecAware", 1e-4), ("SpecAware, bfloat16", 0.2)):
            error = float((runs[name]() - want).abs().max() / want.abs().max())
            print(f"{'dense encoder':<28} {name:<28} largest relative error {error:.1e}")
            assert error < tolerance
        seconds = fastest(runs, repeats=max(2, REPEATS // 2))
    show("dense encoder", seconds, "plain")
    assert seconds["plain"] >= 1.15 * seconds["SpecAware"]  # the transformer's blocks cost both the same
    if "avx512_bf16" in flags():
        assert seconds["plain"] >= 2.0 * seconds["SpecAware, bfloat16"]


def onnx_runner(path, feeds):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options)
    names = [value.name for value in session.get_inputs()]
    return lambda: [session.run(None, {name: tile[name] for name in names}) for tile in feeds]


def test_dense_encoder_in_onnxruntime(encoder, tmp_path):
    small = example_batch(bands=30, height=SIDE, width=SIDE)
    names = export(encoder, tmp_path / "float32.onnx", small, outputs=list("abcd"), fixed_size=True)
    batch = example_batch(bands=BANDS, height=SIDE, width=SIDE, batch=1)
    feeds = [feed(batch, names)]
    error = parity(encoder, tmp_path / "float32.onnx", batch)
    print(f"{'dense encoder':<28} {'onnxruntime float32':<28} largest relative error {error:.1e}")
    assert error <= 1e-4
    gate = quantise(tmp_path / "float32.onnx", tmp_path / "int8.onnx", feeds, floor=0.0)
    weights, meta = dict(encoder.named_parameters()), (batch.center_nm, batch.fwhm_nm, batch.attributes)
    with torch.inference_mode():
        seconds = fastest({
            "plain": lambda: plain.encode(weights, batch.pixels, meta, batch.gsd_m, heads=12, depth=12),
            "torch float32": lambda: encoder(batch),
            "onnxruntime float32": onnx_runner(tmp_path / "float32.onnx", feeds),
            "onnxruntime int8": onnx_runner(tmp_path / "int8.onnx", feeds),
        }, repeats=2)  # fmt: skip
    show("dense encoder, engines", seconds, "plain")
    print(f"{'int8 of random weights':<28} {gate.agreement:.2%} of {gate.labels} labels stay")
    assert seconds["plain"] >= 2.0 * seconds["onnxruntime int8"]


def test_int8_on_a_real_scene(data, tmp_path):
    card = model_store.find("")
    feeds = scene_feeds(card, str(data / "hymap_berlin" / "HyMap02_Berlin_Urban_Gradient_2009.bsq"), {})
    gate = quantise(card.weights, tmp_path / "int8.onnx", feeds)
    seconds = fastest({
        "onnxruntime float32": onnx_runner(card.weights, feeds),
        "onnxruntime int8": onnx_runner(tmp_path / "int8.onnx", feeds),
    }, repeats=3)  # fmt: skip
    show(f"{card.name}, HyMap Berlin", seconds, "onnxruntime float32")
    print(f"{'int8 of ' + card.name:<28} {gate.agreement:.2%} of {gate.labels} labels stay")
    assert gate.agreement >= 0.99


def status_mb(field):
    text = Path("/proc/self/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+)", text)[1]) / 1024


def measure(name):
    """Print the peak of one embedding; run in a process of its own."""
    torch.set_num_threads(1)
    encoder = encoder_entry("specaware-base").build().eval()
    with torch.inference_mode():
        variants(encoder, torch.rand(1, 3, 16, 16), torch.randn(1, 3, 128))[name]()
        run = variants(encoder, torch.rand(1, BANDS, SIDE, SIDE), torch.randn(1, BANDS, 128))[name]
        Path("/proc/self/clear_refs").write_text("5")
        before = status_mb("VmRSS")
        run()
        print(status_mb("VmHWM") - before)


if __name__ == "__main__":
    measure(sys.argv[1])
