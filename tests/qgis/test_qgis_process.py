"""The algorithms from the shell, in fresh processes: what a script, a cluster node and run.sh use."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

import specaware

SETTINGS = "[PythonPlugins]\nspecaware=true\n"
IDS = ("specaware:classify", "specaware:inspectsensor", "specaware:segment", "specaware:trainscene")
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Start:
    """Return a function that starts qgis_process with the plugin enabled in a profile of its own."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    home = tmp_path_factory.mktemp("home")
    (home / "runtime").mkdir(mode=0o700)
    ini = home / ".local" / "share" / "QGIS" / "QGIS3" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True)
    ini.write_text(SETTINGS, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QGIS_", "PYTHONPATH"))}
    environment.update(
        HOME=str(home), XDG_RUNTIME_DIR=str(home / "runtime"), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8",
        QGIS_PLUGINPATH=str(Path(specaware.__path__[0]).parent), SPECAWARE_ENGINE_PYTHON=engine,
        GDAL_PAM_ENABLED="NO",
    )  # fmt: skip

    def run(*arguments: str, cwd: Path | None = None, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [program, *arguments],
            env={**environment, **more},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
        )

    return run


def finish(process: subprocess.Popen[str], seconds: float = 90) -> tuple[int, str, str]:
    out, errors = process.communicate(timeout=seconds)
    return process.returncode, out, errors


def wait_for_temporaries(process: subprocess.Popen[str], folder: Path, before: list[Path]) -> None:
    """Wait until the run has begun to write."""
    end = time.monotonic() + 60
    while sorted(folder.iterdir()) == before:
        if process.poll() is not None or time.monotonic() > end:
            pytest.fail(f"the run ended, or wrote nothing in a minute: {process.communicate()[1]}")
        time.sleep(0.05)


def test_lists_the_algorithms(start: Start) -> None:
    code, out, _ = finish(start("list"))
    assert code == 0
    assert all(f"\t{name.split(':')[1]}\t" in out or name in out or name.split(":")[1] in out for name in IDS)


@pytest.mark.parametrize("algorithm", IDS)
def test_helps(start: Start, algorithm: str) -> None:
    code, out, _ = finish(start("help", algorithm))
    assert code == 0
    assert "INPUT" in out
    assert "SENSOR" in out


def test_maps_with_relative_paths_and_writes_only_what_was_asked(start: Start, raster: Path) -> None:
    process = start(
        "--json", "run", "specaware:classify", "--", f"INPUT={raster.name}", "OUTPUT=map.tif", cwd=raster.parent
    )
    code, out, errors = finish(process)
    assert code == 0, errors
    assert json.loads(out[out.index("{") :])["results"]["OUTPUT"] == "map.tif"
    names = {path.name for path in raster.parent.iterdir()}
    assert names == {"stripes.tif", "map.tif", "map.tif.aux.xml", "map.json", "map.qml"}
    assert gdal.Open(str(raster.parent / "map.tif")).RasterXSize == 60


def test_a_report_as_a_page_holds_the_figures_of_the_json(start: Start, raster: Path) -> None:
    arguments = [f"INPUT={raster.name}", "OUTPUT=map.tif", "CONFIDENCE=c.tif", "REPORT=report.html"]
    code, out, errors = finish(start("--json", "run", "specaware:classify", "--", *arguments, cwd=raster.parent))
    assert code == 0, errors
    assert json.loads(out[out.index("{") :])["results"]["REPORT"] == "report.html"
    page = (raster.parent / "report.html").read_text(encoding="utf-8")
    for entry in json.loads((raster.parent / "map.json").read_text(encoding="utf-8"))["classes"]:
        row = f'{entry["title"]}</td><td class="n">{entry["pixels"]:,}</td>'
        assert row in page and f"{entry['area_m2'] / 1e4:,.2f}" in page and f"{100 * entry['share']:.1f} %" in page
    assert page.count("data:image/png;base64,") == 2 and 'src="http' not in page


def bad_cases(folder: Path, raster: Path, unknown: Path) -> dict[str, tuple[list[str], str]]:
    """Arguments that cannot work, and words of the one line that says what to do."""
    short = folder / "short.txt"
    short.write_text("500\n510\n", encoding="utf-8")
    good = [f"INPUT={raster}", f"OUTPUT={folder / 'map.tif'}"]
    return {
        "missing file": ([f"INPUT={folder / 'nonesuch.tif'}", good[1]], "check the path"),
        "no wavelengths": ([f"INPUT={unknown}", good[1]], "give the sensor"),
        "wrong wavelength list": ([f"INPUT={unknown}", good[1], f"WAVELENGTHS={short}"], "64"),
        "empty extent": ([*good, "EXTENT=5,5,5,5"], "empty"),
        "extent off the raster": ([*good, "EXTENT=1,2,1,2"], f"{raster.name}: The extent does not touch the raster"),
        "unwritable output": ([good[0], "OUTPUT=/proc/nonesuch/map.tif"], "/proc/nonesuch"),
        "unknown model": ([*good, "MODEL=nonesuch"], "installed"),
    }


def test_bad_input_exits_1_with_one_line_that_says_what_to_do(
    start: Start, raster: Path, tmp_path: Path, make_raster: Callable[..., Path]
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    unknown = make_raster(work / "unknown.tif", wavelengths=False)
    cases = bad_cases(work, raster, unknown)
    before = sorted(work.iterdir())
    for case, (arguments, words) in cases.items():
        code, out, errors = finish(start("run", "specaware:classify", "--", *arguments))
        said = [line for line in (out + "\n" + errors).splitlines() if words in line and "=" not in line]
        assert code == 1, case
        assert said, (case, errors)
        assert "Traceback" not in errors, case
    assert sorted(work.iterdir()) == before


def test_sigint_cancels_and_leaves_the_folder_as_it_was(
    start: Start, tmp_path: Path, make_raster: Callable[..., Path]
) -> None:
    source = make_raster(tmp_path / "large.tif", rows=1000, cols=1000)
    before = sorted(tmp_path.iterdir())
    process = start("run", "specaware:classify", "--", f"INPUT={source}", f"OUTPUT={tmp_path / 'map.tif'}")
    wait_for_temporaries(process, tmp_path, before)
    process.send_signal(signal.SIGINT)
    code, _, _ = finish(process)
    assert code != 0
    assert sorted(tmp_path.iterdir()) == before


def test_sigkill_leaves_an_earlier_map_intact_and_the_next_run_tidies_up(
    start: Start, raster: Path, make_raster: Callable[..., Path]
) -> None:
    folder = raster.parent
    target = folder / "map.tif"
    target.write_bytes(b"an earlier output")
    source = make_raster(folder / "large.tif", rows=1000, cols=1000)
    before = sorted(folder.iterdir())
    process = start("run", "specaware:classify", "--", f"INPUT={source}", f"OUTPUT={target}")
    wait_for_temporaries(process, folder, before)
    process.kill()
    process.communicate()
    assert target.read_bytes() == b"an earlier output"
    end = time.monotonic() + 20
    while any(path.name.startswith(".") for path in folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.1)  # the worker sees its stdin close, cancels and removes its temporaries
    assert sorted(folder.iterdir()) == before
    code, _, errors = finish(start("run", "specaware:classify", "--", f"INPUT={raster}", f"OUTPUT={target}"))
    assert code == 0, errors
    assert gdal.Open(str(target)).RasterXSize == 60


def test_a_sample_is_drawn_and_a_map_assessed(start: Start, tmp_path: Path) -> None:
    values = np.repeat([1, 2], 20)[None, :].repeat(30, axis=0).astype(np.uint8)
    file = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "map.tif"), 40, 30, 1, gdal.GDT_Byte)
    file.SetGeoTransform((0.0, 1.0, 0.0, 0.0, 0.0, -1.0))
    file.GetRasterBand(1).WriteArray(values)
    file = None
    run = ("--json", "run")
    arguments = ("--", "INPUT=map.tif", "OUTPUT=points.gpkg", "PER_CLASS=10")
    code, out, errors = finish(start(*run, "specaware:sample", *arguments, cwd=tmp_path))
    assert code == 0, errors
    assert json.loads(out[out.index("{") :])["results"]["DRAWN"] == 20
    arguments = ("--", "INPUT=map.tif", "LABELS=points.gpkg", "FIELD=map_value", "HTML=a.html", "JSON=a.json")
    code, out, errors = finish(start(*run, "specaware:assess", *arguments, cwd=tmp_path))
    assert code == 0, errors
    assert json.loads(out[out.index("{") :])["results"]["ACCURACY"] == 100
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert report["accuracy"]["confusion"] == [[10, 0], [0, 10]]
    assert report["design"]["origin"] == "recognised"
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"map.tif", "points.gpkg", "points.json", "points.qml", "a.html", "a.json"}
    code, _, errors = finish(
        start("run", "specaware:assess", *arguments[:3], "FIELD=reference", "HTML=b.html", cwd=tmp_path)
    )
    assert code == 1
    assert "0 classes" in errors
    assert "Traceback" not in errors


