"""SIGKILL at random moments of a run: the earlier output intact or the new one whole, no stray file after a start."""

import os
import random
import subprocess
import sys
import time

from tests.bench.conftest import ROOT, STATED, cheap, cube_of, run_map, show
from tests.support.tiny import save_geotiff

KILLS = int(os.environ.get("SPECAWARE_BENCH_KILLS", "200"))


def test_kill_9_at_random_moments(tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *cube_of(500, 24))
    model, out = cheap(tmp_path), tmp_path / "out"
    run_map(source, model, out)
    target = out / "a_classes.tif"
    whole = target.read_bytes()
    command = [sys.executable, "-m", "backend", "map", str(source), "--out", str(out), "--model", str(model), *STATED]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    subprocess.run([*command, "--overwrite"], env=environment, capture_output=True, check=True)
    lasts, dice, counts = time.perf_counter() - started, random.Random(0), {"earlier": 0, "new": 0, "with leftovers": 0}
    for _ in range(KILLS):
        target.write_bytes(b"earlier")
        child = subprocess.Popen([*command, "--overwrite"], env=environment, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.3, 1.05) * lasts)
        child.kill()
        child.wait()
        content = target.read_bytes()
        assert content in (b"earlier", whole)
        counts["new" if content == whole else "earlier"] += 1
        counts["with leftovers"] += any(".specaware-" in p.name for p in out.iterdir())
    run_map(source, model, out)
    assert sorted(p.name for p in out.iterdir()) == [
        "a_classes.json", "a_classes.qml", "a_classes.tif", "a_classes.tif.aux.xml"
    ]  # fmt: skip
    show(f"{KILLS} kills", [tuple(counts), tuple(counts.values())])
