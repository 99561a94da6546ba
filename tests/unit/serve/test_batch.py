"""Many scenes in one run, through the command line: what is kept, what is made again, what one bad scene costs."""

import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest
import rasterio

from backend.shell.main import main
from tests.support.tiny import save_envi, save_geotiff, save_model, scene

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


@pytest.fixture
def run(tiny_model, capsys):
    """Return a function that runs a command (``map`` with the tiny model) and gives exit code, stdout and stderr."""

    def run(command, *words, model=tiny_model):
        settings = [*L2, "--model", str(model)] if command == "map" else []
        code = main([command, *map(str, words), *settings])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def folder(tmp_path):
    """A folder of three scenes, one of them in a folder below."""
    (tmp_path / "in" / "below").mkdir(parents=True)
    save_geotiff(tmp_path / "in" / "a.tif", *scene(40, 30, seed=1))
    save_envi(tmp_path / "in" / "b.bsq", *scene(30, 20, seed=2), interleave="bsq")
    save_geotiff(tmp_path / "in" / "below" / "c.tif", *scene(20, 25, seed=3))
    return tmp_path / "in"


def files(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()) if folder.exists() else []


def stamps(folder):
    return {p.name: p.stat().st_mtime_ns for p in folder.rglob("*_classes.tif")}


def made_again(before, after):
    return sorted(name for name in after if before.get(name) != after[name])


def test_a_second_run_over_a_folder_keeps_what_is_finished(run, folder, tmp_path):
    out = tmp_path / "out"
    code, stdout, err = run("map", folder, "--out", out)
    assert code == 0, err
    assert sorted(stamps(out)) == ["a_classes.tif", "b_classes.tif", "c_classes.tif"]
    assert (out / "below" / "c_classes.tif").is_file()
    assert "3 mapped, 0 kept, 0 failed." in err
    before = stamps(out)
    code, stdout, err = run("map", folder, "--out", out)
    assert (code, stdout) == (0, "")
    assert "0 mapped, 3 kept, 0 failed." in err
    assert err.count("--force") == 3
    assert stamps(out) == before
    assert run("map", folder / "*.tif", "--out", out, "--force")[0] == 0
    assert made_again(before, stamps(out)) == ["a_classes.tif"]


def damage_map(folder, out):
    path = out / "a_classes.tif"
    data = bytearray(path.read_bytes())
    data[-7] ^= 1
    path.write_bytes(data)


def lose_map(folder, out):
    (out / "a_classes.tif").unlink()


def change_pixel(folder, out):
    with rasterio.open(folder / "a.tif", "r+") as file:
        file.write(np.full((1, 1), 77, dtype=np.int16), 3, window=rasterio.windows.Window(4, 4, 1, 1))


def change_header(folder, out):
    with rasterio.open(folder / "a.tif", "r+") as file:
        file.update_tags(3, wavelength="599.0")


def settings_beside(folder, out):
    (folder / "a.tif.specaware.json").write_text(json.dumps({"bad_bands": [1]}))


def other_version(folder, out):
    report = json.loads((out / "a_classes.json").read_text())
    (out / "a_classes.json").write_text(json.dumps({**report, "specaware": "0.0.1"}))


CHANGES = {
    damage_map: "damaged", lose_map: "missing", change_pixel: "input has changed", change_header: "band metadata",
    settings_beside: "band metadata", other_version: "version 0.0.1",
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_map_that_does_not_match_its_report_is_made_again_and_said_so(run, folder, tmp_path, change):
    out = tmp_path / "out"
    assert run("map", folder, "--out", out)[0] == 0
    good = (out / "a_classes.tif").read_bytes()
    before = stamps(out)
    change(folder, out)
    code, _, err = run("map", folder, "--out", out)
    assert code == 0, err
    assert made_again(before, stamps(out)) == ["a_classes.tif"]
    (reason,) = (line for line in err.splitlines() if line.startswith("Maps "))
    assert "a.tif again" in reason
    assert CHANGES[change] in reason
    if change in (damage_map, lose_map, other_version):
        assert (out / "a_classes.tif").read_bytes() == good
    assert "0 mapped, 3 kept" in run("map", folder, "--out", out)[2]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--extent", 500000, 5799400, 500600, 5800000], "settings (extent)"),
        (["--bad-bands", "2"], "bands"),
        (["--confidence"], "a_confidence.tif is missing"),
        (["--segments"], "a_segments.gpkg is missing"),
    ],
)
def test_other_settings_make_another_map(run, folder, tmp_path, words, reason):
    source, out = folder / "a.tif", tmp_path / "out"
    assert run("map", source, "--out", out)[0] == 0
    code, _, err = run("map", source, "--out", out, *words)
    assert code == 0, err
    assert reason in err
    assert "which is finished" in run("map", source, "--out", out, *words)[2]


def test_how_fast_it_runs_makes_no_other_map_and_another_model_does(run, folder, tmp_path):
    source, out = folder / "a.tif", tmp_path / "out"
    assert run("map", source, "--out", out)[0] == 0
    assert "Kept" in run("map", source, "--out", out, "--threads", 1, "--memory-mb", 700, "--block-px", 64)[2]
    other = save_model(tmp_path / "other", context=1, mood=0.5)
    assert "the model has changed" in run("map", source, "--out", out, model=other)[2]
    card = json.loads((other / "card.json").read_text())
    card["properties"]["specaware:window"]["overlap"] += 1
    (other / "card.json").write_text(json.dumps(card))
    assert "the model has changed" in run("map", source, "--out", out, model=other)[2]