def test_an_extension_adds_an_algorithm_and_an_output_of_maps(start: Start, raster: Path, tmp_path: Path) -> None:
    (tmp_path / "extensions").mkdir()
    shutil.copy(Path(__file__).parents[1] / "support" / "extension_example.py", tmp_path / "extensions" / "example.py")
    extensions = str(tmp_path / "extensions")
    code, out, errors = finish(start("help", "specaware:difference", SPECAWARE_EXTENSIONS=extensions))
    assert code == 0, errors
    assert "FIRST_NM" in out and "first wavelength in nm" in out
    words = (f"INPUT={raster}", f"OUTPUT={tmp_path / 'd.tif'}", "FIRST_NM=800")
    code, out, errors = finish(start("run", "specaware:difference", "--", *words, SPECAWARE_EXTENSIONS=extensions))
    assert code == 0, errors
    assert (tmp_path / "d.tif").is_file() and "mean " in out
    words = (f"INPUT={raster}", f"OUTPUT={tmp_path / 'c.tif'}", f"MARGIN={tmp_path / 'm.tif'}")
    code, out, errors = finish(start("run", "specaware:classify", "--", *words, SPECAWARE_EXTENSIONS=extensions))
    assert code == 0, errors
    assert gdal.Open(str(tmp_path / "m.tif")).GetRasterBand(1).GetDescription() == "Margin (%)"


def test_labelled_scenes_train_a_model_and_bad_ones_are_one_line(start: Start, raster: Path) -> None:
    work = raster.parent / "work"
    for number, name in enumerate(("leaves", "ground", "lake")):
        (work / name).mkdir(parents=True)
        for part in range(4):
            window = [20 * number + 2, 2 + 8 * part, 16, 8]
            gdal.Translate(str(work / name / f"{part}.tif"), str(raster), srcWin=window)
    arguments = ["run", "specaware:trainscene", "--", "INPUT=work", f"OUTPUT={raster.parent / 'mine'}"]
    code, out, errors = finish(start("--json", *arguments, cwd=raster.parent), 180)
    assert code == 0, errors
    assert json.loads(out[out.index("{") :])["results"]["ACCURACY"] > 80
    assert {path.name for path in (raster.parent / "mine").iterdir()} == {
        "card.json", "weights.safetensors", "report.json", "report.txt", "accuracy.csv"
    }  # fmt: skip
    code, out, errors = finish(
        start("run", "specaware:trainscene", "--", f"INPUT={raster}", f"OUTPUT={raster.parent / 'm'}")
    )
    assert code == 1 and "alone has no classes" in out + errors and not (raster.parent / "m").exists()
