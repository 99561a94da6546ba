"""The command line: what it writes, how it refuses, Ctrl-C."""

import json
import shlex
import signal
import subprocess
import sys

import numpy as np
import pytest
import rasterio

from backend.common.errors import InputError
from backend.job.repeat import repeat_command
from backend.job.spec import JobSpec, Options, Outputs
from backend.shell.arguments import map_jobs, parser
from backend.shell.main import main
from tests.support.tiny import save_envi, save_geotiff, save_model, scene

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


@pytest.fixture
def map_it(tiny_model, capsys):
    """Return a function that maps with the tiny model and gives exit code, stdout and stderr."""

    def run(*words, model=tiny_model):
        code = main(["map", *map(str, words), "--model", str(model)])
        return (code, *capsys.readouterr())

    return run


def files(folder):
    return sorted(p.name for p in folder.rglob("*")) if folder.exists() else []


def test_several_rasters_are_mapped_and_summed_up(map_it, tmp_path):
    first = save_geotiff(tmp_path / "first.tif", *scene(40, 50))
    second = save_envi(tmp_path / "second.img", *scene(30, 20))
    code, out, err = map_it(first, second, "--out", tmp_path / "maps", *L2, "--confidence", "--segments")
    assert code == 0, err
    assert files(tmp_path / "maps") == [
        f"{stem}_{name}"
        for stem in ("first", "second")
        for name in (
            "classes.json",
            "classes.qml",
            "classes.tif",
            "classes.tif.aux.xml",
            "confidence.tif",
            "segments.gpkg",
        )
    ]
    assert "first_classes.tif" in out
    assert "Low vegetation" in out or "Tree" in out


