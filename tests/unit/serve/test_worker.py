"""The worker as a process: lines in, lines out, cancels, the end of stdin."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backend.job.events import JobEvent, cancel_line
from backend.job.spec import JobSpec, Outputs
from tests.support.tiny import save_envi, save_geotiff, save_model, scene

ROOT = Path(__file__).resolve().parents[3]
OVERRIDES = {"level": "L2", "scale": 0.0001, "units": "reflectance"}


class Client:
    """Talks to a worker process."""

    def __init__(self, environment, **extra):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backend.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env={**environment, **extra}, encoding="utf-8",
        )  # fmt: skip

    def send(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def read(self):
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return JobEvent.from_line(line)

    def until_final(self):
        events = []
        while not events or not events[-1].is_final:
            events.append(self.read())
        return events

    def until_progress(self):
        while (event := self.read()).type != "progress":
            assert not event.is_final, event
        return event


def furthest(events):
    """The largest share of a run that its events tell of."""
    return max((e.fraction or 0.0 for e in events if e.type == "progress"), default=0.0)


@pytest.fixture
def client(engine_environment):
    made = []

    def start(**extra):
        made.append(Client(engine_environment, **extra))
        assert made[-1].read().message.startswith("ready")
        return made[-1]

    yield start
    for one in made:
        one.process.kill()
        one.process.wait()
        for stream in (one.process.stdin, one.process.stdout, one.process.stderr):
            stream.close()


@pytest.fixture(scope="module")
def slow_model(tmp_path_factory):
    """Averages each pixel with 12,769 neighbours, one window after the other."""
    return save_model(tmp_path_factory.mktemp("slow") / "slow", context=56, size=128, overlap=32)


def job(source, folder, *, name="1", model="tiny", **fields):
    outputs = Outputs(classes=str(folder / "map.tif"))
    return JobSpec("map", str(source), id=name, model=str(model), overrides=OVERRIDES, outputs=outputs, **fields)


def test_jobs_run_one_after_another_and_only_events_are_on_stdout(client, tmp_path):
    worker = client(GDAL_DATA="/nowhere", PROJ_LIB="/nowhere", PROJ_DATA="/nowhere")
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 40))
    worker.send(job(source, tmp_path / "one", name="1").to_line())
    worker.send(JobSpec("inspect", str(source), id="2").to_line())
    worker.send(JobSpec("models", id="3").to_line())
    worker.send(JobSpec("check", id="4").to_line())
    worker.send("this is not a job")
    worker.process.stdin.close()
    lines = worker.process.stdout.read().splitlines()
    assert worker.process.wait(10) == 0
    events = [JobEvent.from_line(line) for line in lines]
    finals = {e.job: e for e in events if e.is_final}
    # stdin closed: what ran or waited was cancelled, or had ended
    assert set(finals) == {"1", "2", "3", "4", ""}
    assert finals[""].code == "input"


def test_what_libraries_print_does_not_reach_the_events():
    code = (
        "import os; from backend.serve.surroundings import take_stdout; events = take_stdout(); print('noise'); "
        "os.write(1, b'noise of C'); events.write('event'); events.flush()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "event"
    assert done.stderr.count("noise") == 2


def test_a_map_its_inspection_the_models_and_the_versions(client, tmp_path):
    worker = client(GDAL_DATA="/nowhere", PROJ_LIB="/nowhere", PROJ_DATA="/nowhere")
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 40))
    worker.send(job(source, tmp_path / "one", name="1").to_line())
    events = worker.until_final()
    assert events[-1].type == "result", events[-1].message
    assert {"progress", "log"} <= {e.type for e in events}
    assert all(e.job == "1" for e in events)
    assert (tmp_path / "one" / "map.tif").exists()
    worker.send(JobSpec("inspect", str(source), id="2").to_line())
    assert worker.until_final()[-1].data["count"] == 12
    worker.send(JobSpec("models", id="3").to_line())
    assert "tiny" in [m["name"] for m in worker.until_final()[-1].data["models"]]
    worker.send(JobSpec("check", id="4").to_line())
    assert worker.until_final()[-1].data["packages"]["numpy"]


def test_an_error_ends_a_job_and_not_the_worker(client, tmp_path):
    worker = client()
    worker.send(job(tmp_path / "missing.tif", tmp_path / "out").to_line())
    final = worker.until_final()[-1]
    assert (final.type, final.code) == ("error", "input")
    assert "missing.tif" in final.message
    worker.send(json.dumps({**json.loads(JobSpec("models").to_line()), "id": "x", "surprise": 1}))
    final = worker.until_final()[-1]
    assert (final.job, final.code) == ("x", "input")
    worker.send(JobSpec("models", id="3").to_line())
    assert worker.until_final()[-1].type == "result"


MODELS = '{"version":1,"type":"job","id":"7","kind":"models"'


def nested(depth):
    return '{"a":' * depth + "1" + "}" * depth


@pytest.mark.parametrize(
    ("line", "job", "sentence"),
    [
        ("[" * 100_000, "", "A line of the worker protocol"),
        (MODELS + ',"overrides":' + nested(900) + "}", "7", ""),
        (MODELS + ',"overrides":' + nested(50_000) + "}", "7", ""),
        (MODELS + ',"source":"' + "x" * 5_000_000 + '"}', "7", "million"),
        (MODELS, "7", "is not JSON"),
        ('{"version":1,"type":"job","id":"\\udcff","kind":"inspect","source":"/no/\\udcff.tif"}', "\udcff", "exist"),
    ],
    ids=["brackets", "deep", "very deep", "long", "cut", "half a character"],
)  # fmt: skip
def test_whatever_a_line_holds_it_is_answered_and_the_worker_goes_on(client, line, job, sentence):
    worker = client()
    worker.send(line)
    final = worker.until_final()[-1]
    assert final.job == job
    if sentence:
        assert (final.type, final.code) == ("error", "input")
        assert sentence in final.message
    worker.send(JobSpec("models", id="8").to_line())
    assert worker.until_final()[-1].job == "8"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize(("closed", "code"), [("<&-", 1), (">&-", 1), ("2>&-", 0), ("<&- >&- 2>&-", 1)])
def test_a_worker_without_a_stream_ends_in_one_sentence(engine_environment, closed, code):
    command = ["sh", "-c", f'exec "$0" -m backend.worker {closed}', sys.executable]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=engine_environment)
    assert done.returncode == code
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) <= 1


def test_a_worker_whose_events_nobody_reads_ends_and_cleans_up(client, tmp_path, slow_model):
    worker = client()
    source = save_geotiff(tmp_path / "a.tif", *scene(700, 700, bands=8))
    worker.send(job(source, tmp_path / "out", model=slow_model).to_line())
    worker.until_progress()
    worker.process.stdout.close()
    assert worker.process.wait(20) == 1
    assert not (tmp_path / "out").exists()
    assert "Traceback" not in worker.process.stderr.read()


def test_a_cancel_ends_the_job_at_once_and_leaves_no_trace(client, tmp_path, slow_model):
    worker = client()
    source = save_geotiff(tmp_path / "a.tif", *scene(700, 700, bands=8))
    (tmp_path / "map.tif").write_text("an earlier map")
    before = sorted(p.name for p in tmp_path.iterdir())
    spec = job(source, tmp_path, model=slow_model)
    line = json.loads(spec.to_line())
    line["options"]["overwrite"] = True
    worker.send(json.dumps(line))
    worker.until_progress()
    worker.send(cancel_line("1"))
    *events, final = worker.until_final()
    assert furthest(events) < 0.5  # bench/bench_cancel.py measures how long it takes
    assert (final.type, final.code) == ("error", "cancelled")
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    assert (tmp_path / "map.tif").read_text() == "an earlier map"
    worker.send(JobSpec("models", id="3").to_line())
    assert worker.until_final()[-1].type == "result"


@pytest.mark.parametrize("change", ["gone", "shorter"])
def test_a_raster_that_vanishes_mid_run_is_one_sentence_and_the_worker_goes_on(client, tmp_path, slow_model, change):
    """What QGIS users do when they delete a layer's file: the job ends, the folder is as before."""
    worker = client()
    source = save_envi(tmp_path / "a.img", *scene(700, 700, bands=8))
    before = sorted(p.name for p in tmp_path.iterdir())
    worker.send(job(source, tmp_path / "out", model=slow_model).to_line())
    worker.until_progress()
    if change == "gone":  # an open file stays readable: the run may end well or say what is missing
        source.unlink()
        before.remove(source.name)
    else:
        os.truncate(source, source.stat().st_size // 8)
    final = worker.until_final()[-1]
    if final.type == "error":
        assert "a.img" in final.message and final.message.endswith(".") and "\n" not in final.message
        assert sorted(p.name for p in tmp_path.iterdir()) == before
    else:
        assert change == "gone"
        assert (tmp_path / "out" / "map.tif").is_file()
    worker.send(JobSpec("models", id="3").to_line())
    assert worker.until_final()[-1].type == "result"


def test_a_job_that_waits_is_cancelled_by_its_name(client, tmp_path, slow_model):
    worker = client()
    source = save_geotiff(tmp_path / "a.tif", *scene(300, 300, bands=6))
    worker.send(job(source, tmp_path / "one", name="1", model=slow_model).to_line())
    worker.send(job(source, tmp_path / "two", name="2").to_line())
    worker.send(cancel_line("2"))
    worker.until_progress()
    worker.send(cancel_line("1"))
    finals = {(event := worker.until_final()[-1]).job: event for _ in range(2)}
    assert {name: event.code for name, event in finals.items()} == {"1": "cancelled", "2": "cancelled"}
    assert not (tmp_path / "two").exists()


def test_the_worker_ends_and_cleans_up_when_stdin_closes(client, tmp_path, slow_model):
    worker = client()
    source = save_geotiff(tmp_path / "a.tif", *scene(700, 700, bands=8))
    worker.send(job(source, tmp_path / "out", model=slow_model).to_line())
    worker.until_progress()
    worker.process.stdin.close()
    worker.process.wait(5)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_kill_9_at_any_moment_leaves_the_earlier_map_or_the_new_one(client, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(260, 260, bands=6))
    out = tmp_path / "out"
    out.mkdir()
    earlier = b"an earlier map"
    spec = job(source, out)
    line = json.loads(spec.to_line())
    line["options"]["overwrite"] = True
    (out / "map.tif").write_bytes(earlier)
    whole = None
    for number in range(10):
        worker = client()
        worker.send(json.dumps(line))
        if number % 2:
            worker.until_progress()
        time.sleep(0.03 * (number // 2))
        worker.process.send_signal(signal.SIGKILL)
        worker.process.wait()
        content = (out / "map.tif").read_bytes()
        if content != earlier:
            whole = whole or content
            assert content == whole
    worker = client()
    worker.send(json.dumps(line))
    assert worker.until_final()[-1].type == "result"
    assert whole in (None, (out / "map.tif").read_bytes())
    assert sorted(p.name for p in out.iterdir()) == ["map.json", "map.qml", "map.tif", "map.tif.aux.xml"]
