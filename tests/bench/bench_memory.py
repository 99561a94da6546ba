"""Memory over long runs: virtual scenes of any size, a cheap network, one sample every tenth of a second."""

import json
import os
import subprocess
import sys
import time

from backend.catalog import store as model_store
from tests.bench.conftest import ROOT, STATED, bundled_models, cheap, show
from tests.support.virtual import repeated

ROWS = int(os.environ.get("SPECAWARE_BENCH_ROWS", "10000"))
COLS = int(os.environ.get("SPECAWARE_BENCH_COLS", "10000"))
SECONDS = float(os.environ.get("SPECAWARE_BENCH_SECONDS", "120"))  # watched; then the run is cancelled
SIZES = ((ROWS, COLS), (ROWS // 10, 100_000))  # rows, columns
CEILING_MB = 1500


def anonymous_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next((int(line.split()[1]) / 1024 for line in status if line.startswith("RssAnon")), 0.0)


def command(source, out, model, *words):
    words = ["--out", str(out), *STATED, "--model", str(model), "--memory-mb", str(CEILING_MB), "--overwrite", *words]
    return [sys.executable, "-m", "backend", "map", str(source), *words]


def watched(words):
    """Anonymous memory of a run, as (seconds, MiB), until it ends or has been watched for long enough."""
    child = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL, cwd=ROOT)
    started, samples = time.perf_counter(), []
    while child.poll() is None and time.perf_counter() - started < SECONDS:
        samples.append((time.perf_counter() - started, anonymous_mb(child.pid)))
        time.sleep(0.1)
    child.terminate()
    child.wait(30)
    return samples[:-1]  # the last one may be of a process that has just ended


def mapped_share(log):
    """Share of the scene that a run had mapped by its last word of progress."""
    lines = (json.loads(line) for line in log.read_text().splitlines())
    return max((line.get("fraction") or 0.0 for line in lines if line["type"] == "progress"), default=0.0)


def test_memory_over_a_long_run(tmp_path, figures):
    """Two shapes with a network of next to no cost, the first one with the default model, too."""
    rows, curves = [("scene", "network", "seconds", "mapped", "whole, minutes", "peak MiB", "second half, MiB")], {}
    default = model_store.find("").path.parent
    for (height, width), model in ((SIZES[0], cheap(tmp_path)), (SIZES[1], cheap(tmp_path)), (SIZES[0], default)):
        source, log = repeated(tmp_path, rows=height, cols=width, bands=224), tmp_path / f"{model.name}_{width}.jsonl"
        samples = watched(command(source, tmp_path / "m", model, "--log", str(log)))
        half = [mb for at, mb in samples if at > samples[-1][0] / 2]
        peak, seconds, share = max(mb for _, mb in samples), samples[-1][0], mapped_share(log)
        name = f"{height} x {width} x 224"
        curves[f"{name}, {model.name}"] = samples
        whole = f"{seconds / 60 / share:.0f}" if share else "?"  # extrapolated where the run was cancelled
        memory = f"{peak:.0f}", f"{min(half):.0f}-{max(half):.0f}"
        rows.append((name, model.name, f"{seconds:.0f}", f"{share:.1%}", whole, *memory))
        assert peak <= CEILING_MB
    show(f"Anonymous memory, ceiling {CEILING_MB} MiB", rows)
    draw(curves, figures / "memory.png")


def test_what_a_run_of_the_bundled_models_would_take(tmp_path):
    """The dry run of the largest scene: its time comes from a few windows."""
    source = repeated(tmp_path, rows=ROWS, cols=COLS, bands=224)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for model in bundled_models():
        for precision in ("float32", "int8"):
            words = command(source, tmp_path / "m", model, "--dry-run", "--precision", precision)
            done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            print(f"\n{model.name}, {precision}, {ROWS} x {COLS} x 224: {done.stdout.strip()}")


def draw(curves, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 3))
    for name, samples in curves.items():
        axes.plot(*zip(*samples), label=name, linewidth=1)
    axes.axhline(CEILING_MB, linestyle="--", color="0.5", label="ceiling")
    axes.set(xlabel="seconds", ylabel="anonymous memory, MiB", ylim=(0, 1.07 * CEILING_MB))
    axes.legend(loc="lower right", frameon=False)
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    plt.close(figure)