def test_an_existing_map_is_kept_and_said_so(map_it, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    assert map_it(source, "--out", tmp_path / "m", *L2)[0] == 0
    before = (tmp_path / "m" / "a_classes.tif").stat().st_mtime_ns
    code, _, err = map_it(source, "--out", tmp_path / "m", *L2)
    assert code == 0
    assert "Kept" in err
    assert "--force" in err
    assert (tmp_path / "m" / "a_classes.tif").stat().st_mtime_ns == before
    assert map_it(source, "--out", tmp_path / "m", *L2, "--force")[0] == 0
    assert (tmp_path / "m" / "a_classes.tif").stat().st_mtime_ns != before


def test_one_bad_raster_does_not_stop_the_others(map_it, tmp_path):
    good = save_geotiff(tmp_path / "good.tif", *scene(20, 20))
    code, _, err = map_it(tmp_path / "missing.tif", good, "--out", tmp_path / "m", *L2)
    assert code == 1
    assert "missing.tif" in err
    assert "good_classes.tif" in files(tmp_path / "m")


def test_the_reports_command_gives_the_same_pixels(map_it, tmp_path):
    source = save_geotiff(tmp_path / "a b.tif", *scene(60, 60))
    words = ["--out", tmp_path / "m", *L2, "--confidence", "--rows", "5:40", "--threads", "1"]
    assert map_it(source, *words)[0] == 0
    names = ("a b_rows5-40_classes.tif", "a b_rows5-40_confidence.tif")
    before = [(tmp_path / "m" / name).read_bytes() for name in names]
    command = json.loads((tmp_path / "m" / "a b_rows5-40_classes.json").read_text())["command"]
    assert command.startswith("python -m backend map ")
    assert main(shlex.split(command)[3:]) == 0
    assert [(tmp_path / "m" / name).read_bytes() for name in names] == before


@pytest.mark.parametrize("classes", ["/data/out/scene_classes.tif", "/data/out/other.tif"])
def test_every_job_has_a_command(classes):
    spec = JobSpec(
        "map", "/data/scene.tif", id="5", model="tiny", extent=(-1.5, 2.0, 3.0, 4.25),
        overrides={"sensor": "EnMAP", "level": "L2", "bad_bands": [1, 2, 9], "nodata": 0.0},
        outputs=Outputs(classes=classes), options=Options(threads=2, memory_mb=900, device="cpu"),
    )  # fmt: skip
    words = shlex.split(repeat_command(spec))[3:]
    args = parser().parse_args(words)
    if "scene_classes" in classes:
        (again,) = map_jobs(args)
        assert (again.extent, again.overrides, again.model) == (spec.extent, spec.overrides, spec.model)
        assert again.options == Options(threads=2, memory_mb=900, device="cpu", overwrite=True)
    else:
        assert (args.command, args.report) == ("run", "/data/out/other.json")


def test_wavelengths_and_bad_bands_from_the_command_line(map_it, tmp_path):
    cube, centers = scene(20, 20)
    path = tmp_path / "plain.tif"
    with rasterio.open(path, "w", driver="GTiff", count=12, height=20, width=20, dtype="int16") as file:
        file.write(cube)
    (tmp_path / "bands.txt").write_text("# centre, width\n" + "\n".join(f"{c / 1000:.5f}, 10" for c in centers))
    words = ["--wavelengths", tmp_path / "bands.txt", "--wavelength-unit", "um", "--bad-bands", "1-2,12"]
    code, _, err = map_it(path, "--out", tmp_path / "m", *L2, *words)
    assert code == 0, err
    bands = json.loads((tmp_path / "m" / "plain_classes.json").read_text())["bands"]
    assert [b["number"] for b in bands if not b["used"]] == [1, 2, 12]
    np.testing.assert_allclose([b["center_nm"] for b in bands], centers, atol=0.02)


def no_wavelengths(folder):
    path = folder / "src.tif"
    with rasterio.open(path, "w", driver="GTiff", count=5, height=20, width=20, dtype="int16") as file:
        file.write(np.ones((5, 20, 20), dtype=np.int16) * 1000)
    return path, []


def missing(folder):
    return folder / "src.tif", []


def one_band(folder):
    cube, centers = scene(20, 20)
    return save_geotiff(folder / "src.tif", cube[:1], centers[:1]), L2


def all_nodata(folder):
    cube, centers = scene(20, 20)
    return save_geotiff(folder / "src.tif", np.full_like(cube, -9999), centers, nodata=-9999), L2


def truncated_tiff(folder):
    path = save_geotiff(folder / "src.tif", *scene(200, 200))
    path.write_bytes(path.read_bytes()[:40000])
    return path, L2


def truncated_envi(folder):
    path = save_envi(folder / "src.img", *scene(60, 60))
    path.write_bytes(path.read_bytes()[:5000])
    return path, L2


def not_a_raster(folder):
    path = folder / "src.tif"
    path.write_text("hello")
    return path, L2


def empty_file(folder):
    path = folder / "src.tif"
    path.write_bytes(b"")
    return path, L2


def wrong_wavelength_list(folder):
    (folder / "bands.txt").write_text("500\n600\n")
    return save_geotiff(folder / "src.tif", *scene(20, 20)), ["--wavelengths", folder / "bands.txt"]


def wrong_extent(folder):
    return save_geotiff(folder / "src.tif", *scene(20, 20)), [*L2, "--extent", "0", "0", "1", "1"]


def wrong_rows(folder):
    return save_geotiff(folder / "src.tif", *scene(20, 20)), [*L2, "--rows", "20:30"]


def unknown_sensor(folder):
    return no_wavelengths(folder)[0], ["--sensor", "Daguerreotype"]


def unknown_flag(folder):
    return save_geotiff(folder / "src.tif", *scene(20, 20)), ["--fast"]


BAD = (
    missing, no_wavelengths, one_band, all_nodata, truncated_tiff, truncated_envi, not_a_raster, empty_file,
    wrong_wavelength_list, wrong_extent, wrong_rows, unknown_sensor, unknown_flag,
)  # fmt: skip


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_bad_input_gives_exit_code_1_one_sentence_and_no_file(map_it, tmp_path, make):
    source, words = make(tmp_path)
    before = files(tmp_path)
    code, out, err = map_it(source, "--out", tmp_path / "m", *words)
    sentences = [line for line in err.splitlines() if not line.startswith(("Warning:", "Model ", "Reading "))]
    assert code == 1
    assert len(sentences) == 1, err
    assert sentences[0].endswith(".")
    assert "Traceback" not in err
    assert "failed unexpectedly" not in err
    assert out == ""
    assert files(tmp_path) == before


@pytest.mark.parametrize("model", ["no-such-model", "/nowhere/card.json"])
def test_an_unknown_model_is_one_sentence(map_it, tmp_path, model):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    code, _, err = map_it(source, "--out", tmp_path / "m", *L2, model=model)
    assert code == 1
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "m").exists()


