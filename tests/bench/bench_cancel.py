"""How long a run lasts after it is cancelled: in the worker, and on the command line with Ctrl-C."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from backend.job.events import JobEvent, cancel_line
from backend.job.spec import JobSpec, Options, Outputs
from tests.bench.conftest import ROOT, STATED, bundled_models, cube_of, show
from tests.support.tiny import save_envi

CANCELS = int(os.environ.get("SPECAWARE_BENCH_CANCELS", "20"))
LIMIT_S = 1.0  # quality test 7


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return save_envi(tmp_path_factory.mktemp("scene") / "a.img", *cube_of(1500, 224))


def in_worker(source, model, folder, dice):
    """Seconds from each cancel to the job's last event, at random moments of a run."""
    outputs = Outputs(classes=str(folder / "map.tif"))
    stated = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
    child = subprocess.Popen(
        [sys.executable, "-m", "backend.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    found = []
    for number in range(CANCELS):
        job = JobSpec(
            "map", str(source), id=str(number), model=str(model), overrides=stated, outputs=outputs,
            options=Options(overwrite=True),
        )  # fmt: skip
        child.stdin.write(job.to_line() + "\n")
        child.stdin.flush()
        time.sleep(dice.uniform(0.1, 4.0))
        started = time.perf_counter()
        child.stdin.write(cancel_line(str(number)) + "\n")
        child.stdin.flush()
        while not (event := JobEvent.from_line(child.stdout.readline())).is_final:
            pass
        found.append(time.perf_counter() - started)
        assert event.code == "cancelled", event
    child.stdin.close()
    child.stdout.close()
    assert child.wait(10) == 0
    return found


def on_command_line(source, model, folder, dice):
    """Seconds from SIGINT to the end of the process."""
    words = ["map", str(source), "--out", str(folder), "--model", str(model), *STATED]
    found = []
    for _ in range(CANCELS):
        child = subprocess.Popen([sys.executable, "-m", "backend", *words], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert child.stderr.readline()  # it has begun
        time.sleep(dice.uniform(0.1, 4.0))
        started = time.perf_counter()
        child.send_signal(signal.SIGINT)
        child.communicate()
        found.append(time.perf_counter() - started)
        assert child.returncode == 130
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_cancel_is_prompt(source, tmp_path):
    dice, rows = random.Random(0), [("where", "model", "median s", "longest s")]
    for model in bundled_models():
        for name, run in (("worker", in_worker), ("command line", on_command_line)):
            (tmp_path / "out").mkdir(exist_ok=True)
            seconds = sorted(run(source, model, tmp_path / "out", dice))
            rows.append((name, model.name, f"{seconds[len(seconds) // 2]:.2f}", f"{seconds[-1]:.2f}"))
            assert not any((tmp_path / "out").iterdir())
    show(f"{CANCELS} cancels at random moments, 1500 x 1500 x 224 (wanted: under {LIMIT_S:.0f} s)", rows)
