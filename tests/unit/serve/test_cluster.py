"""Mapping on a real local cluster of two worker processes: the same maps, also when one is killed; cancel; errors."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.tiny import save_geotiff, save_model, scene

pytest.importorskip("distributed", reason="distributed is absent: install the cluster group")
if sys.platform == "win32":
    pytest.skip("signals of POSIX", allow_module_level=True)

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
QUIET = ["--no-dashboard"]


class Cluster:
    """A scheduler and worker processes of this machine, each with its own log."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder, self._environment = folder, environment
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-jupyter")
        self.address = json.loads(wait_for(lambda: self._file.is_file() and self._file.read_text()))["address"]
        self.workers: list[subprocess.Popen[bytes]] = []

    @property
    def _file(self) -> Path:
        return self._folder / "scheduler.json"

    def _start(self, kind: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", str(self._file), *QUIET]
        with (self._folder / f"{kind}-{time.monotonic_ns()}.log").open("wb") as log:
            return subprocess.Popen([*command, *words], stdout=log, stderr=log, env=self._environment, cwd=self._folder)

    def ensure(self, count: int) -> list[int]:
        """Start workers until ``count`` run; return their process ids once the scheduler knows them."""
        from distributed import Client

        self.workers = [worker for worker in self.workers if worker.poll() is None]
        words = ["--nworkers", "1", "--nthreads", "1", "--no-nanny", "--local-directory", str(self._folder)]
        self.workers += [self._start("worker", *words) for _ in range(count - len(self.workers))]
        with Client(self.address, set_as_default=False, timeout=90) as client:
            wait_for(lambda: len(client.scheduler_info(n_workers=-1)["workers"]) == count)
        return [worker.pid for worker in self.workers]

    def stop(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


def wait_for(condition, seconds=120.0):
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.05)
    return value


@pytest.fixture(scope="module")
def environment(tiny_model, root):
    return {
        **os.environ, "PYTHONPATH": str(root), "SPECAWARE_MODELS": str(tiny_model.parent), "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip


@pytest.fixture(scope="module")
def cluster(tmp_path_factory, environment):
    made = Cluster(tmp_path_factory.mktemp("cluster"), environment)
    try:
        made.ensure(2)
        yield made
    finally:
        made.stop()


@pytest.fixture
def start(environment, tiny_model):
    """Return a function that starts the command line, and kills what still runs at the end."""
    children = []

    def start(*words, model=tiny_model, **variables):
        command = [sys.executable, "-m", "backend", "map", *map(str, words), *L2, "--model", str(model)]
        child = subprocess.Popen(
            command, env={**environment, **variables}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


@pytest.fixture
def run(tiny_model, capsys):
    """Return a function that runs the command line in this process: exit code, stdout, stderr."""
    from backend.shell.main import main

    def run(*words, model=tiny_model):
        code = main(["map", *map(str, words), *L2, "--model", str(model)])
        return (code, *capsys.readouterr())

    return run


def finish(child, seconds=300):
    out, err = child.communicate(timeout=seconds)
    return child.returncode, out, err


def files(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def same_maps(one, other):
    names = [name for name in files(one) if name.endswith(".tif")]
    assert names
    assert files(one) == files(other)
    assert [n for n in names if (one / n).read_bytes() != (other / n).read_bytes()] == []


def test_scenes_and_row_ranges_give_the_maps_of_a_single_run(cluster, run, tmp_path):
    cluster.ensure(2)
    (tmp_path / "in").mkdir()
    for number, height in enumerate((40, 130, 35)):
        save_geotiff(tmp_path / "in" / f"{number}.tif", *scene(height, 50, seed=number))
    (tmp_path / "in" / "bad.tif").write_text("no raster")
    words = [tmp_path / "in", "--confidence", "--segments"]
    assert run(*words, "--out", tmp_path / "one")[0] == 1  # for the bad one
    code, out, err = run(*words, "--out", tmp_path / "two", "--scheduler", cluster.address, "--part-rows", 60)
    assert code == 1, err
    assert "3 mapped, 0 kept, 1 failed." in err
    assert "Failed: " + str(tmp_path / "in" / "bad.tif") in err
    assert "0_classes.tif" in out
    same_maps(tmp_path / "one", tmp_path / "two")
    report = json.loads((tmp_path / "two" / "1_classes.json").read_text())
    assert [p["rows"] for p in report["parts"]] == ["0:60", "60:120", "120:130"]
    code, _, err = run(*words, "--out", tmp_path / "two", "--scheduler", cluster.address)
    assert "0 mapped, 3 kept, 1 failed." in err


def test_one_scene_is_cut_for_all_workers(cluster, run, tmp_path):
    cluster.ensure(2)
    source = save_geotiff(tmp_path / "s.tif", *scene(200, 40))
    code, out, err = run(source, "--out", tmp_path / "out", "--scheduler", cluster.address, "--json")
    assert code == 0, err
    report = json.loads((tmp_path / "out" / "s_classes.json").read_text())
    assert [p["rows"] for p in report["parts"]] == ["0:120", "120:200"]  # windows of the tiny model begin every 24 rows
    events = [json.loads(line) for line in out.splitlines()]
    assert {f"{source} rows 0:120", f"{source} rows 120:200"} <= {e.get("job") for e in events}
    assert any(e["type"] == "progress" for e in events)


def pids_at_work(folder):
    """Process ids in the names of temporaries."""
    found = (re.search(r"\.specaware-[\w.]+-(\d+)-\d+", path.name) for path in folder.rglob(".*.specaware-*"))
    return {int(match[1]) for match in found if match}


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    """A model that takes its time, a scene, and its map of a single run."""
    folder = tmp_path_factory.mktemp("slow")
    model = save_model(folder / "slow", context=24, size=128, overlap=32, name="slow")
    return model, save_geotiff(folder / "s.tif", *scene(600, 250, bands=8))


def test_a_killed_worker_costs_time_and_nothing_else(cluster, start, run, slow, tmp_path):
    model, source = slow
    pids = cluster.ensure(2)
    words = [source, "--out", tmp_path / "out", "--scheduler", cluster.address, "--part-rows", 200]
    child = start(*words, model=model)
    wait_for(lambda: pids_at_work(tmp_path / "out") >= set(pids))
    os.kill(pids[0], signal.SIGKILL)
    assert run(source, "--out", tmp_path / "one", model=model)[0] == 0
    code, _, err = finish(child)
    assert code == 0, err
    same_maps(tmp_path / "one", tmp_path / "out")


def test_ctrl_c_stops_the_workers_and_leaves_no_stray_file(cluster, start, slow, tmp_path):
    model, source = slow
    pids = cluster.ensure(2)
    child = start(source, "--out", tmp_path / "out", "--scheduler", cluster.address, "--part-rows", 300, model=model)
    wait_for(lambda: pids_at_work(tmp_path / "out") >= set(pids))
    child.send_signal(signal.SIGINT)
    code, _, err = finish(child)
    assert code == 130
    assert "cancelled" in err
    assert not (tmp_path / "out").exists() or files(tmp_path / "out") == []
    assert cluster.ensure(2) == pids  # none of them died of it


def test_a_scheduler_that_does_not_answer_is_one_sentence(run, tmp_path):
    source = save_geotiff(tmp_path / "s.tif", *scene(20, 20))
    for address, text in (("tcp://127.0.0.1:9", "check its address."), ("localhost", "write it as tcp://host:8786.")):
        code, out, err = run(source, "--out", tmp_path / "m", "--scheduler", address)
        assert (code, out, len(err.splitlines())) == (1, "", 1), err
        assert address in err
        assert text in err
    assert not (tmp_path / "m").exists()


def test_without_distributed_the_sentence_says_what_to_install(environment, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "s.tif", *scene(20, 20))
    program = (
        "import sys; sys.modules['distributed'] = None; "
        "from backend.shell.main import main; sys.exit(main(sys.argv[1:]))"
    )
    words = ["map", source, "--out", tmp_path / "m", *L2, "--model", tiny_model, "--scheduler", "tcp://127.0.0.1:9"]
    run = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)], env=environment, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (1, "", 1)
    assert "Package distributed" in run.stderr
    assert "pip install 'distributed>=" in run.stderr


def test_a_scheduler_that_goes_costs_what_is_left_and_says_so(environment, start, slow, tmp_path):
    model, source = slow
    (tmp_path / "cluster").mkdir()
    lonely = Cluster(tmp_path / "cluster", environment)
    try:
        lonely.ensure(1)
        words = [source, "--out", tmp_path / "out", "--scheduler", lonely.address, "--json"]
        child = start(*words, model=model, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="5s")  # how long it looks for it
        wait_for(lambda: pids_at_work(tmp_path / "out"))
    finally:
        lonely.stop()
    code, out, err = finish(child)
    assert code == 1
    assert "has gone; start it and its workers and give the same command again." in err
    assert [f["source"] for f in json.loads(out.splitlines()[-1])["data"]["failed"]] == [str(source)]


def test_a_worker_of_another_version_or_model_is_named(tiny_model, monkeypatch):
    from backend.catalog.store import find
    from backend.common.machine.version import specaware_version
    from backend.job.spec import JobSpec, Outputs
    from backend.serve.cluster import _mismatch

    job = JobSpec("map", "a.tif", model=str(tiny_model), outputs=Outputs(classes="a"))
    facts = {"version": specaware_version(), "model": find(str(tiny_model)).sha256}
    assert _mismatch(job, facts, "tcp://w:1") is None
    assert "Worker tcp://w:1 runs SpecAware" in str(_mismatch(job, {**facts, "version": "0.0"}, "tcp://w:1"))
    absent = JobSpec("map", "a.tif", model="absent", outputs=Outputs(classes="a"))
    assert "On worker tcp://w:1: Model 'absent' is not installed" in str(_mismatch(absent, facts, "tcp://w:1"))
    assert "has another model" in str(_mismatch(job, {**facts, "model": "0"}, "tcp://w:1"))


def test_the_package_is_asked_for_in_the_bounds_of_its_group(root):
    from backend.serve.cluster import _INSTALL

    assert _INSTALL.split("'")[1] in (root / "pyproject.toml").read_text()