def test_a_damaged_geopackage_is_made_again_and_one_that_was_looked_at_is_not(run, folder, tmp_path):
    source, out = folder / "a.tif", tmp_path / "out"
    words = [source, "--out", out, "--segments"]
    assert run("map", *words)[0] == 0
    os.utime(out / "a_segments.gpkg")
    assert "Kept" in run("map", *words)[2]
    (out / "a_segments.gpkg").write_bytes(b"no database")
    assert "a_segments.gpkg is missing or damaged" in run("map", *words)[2]
    assert "Kept" in run("map", *words)[2]


def test_a_file_of_someone_else_is_not_replaced_unless_forced(run, folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "a_classes.tif").write_text("precious")
    code, _, err = run("map", folder, "--out", out)
    assert code == 1
    assert (out / "a_classes.tif").read_text() == "precious"
    assert "a_classes.json does not describe it" in err
    assert "--force" in err
    assert "2 mapped, 0 kept, 1 failed." in err
    assert run("map", folder, "--out", out, "--force")[0] == 0
    assert (out / "a_classes.tif").read_bytes()[:2] == b"II"


def test_bad_scenes_stop_no_other_and_are_listed_at_the_end(run, folder, tmp_path):
    (folder / "bad.tif").write_text("no raster")
    short = save_envi(folder / "short.bil", *scene(30, 20))
    short.write_bytes(short.read_bytes()[:900])
    out = tmp_path / "out"
    code, _, err = run("map", folder, tmp_path / "missing.tif", "--out", out)
    assert code == 1
    assert sorted(stamps(out)) == ["a_classes.tif", "b_classes.tif", "c_classes.tif"]
    assert "3 mapped, 0 kept, 3 failed." in err
    last = err.splitlines()[-3:]
    assert [name for line, name in zip(last, ("bad.tif", "short.bil", "missing.tif")) if name in line.split(": ")[1]]
    assert all(line.startswith("Failed: ") and line.endswith(".") for line in last)
    assert not [name for name in files(tmp_path / "out") if name.startswith(".")]


def test_events_results_and_the_outcome_as_json_lines_and_in_a_log(run, folder, tmp_path):
    (folder / "bad.tif").write_text("no raster")
    log = tmp_path / "logs" / "run.jsonl"
    code, out, err = run("map", folder, "--out", tmp_path / "out", "--json", "--log", log)
    assert code == 1
    events = [json.loads(line) for line in out.splitlines()]
    done = {os.path.basename(e["job"]) for e in events if e["type"] == "result" and e.get("job")}
    assert done == {"a.tif", "b.bsq", "c.tif"}
    total = events[-1]["data"]
    assert [os.path.basename(p) for p in total["mapped"]] == ["a.tif", "b.bsq", "c.tif"]
    assert [os.path.basename(f["source"]) for f in total["failed"]] == ["bad.tif"]
    logged = [json.loads(line) for line in log.read_text().splitlines()]
    assert [{k: v for k, v in e.items() if k != "time"} for e in logged] == events
    assert all("T" in e["time"] for e in logged)
    assert len(err.splitlines()) == 1  # for people, stderr has the failure alone
    run("map", folder / "a.tif", "--out", tmp_path / "out", "--json", "--log", log)
    again = [json.loads(line) for line in log.read_text().splitlines()][len(logged) :]
    assert [e["data"].get("kept") for e in again] == [True, [str(folder / "a.tif")]]


def test_a_log_that_cannot_be_written_is_one_sentence_before_anything_runs(run, folder, tmp_path):
    code, _, err = run("map", folder, "--out", tmp_path / "out", "--log", "/proc/none/log")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "Log /proc/none/log cannot be written" in err
    assert not (tmp_path / "out").exists()


@pytest.fixture
def interrupted(engine_environment, folder, tmp_path):
    """Return a function that maps a small and a slow scene and sends a signal while the slow one is mapped."""

    def interrupted(number):
        model = save_model(tmp_path / "slow", context=56, size=128, overlap=32)
        save_geotiff(folder / "d.tif", *scene(400, 400, bands=6))
        words = ["map", folder / "a.tif", folder / "d.tif", "--out", tmp_path / "out", *L2, "--model", model, "--json"]
        child = subprocess.Popen(
            [sys.executable, "-m", "backend", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env=engine_environment,
        )  # fmt: skip
        for line in child.stdout:
            event = json.loads(line)
            if event["type"] == "progress" and event["job"].endswith("d.tif"):
                break
        child.send_signal(number)
        stdout, err = child.communicate(timeout=60)
        return child.returncode, stdout, err, model

    return interrupted


A_FILES = [f"a_classes.{end}" for end in ("json", "qml", "tif", "tif.aux.xml")]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_keeps_finished_maps_and_leaves_no_other_file(interrupted, tmp_path):
    code, stdout, err, _ = interrupted(signal.SIGINT)
    assert code == 130
    assert "The run was cancelled; 1 finished map stays" in err
    assert json.loads(stdout.splitlines()[-1])["data"]["cancelled"] is True
    assert files(tmp_path / "out") == A_FILES


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_after_kill_9_the_same_command_goes_on_and_tidies_up(interrupted, run, folder, tmp_path):
    code, _, _, model = interrupted(signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert set(files(tmp_path / "out")) > set(A_FILES)  # temporaries of the second
    code, _, err = run("map", folder / "a.tif", folder / "d.tif", "--out", tmp_path / "out", model=model)
    assert code == 0, err
    assert "1 mapped, 1 kept, 0 failed." in err
    assert files(tmp_path / "out") == sorted([*A_FILES, *(name.replace("a_", "d_", 1) for name in A_FILES)])
