"""Memory over a long run: a virtual scene of any size, a cheap network, one sample every tenth of a second."""

import os
import subprocess
import sys
import time

from tests.bench.conftest import ROOT, STATED, cheap, show
from tests.support.virtual import repeated

ROWS = int(os.environ.get("SPECAWARE_BENCH_ROWS", "10000"))
COLS = int(os.environ.get("SPECAWARE_BENCH_COLS", "10000"))
SECONDS = float(os.environ.get("SPECAWARE_BENCH_SECONDS", "120"))  # watched; then the run is cancelled


def anonymous_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("RssAnon"))


def test_memory_over_a_long_run(tmp_path, figures):
    source = repeated(tmp_path, rows=ROWS, cols=COLS, bands=224)
    command = [sys.executable, "-m", "backend", "map", str(source), "--out", str(tmp_path / "m"), *STATED]
    command += ["--model", str(cheap(tmp_path)), "--memory-mb", "1500"]
    child = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL, cwd=ROOT)
    started, samples = time.perf_counter(), []
    while child.poll() is None and time.perf_counter() - started < SECONDS:
        samples.append((time.perf_counter() - started, anonymous_mb(child.pid)))
        time.sleep(0.1)
    child.terminate()
    child.wait(10)
    draw(samples, figures / "memory.png")
    half = [mb for at, mb in samples if at > samples[-1][0] / 2]
    peak = max(mb for _, mb in samples)
    head = ("seconds", "peak MiB", "second half, MiB")
    facts = (f"{samples[-1][0]:.0f}", f"{peak:.0f}", f"{min(half):.0f}-{max(half):.0f}")
    show(f"{ROWS} x {COLS} x 224, ceiling 1500 MiB", [head, facts])
    assert peak <= 1500


def draw(samples, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 3))
    axes.plot(*zip(*samples))
    axes.axhline(1500, linestyle="--", color="0.5")
    axes.set(xlabel="seconds", ylabel="anonymous memory, MiB", ylim=(0, 1600), title=f"{ROWS} x {COLS} x 224 pixels")
    figure.tight_layout()
    figure.savefig(path, dpi=120)
