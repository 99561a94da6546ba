"""Memory over long runs: virtual scenes of any size, a cheap network, one sample every tenth of a second."""

import os
import subprocess
import sys
import time

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


def test_memory_over_a_long_run(tmp_path, figures):
    rows, curves = [("scene", "seconds", "peak MiB", "second half, MiB")], {}
    for height, width in SIZES:
        source = repeated(tmp_path, rows=height, cols=width, bands=224)
        samples = watched(command(source, tmp_path / "m", cheap(tmp_path)))
        half = [mb for at, mb in samples if at > samples[-1][0] / 2]
        peak = max(mb for _, mb in samples)
        name = f"{height} x {width} x 224"
        curves[name] = samples
        rows.append((name, f"{samples[-1][0]:.0f}", f"{peak:.0f}", f"{min(half):.0f}-{max(half):.0f}"))
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
