"""How the cost of a map grows: with bands, the size of the scene, overlap and workers, as one picture.

Processor seconds, which suffer little from whatever else the machine does. Each run is a process of its own, as a user
starts it; starting Python and the packages is measured apart and taken off where the cost of a pixel is shown.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time

import numpy as np
import pytest

from tests.bench.conftest import ROOT, STATED, bundled_models, cheap, cpu_of_start, cube_of, run_map, show
from tests.support.tiny import save_envi
from tests.support.virtual import repeated

BANDS = (4, 13, 64, 224, 425)
OVERLAPS = (0, 8, 16, 32, 64)
SIDES = (1, 10, 100, 1000, 10_000, 31_623)  # the last is 10^9 pixels
PART_ROWS = 120  # of the virtual scenes, which are mapped in part
WORKERS = (1, 2)
SCENE_PX, LARGE_PX = 960**2, 1e9
REPEATS = int(os.environ.get("SPECAWARE_BENCH_REPEATS", "2"))


@pytest.fixture(scope="module")
def model():
    return next(folder for folder in bundled_models() if folder.name == "specaware-fast")


@pytest.fixture(scope="module")
def start_s():
    return min(cpu_of_start() for _ in range(3))


@pytest.fixture(scope="module")
def found():
    """What the tests of this module measure, for the picture."""
    return {}


def least(*arguments, **options):
    """The report of the run with the fewest processor seconds."""
    return min((run_map(*arguments, **options) for _ in range(REPEATS)), key=lambda report: report["cpu_s"])


def test_bands(model, start_s, found, tmp_path):
    side, rows = 384, [("bands", "cpu us/px", "times that of 4")]
    for bands in BANDS:
        source = save_envi(tmp_path / f"b{bands}.img", *cube_of(side, bands))
        cost = (least(source, model, tmp_path / "out")["cpu_s"] - start_s) / side**2 * 1e6
        found.setdefault("bands", {})[bands] = cost
        rows.append((bands, f"{cost:.2f}", f"{cost / found['bands'][BANDS[0]]:.2f}"))
    show("cost of a pixel against bands, specaware-fast", rows)
    assert found["bands"][425] / found["bands"][4] < 425 / 4


def test_scene_size(start_s, found, tmp_path):
    network, rows = cheap(tmp_path), [("pixels", "mapped", "cpu s", "cpu us/px", "peak MiB")]
    for side in SIDES:
        source = repeated(tmp_path, rows=side, cols=side, bands=12)
        part = ["--rows", f"0:{PART_ROWS}"] if side > 1000 else []
        report = min(
            (run_part(source, network, tmp_path / "out", part) for _ in range(REPEATS)), key=lambda r: r["cpu_s"]
        )
        mapped = report["window"]["height"] * report["window"]["width"]
        cost = (report["cpu_s"] - start_s) / mapped * 1e6
        found.setdefault("size", {})[side**2] = (report["cpu_s"], cost, report["peak_mb"])
        rows.append((f"{side**2:.0e}", f"{mapped:.1e}", f"{report['cpu_s']:.1f}", f"{cost:.2f}", report["peak_mb"]))
    show("cost of a pixel against the size of the scene, a network of no cost", rows)
    assert found["size"][SIDES[-1] ** 2][1] < 3 * found["size"][1_000_000][1]


def run_part(source, model, out, part):
    """As run_map, but a part of a scene has a name of its own."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "backend", "map", str(source), "--out", str(out), "--model", str(model)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*command, *STATED, *part],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = json.loads(next(out.glob("*_classes*.json")).read_text())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {**report, "cpu_s": cpu, "peak_mb": report["memory_mb"]["peak_anonymous"]}


def test_overlap(model, start_s, found, tmp_path):
    source = save_envi(tmp_path / "a.img", *cube_of(600, 64))
    rows = [("overlap, px", "cpu us/px", "times none", "(128 / (128 - overlap))^2")]
    for overlap in OVERLAPS:
        copy = tmp_path / f"model{overlap}"
        shutil.copytree(model, copy)
        card = json.loads((copy / "card.json").read_text())
        card["properties"]["specaware:window"]["overlap"] = overlap
        (copy / "card.json").write_text(json.dumps(card))
        cost = (least(source, copy, tmp_path / "out")["cpu_s"] - start_s) / 600**2 * 1e6
        found.setdefault("overlap", {})[overlap] = cost
        expected = (128 / (128 - overlap)) ** 2
        rows.append((overlap, f"{cost:.2f}", f"{cost / found['overlap'][0]:.2f}", f"{expected:.2f}"))
    show("cost of a pixel against overlap, specaware-fast, 64 bands", rows)


