"""A kill, or a refusal of the system, at every rename of every job: the earlier result whole, or the new one whole."""

import json
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from backend.catalog import store as model_store
from backend.common.outputs import temporary
from backend.common.outputs.output_set import OutputSet
from backend.heads import training as train_head
from backend.imported import install as importing
from backend.imported import score as features
from backend.job.kinds.similar import Seeking
from backend.job.kinds.train import Training
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping.report import whole_digest
from backend.serve import int8 as quantising
from backend.shell.main import main
from tests.support.tiny import save_geotiff, scene
from tests.unit.heads.test_train import labelled_scene, points

OVERRIDES = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]
CHANGES = ("replace", "rename", "unlink", "remove", "rmdir", "link")  # what changes a folder


class Killed(BaseException):
    """The process is no more."""


class World:
    """Stops the file system at the n-th rename, as a kill does, or refuses that rename; remembers what was staged."""

    def __init__(self, patch):
        self.patch, self.staged, self.renames = patch, {}, 0
        self.commit = OutputSet.commit
        patch.setattr(OutputSet, "commit", self._commit_of())

    def _commit_of(self):
        def commit(files):
            self.staged |= {target: path.read_bytes() for path, target in files._pending}
            self.commit(files)

        return commit

    def stop_at(self, number, *, refuse=False):
        real = {name: getattr(os, name) for name in CHANGES}
        dead = []

        def change_of(name):
            def change(*args, **kwargs):
                if dead:
                    raise Killed
                if name == "replace":
                    self.renames += 1
                    if self.renames == number and refuse:
                        raise PermissionError(13, "Permission denied")
                    if self.renames == number:
                        dead.append(True)
                        raise Killed
                return real[name](*args, **kwargs)

            return change

        for name in CHANGES:
            self.patch.setattr(os, name, change_of(name))