@pytest.mark.parametrize("folder", ["file/m", "proc"])
def test_an_output_folder_that_cannot_be_written_is_one_sentence(map_it, tmp_path, folder):
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    (tmp_path / "file").write_text("a file, not a folder")
    if folder == "proc" and not sys.platform.startswith("linux"):
        pytest.skip("/proc is Linux's")
    target = "/proc/self/m" if folder == "proc" else tmp_path / folder
    before = files(tmp_path)
    code, _, err = map_it(source, "--out", target, *L2)
    assert code == 1
    assert "cannot be written" in err
    assert files(tmp_path) == before


def test_two_rasters_of_one_name_are_refused(tmp_path):
    args = parser().parse_args(["map", str(tmp_path / "a" / "x.tif"), str(tmp_path / "b" / "x.tif"), "--out", "m"])
    with pytest.raises(InputError, match="both be mapped"):
        map_jobs(args)


def test_inspect_models_and_check(tmp_path, tiny_model, monkeypatch, capsys):
    monkeypatch.setenv("SPECAWARE_MODELS", str(tiny_model.parent))
    source = save_geotiff(tmp_path / "a.tif", *scene(20, 20))
    assert main(["inspect", str(source), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["bands"][0]["number"] == 1
    assert data["bands"][0]["center_nm"] == pytest.approx(420.0)
    assert main(["inspect", str(source)]) == 0
    assert "420.00 nm" in capsys.readouterr().out
    assert main(["models", "--json"]) == 0
    assert "tiny" in [m["name"] for m in json.loads(capsys.readouterr().out)["models"]]
    assert main(["models"]) == 0
    assert "tiny: Built-up" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert "onnxruntime" in capsys.readouterr().out


def test_a_plan_says_the_cost(map_it, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(100, 100))
    code, out, _ = map_it(source, "--out", tmp_path / "m", *L2, "--plan")
    assert code == 0
    assert "16 windows" in out
    assert not (tmp_path / "m").exists()


def test_events_as_json_lines(map_it, tmp_path):
    source = save_geotiff(tmp_path / "a.tif", *scene(30, 30))
    code, out, _ = map_it(source, "--out", tmp_path / "m", *L2, "--json")
    assert code == 0
    assert json.loads(out.splitlines()[-1])["type"] == "result"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_as_a_failure_and_leaves_no_file(engine_environment, tmp_path, number):
    model = save_model(tmp_path / "slow", context=56, size=128, overlap=32)
    source = save_geotiff(tmp_path / "a.tif", *scene(700, 700, bands=8))
    before = files(tmp_path)
    command = ["map", str(source), "--out", str(tmp_path / "m"), *L2, "--model", str(model), "--json"]
    child = subprocess.Popen(
        [sys.executable, "-m", "backend", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=engine_environment,
    )  # fmt: skip
    while json.loads(child.stdout.readline())["type"] != "progress":
        pass
    child.send_signal(number)
    _, err = child.communicate(timeout=20)  # the whole run would take longer on any machine of today
    assert child.returncode == 130
    assert "cancelled" in err
    assert files(tmp_path) == before


(COMMANDS,) = (action.choices for action in parser()._actions if isinstance(action.choices, dict))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_documentation(root, command):
    text = (root / "docs" / "command_line.md").read_text(encoding="utf-8")
    options = [o for action in COMMANDS[command]._actions for o in action.option_strings if o.startswith("--")]
    assert [o for o in options if f"`{o}" not in text and o != "--help"] == []