def test_workers(model, found, tmp_path):
    """One scene in eight parts on one and on two workers; what stays serial decides what a hundred would bring."""
    pytest.importorskip("distributed")
    from tests.unit.serve.test_cluster import Cluster

    cube, centers = cube_of(960, 64)
    source = save_envi(tmp_path / "a.img", cube, centers)
    strip = save_envi(tmp_path / "strip.img", cube[:, :PART_ROWS], centers)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    rows = [("workers", "seconds", "cpu s of the client", "cpu s of a worker")]
    for count in WORKERS:
        folder = tmp_path / f"cluster{count}"
        folder.mkdir()
        cluster = Cluster(folder, environment)
        try:
            processes = cluster.ensure(count)
            words = ["--scheduler", cluster.address, "--part-rows", "120"]
            run_map(source, model, tmp_path / "out", *words)  # not measured: each worker opens its engine
            idle = [cpu_of(process) for process in processes]
            began = time.perf_counter()
            report = run_map(source, model, tmp_path / "out", *words)
            seconds = time.perf_counter() - began
            busy = [cpu_of(process) - before for process, before in zip(processes, idle)]
            once = run_map(strip, model, tmp_path / "out", *words)["cpu_s"]  # what the client takes for one part
        finally:
            cluster.stop()
        found.setdefault("workers", {})[count] = (max(busy), sum(busy), once, report["cpu_s"] - once)
        rows.append((count, f"{seconds:.1f}", f"{report['cpu_s']:.1f}", ", ".join(f"{s:.1f}" for s in busy)))
    show("960 x 960 pixels, 64 bands, 8 parts, specaware-fast", rows)
    table = [("workers", "times as fast", "hours")]
    for count in (1, 2, 10, 100):
        seconds = modelled_s(found["workers"], count)
        table.append((count, f"{modelled_s(found['workers'], 1) / seconds:.1f}", f"{seconds / 3600:.2f}"))
    show(f"the model for {LARGE_PX:.0e} pixels of 64 bands: work / workers + what the client does alone", table)


def modelled_s(workers, count, pixels=LARGE_PX):
    """Seconds of a large scene: the workers share their work, the client merges alone; its start does not grow.

    Nothing is known of the network between machines: this is the most that a cluster can bring.
    """
    _, work, start, merging = workers[WORKERS[0]]
    further = SCENE_PX * 7 / 8  # pixels that the client merged in the second run beyond those of the first
    return start + max(0.0, merging) * pixels / further + work * pixels / SCENE_PX / count


def cpu_of(process):
    """Processor seconds a running process has taken, from Linux's /proc."""
    fields = open(f"/proc/{process}/stat").read().rpartition(")")[2].split()  # noqa: SIM115
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_picture(found, figures):
    """One picture of all that was measured; the tests above must have run."""
    if {"bands", "size", "overlap", "workers"} - set(found):
        pytest.skip("the other tests of this file draw it")
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 7), layout="constrained")
    axes = figure.subplots(2, 2)
    draw_bands(axes[0, 0], found["bands"])
    draw_size(axes[0, 1], found["size"])
    draw_overlap(axes[1, 0], found["overlap"])
    draw_workers(axes[1, 1], found["workers"])
    figure.savefig(figures / "growth.png", dpi=110)
    (figures / "growth.json").write_text(json.dumps(found, indent=1))
    print(figures / "growth.png")


def draw_bands(axis, cost):
    axis.plot(list(cost), list(cost.values()), "o-", color="#1B7837")
    axis.set(title="Bands (specaware-fast)", xlabel="bands", ylabel="processor µs a pixel", ylim=(0, None))


def draw_size(axis, size):
    axis.loglog(list(size), [values[1] for values in size.values()], "o-", color="#2B83BA")
    axis.set(title="Size of the scene (network of no cost, 12 bands)", xlabel="pixels", ylabel="processor µs a pixel")


def draw_overlap(axis, cost):
    first = cost[OVERLAPS[0]]
    axis.plot(list(cost), [value / first for value in cost.values()], "o-", color="#C0392B", label="measured")
    smooth = np.linspace(0, OVERLAPS[-1], 100)
    axis.plot(smooth, (128 / (128 - smooth)) ** 2, "--", color="grey", label="(128 / (128 − overlap))²")
    axis.set(title="Overlap of windows (specaware-fast)", xlabel="pixels", ylabel="times no overlap", ylim=(0, None))
    axis.legend()


def draw_workers(axis, workers):
    counts = np.arange(1, 101)
    gain = [modelled_s(workers, 1) / modelled_s(workers, count) for count in counts]
    axis.loglog(counts, gain, "-", color="#4A3B39", label="model, 10⁹ pixels")
    axis.loglog(counts, counts, ":", color="grey", label="ideal")
    measured = [workers[1][0] / workers[count][0] for count in WORKERS]
    axis.loglog(
        WORKERS, measured, "o", zorder=3, color="#B07D4B", label="processor seconds of the busiest worker, 10⁶ pixels"
    )
    axis.set(title="Workers", xlabel="dask workers", ylabel="times as fast as one")
    axis.legend(loc="upper left", fontsize="small")
