"""SIGKILL at random moments and at every rename of a run: the earlier result or the new one, whole, once one starts."""

import os
import random
import subprocess
import sys
import time

from backend.common.outputs.temporary import remove_stale
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


AT_RENAME = """
import os, signal, sys
from backend.shell.main import main
left, real = int(sys.argv[1]), os.replace
def replace(*args):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(*args)
os.replace = replace
sys.exit(main(sys.argv[2:]))
"""


def test_kill_9_at_every_rename(tmp_path):
    """The result of several files: after the next start they are the earlier set or the new one."""
    source, model, out = save_geotiff(tmp_path / "a.tif", *cube_of(200, 24)), cheap(tmp_path), tmp_path / "out"
    words = ["map", str(source), "--out", str(out), "--model", str(model), *STATED, "--confidence", "--overwrite"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run(number):
        command = [sys.executable, "-c", AT_RENAME, str(number), *words]
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode

    def digests():
        return {p.name: p.read_bytes() for p in out.iterdir() if p.suffix == ".tif"}

    assert run(0) == 0
    new, number, counts = digests(), 0, {"earlier": 0, "new": 0}
    earlier = {name: b"earlier" for name in new}
    while True:
        number += 1
        for name in new:
            (out / name).write_bytes(b"earlier")
        if run(number) == 0:
            break
        remove_stale(out)  # what each run does first
        found = digests()
        assert found in (earlier, new), number
        counts["new" if found == new else "earlier"] += 1
        assert not [p.name for p in out.iterdir() if ".specaware-" in p.name]
    show(f"kills at {number - 1} renames", [tuple(counts), tuple(counts.values())])