def contents(folder):
    return {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def map_job(run_job, tiny_model, folder, capsys):
    source = save_geotiff(folder / "a.tif", *scene(40, 40))
    outputs = Outputs(
        classes=str(folder / "out" / "m.tif"), probabilities=str(folder / "else" / "p.tif"),
        confidence=str(folder / "out" / "c.tif"), segments=str(folder / "else" / "s.gpkg"),
    )  # fmt: skip

    def run(seed):
        overrides = {**OVERRIDES, "scale": 0.0001 * (1 + seed)}
        options = Options(overwrite=True)
        spec = JobSpec(
            "map", str(source), model=str(tiny_model), overrides=overrides, outputs=outputs, options=options
        )  # fmt: skip
        return run_job(spec)[0].type == "result"

    return run


def merge_job(run_job, tiny_model, folder, capsys):
    source = save_geotiff(folder / "a.tif", *scene(40, 40))

    def run(seed):
        for rows in ("0:24", "24:40") if not (folder / f"parts{seed}").exists() else ():
            level = ["--level", "L2", "--units", "reflectance", "--scale", str(0.0001 * (1 + seed))]
            words = ["map", source, "--out", folder / f"parts{seed}", "--rows", rows, "--model", tiny_model, *level]
            assert main([str(word) for word in words]) == 0
        return main(["merge", str(folder / f"parts{seed}"), "--out", str(folder / "out" / "m.tif"), "--force"]) == 0

    return run


def train_job(run_job, tiny_model, folder, capsys, patch):
    source, truth = labelled_scene(folder / "a.tif", 60, 60)
    sample, fit, seeds, known = train_head._Trainer.sample, train_head._Trainer.fit, [], {}
    patch.setattr(train_head._Trainer, "sample", lambda *a: None if seeds[-1] in known else sample(*a))

    def fitted(*args):  # learning the same again would only take time
        if seeds[-1] not in known:
            known[seeds[-1]] = fit(*args)
        head, report = known[seeds[-1]]
        return head, dict(report)

    patch.setattr(train_head._Trainer, "fit", fitted)

    def run(seed):
        seeds.append(seed)
        labels = points(folder / "labels.geojson", truth, 4, seed=seed)
        spec = JobSpec(
            "train", str(source), model=str(tiny_model), overrides=OVERRIDES, options=Options(overwrite=True),
            outputs=Outputs(model=str(folder / "out" / "head")),
            settings=Training(labels=str(labels), class_field="land"),
        )  # fmt: skip
        return run_job(spec)[0].type == "result"

    return run


def scene_job(run_job, tiny_model, folder, capsys, patch):
    source, seeds = save_geotiff(folder / "a.tif", *scene(40, 40)), []
    engine = SimpleNamespace(outputs=("x",), device="CPU", cancel=lambda: None)
    table = SimpleNamespace(rows=[], write=lambda path: path.write_text(f"scores {seeds[-1]}"))

    def opened(found, options, *, scores):
        return SimpleNamespace(scene=found, card=found.card, engine=engine, warnings=())

    patch.setattr(features, "open_features", opened)
    patch.setattr(features, "feature_report", lambda *_, **__: {"seed": seeds[-1], "model": {}})
    patch.setattr(features, "_scene_table", lambda *_, **__: table)

    def run(seed):
        seeds.append(seed)
        spec = JobSpec(
            "scene", str(source), model=str(tiny_model), overrides=OVERRIDES, options=Options(overwrite=True),
            outputs=Outputs(scores=str(folder / "out" / "f.csv")),
        )  # fmt: skip
        return run_job(spec)[0].type == "result"

    return run


def embed_job(run_job, tiny_model, folder, capsys, patch):
    from backend.embedding import run as embedding
    from backend.raster.georeference import GeoReference

    source, seeds = save_geotiff(folder / "a.tif", *scene(40, 40)), []

    class Fake(embedding.OwnFeatures):
        channels, size, reference = 2, (40, 40), GeoReference(None, None)

        def start(self, engine_of):
            pass

        def layout(self, layers):
            return 64

        def sample(self):
            return np.random.default_rng(0).random((99, 2), dtype=np.float32)

        def run(self, emit, tick):
            emit(0, 0, np.full((2, 40, 40), seeds[-1], dtype=np.float32))

        def report(self, facts):
            return {**facts, "seed": seeds[-1]}

    patch.setattr(embedding, "OwnFeatures", Fake)

    def run(seed):
        seeds.append(seed)
        spec = JobSpec(
            "embed", str(source), model=str(tiny_model), overrides=OVERRIDES, options=Options(overwrite=True),
            outputs=Outputs(embedding=str(folder / "out" / "f.tif"), picture=str(folder / "else" / "p.tif")),
        )  # fmt: skip
        return run_job(spec)[0].type == "result"

    return run


def similar_job(run_job, tiny_model, folder, capsys):
    source = save_geotiff(folder / "a.tif", *scene(40, 40))

    def run(seed):
        spec = JobSpec(
            "similar", str(source), model=str(tiny_model), overrides=OVERRIDES, options=Options(overwrite=True),
            outputs=Outputs(similarity=str(folder / "out" / "f.tif")), settings=Seeking(method="spectrum"),
            points=((500_000.0 + 30 * (seed + 0.5), 5_800_000.0 - 15),),
        )  # fmt: skip
        return run_job(spec)[0].type == "result"

    return run


def card_of(tiny_model, weights, seed):
    import hashlib

    card = json.loads((tiny_model / "card.json").read_text())
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    card["assets"]["weights"] = {"href": "weights.onnx", "file:sha256": digest}
    card["properties"]["title"] = f"model {seed}"
    return card


def import_job(run_job, tiny_model, folder, capsys, patch):
    seeds = []
    (folder / "w.safetensors").write_bytes(b"published")
    made = SimpleNamespace(report=SimpleNamespace(lines=list), classes=0)
    patch.setattr(importing, "read_weights", lambda *_: {})
    patch.setattr(importing, "import_weights", lambda *_: made)
    patch.setattr(importing, "_write_weights", lambda _, path, **__: path.write_bytes(b"weights %d" % seeds[-1]))
    patch.setattr(importing, "_card", lambda *_, file, **__: card_of(tiny_model, file, seeds[-1]))

    def run(seed):
        seeds.append(seed)
        words = ["import-model", folder / "w.safetensors", "--arch", "specaware-base", "--name", "m", "--overwrite"]
        return main([*map(str, words), "--out", str(folder / "out")]) == 0

    return run


def quantise_job(run_job, tiny_model, folder, capsys, patch):
    from backend.models.graphs import quantise

    source, seeds = save_geotiff(folder / "a.tif", *scene(40, 40)), []

    def quantised(source, target, feeds):
        target.write_bytes(b"int8 %d" % seeds[-1])
        return SimpleNamespace(agreement=1.0 - seeds[-1] / 100, labels=1)

    patch.setattr(quantise, "quantise", quantised)
    patch.setattr(quantising, "scene_feeds", lambda *_, **__: [])

    def run(seed):
        seeds.append(seed)
        words = ["quantise-model", tiny_model, "--scene", source, "--name", "m", "--overwrite"]
        return main([*map(str, words), "--out", str(folder / "out")]) == 0

    return run


JOBS = {
    "map": map_job, "merge": merge_job, "train": train_job, "embed": embed_job,
    "scene": scene_job, "similar": similar_job, "import": import_job, "quantise": quantise_job,
}  # fmt: skip
RESULTS = ("out", "else")


@pytest.fixture
def prepared(request, run_job, tiny_model, tmp_path, capsys, monkeypatch):
    """A job's earlier result, and a function that makes another one."""
    kind = request.param
    words = (run_job, tiny_model, tmp_path, capsys)
    run = JOBS[kind](*words) if kind in ("map", "merge", "similar") else JOBS[kind](*words, monkeypatch)
    assert run(0)
    if kind == "merge":
        run(1), run(0)  # the parts of the new one are there
    return kind, run, tmp_path


def results(folder):
    return {p: data for name in RESULTS for p, data in contents(folder / name).items()}


@pytest.mark.parametrize("prepared", JOBS, indirect=True)
def test_a_kill_at_any_rename_leaves_one_result_whole(prepared, monkeypatch):
    kind, run, folder = prepared
    earlier, seen, number = results(folder), set(), 0
    while "done" not in seen:
        number += 1
        assert number < 30
        with monkeypatch.context() as patch:
            world = World(patch)
            world.stop_at(number)
            try:
                assert run(1)
                seen.add("done")
            except Killed:
                pass
        with monkeypatch.context() as patch:  # the next start, once the killed process is gone
            patch.setattr(temporary, "_is_alive", lambda pid: False)
            if kind in ("train", "import", "quantise"):  # who only reads a model has to find it whole, too
                model_store.find(str(next((folder / "out").iterdir()))).verify()
            for name in RESULTS:
                for place in [folder / name, *(folder / name).rglob("*")]:
                    if place.is_dir():
                        temporary.remove_stale(place)
        new = {**earlier, **world.staged}
        found = results(folder)
        assert found in (earlier, new), f"rename {number}: {[p.name for p in found]}"
        seen.add("earlier" if found == earlier else "new")
        for path in found:  # back to the earlier result
            path.unlink()
        for path, data in earlier.items():
            path.write_bytes(data)
    assert seen == {"earlier", "new", "done"}
    assert number - 1 == len(world.staged) + 1  # one rename a file, and the one that decides


@pytest.mark.parametrize("prepared", JOBS, indirect=True)
def test_a_rename_that_the_system_refuses_leaves_the_earlier_result(prepared, monkeypatch):
    """As on Windows, where a file that another program has open cannot be replaced."""
    _, run, folder = prepared
    earlier, number, refused = results(folder), 0, True
    while refused:
        number += 1
        assert number < 30
        with monkeypatch.context() as patch:
            World(patch).stop_at(number, refuse=True)
            refused = not run(1)
        if refused:
            assert results(folder) == earlier, number
    assert number > 2
    assert not [p for p in folder.rglob(".*") if ".specaware-" in p.name]


def test_the_first_result_is_there_whole_or_not_at_all(run_job, tiny_model, tmp_path, monkeypatch, capsys):
    run = map_job(run_job, tiny_model, tmp_path, capsys)
    for number in (1, 2, 5):
        with monkeypatch.context() as patch:
            world = World(patch)
            world.stop_at(number)
            with pytest.raises(Killed):
                run(0)
        with monkeypatch.context() as patch:
            patch.setattr(temporary, "_is_alive", lambda pid: False)
            for name in RESULTS:
                temporary.remove_stale(tmp_path / name)
        assert results(tmp_path) == ({} if number == 1 else world.staged)
        for name in RESULTS:
            shutil.rmtree(tmp_path / name)


CHILD = """
import os, signal, sys
from backend.shell.main import main
count, real = int(sys.argv[1]), os.replace
def replace(*args):
    global count
    count -= 1
    if count == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(*args)
os.replace = replace
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_true_kill_is_completed_by_the_next_command(engine_environment, tiny_model, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 40))
    words = ["map", source, "--out", tmp_path / "out", "--model", tiny_model, *L2, "--confidence", "--force"]
    command = [sys.executable, "-c", CHILD, "3", *map(str, words)]
    done = subprocess.run(command, env=engine_environment, capture_output=True, check=False)
    assert done.returncode == -9
    assert [p.name for p in (tmp_path / "out").iterdir() if p.name.endswith(".commit")]
    assert main([*map(str, words[:-1])]) == 0  # without --force: what is finished is kept
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "a_classes.json", "a_classes.qml", "a_classes.tif", "a_classes.tif.aux.xml", "a_confidence.tif",
    ]  # fmt: skip
    report = json.loads((tmp_path / "out" / "a_classes.json").read_text())
    assert report["outputs"].keys() == {"classes", "confidence", "report"}


def test_a_journal_moves_nothing_but_its_own_runs_files(tmp_path, monkeypatch):
    """One that a stranger put beside a raster, say."""
    monkeypatch.setattr(temporary, "_is_alive", lambda pid: False)
    (tmp_path / "data").mkdir()
    victim = tmp_path / "victim.txt"
    victim.write_text("the user's")
    name = temporary.temporary_path(tmp_path / "data" / "x.commit").name
    (tmp_path / "data" / "payload.txt").write_text("a stranger's")
    journal = tmp_path / "data" / name
    journal.write_text(json.dumps({"targets": [str(victim), str(tmp_path / "data" / "payload.txt"), 7]}))
    temporary.recover(tmp_path / "data")
    assert victim.read_text() == "the user's"
    journal.write_text("[" * 100_000)
    temporary.recover(tmp_path / "data")
    assert victim.read_text() == "the user's"


def test_two_writers_at_once_leave_the_result_of_one(run_job, tiny_model, tmp_path):
    """Each result is put in place as a whole, whichever comes last."""
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 40))
    words = ["map", str(source), "--out", str(tmp_path / "out"), "--model", str(tiny_model), "--force", "--confidence"]
    command = [sys.executable, "-m", "backend", *words, "--level", "L2", "--units", "reflectance", "--scale"]
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    writers = [subprocess.Popen([*command, scale], env=environment, stderr=-3) for scale in ("0.0001", "0.0002")]
    assert [writer.wait() for writer in writers] == [0, 0]
    report = json.loads((tmp_path / "out" / "a_classes.json").read_text())
    for key, name in (("classes", "a_classes.tif"), ("confidence", "a_confidence.tif")):
        assert whole_digest(tmp_path / "out" / name) == report["output_files"][key]
    assert not [p.name for p in (tmp_path / "out").iterdir() if p.name.startswith(".")]
