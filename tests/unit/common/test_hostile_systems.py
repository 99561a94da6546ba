"""Systems that refuse what a program takes for granted: each time one sentence and exit code 1."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend.common.errors import EngineError, InputError, OutputError, expected
from backend.job.events import JobEvent
from backend.job.spec import JobSpec
from tests.support.tiny import save_geotiff, scene

ROOT = Path(__file__).resolve().parents[3]
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


def backend(*words, environment=None, **streams):
    """Run the command line; return exit code, stdout and stderr."""
    kept = {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": str(ROOT)}
    kept = {**kept, **(environment or {})}
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    command = [sys.executable, "-m", "backend", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env={k: v for k, v in kept.items() if v is not None}, **how, check=False)
    return done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode()


@needs_full
@pytest.mark.parametrize("words", [["models"], ["models", "--json"], ["check", "--json"]])
def test_output_to_a_full_device(words):
    with FULL.open("wb") as full:
        code, _, err = backend(*words, stdout=full)
    assert code == 1
    assert err == "The output cannot be written (No space left on device); free some space or choose another file.\n"


@needs_full
def test_messages_to_a_full_device():
    with FULL.open("wb") as full:
        assert backend("inspect", "nothing.tif", stderr=full)[0] == 1


@needs_full
@pytest.mark.parametrize("option", ["--json", "--log"])
def test_events_of_a_map_to_a_full_device(tiny_model, tmp_path, option):
    source = save_geotiff(tmp_path / "src.tif", *scene(40, 30))
    words = ["map", source, "--out", tmp_path / "maps", "--model", tiny_model, *L2]
    with FULL.open("wb") as full:
        more = ["--json"] if option == "--json" else ["--log", FULL]
        code, _, err = backend(*words, *more, **({"stdout": full} if option == "--json" else {}))
    assert code == 1
    assert "cannot be written (No space left on device)" in err
    assert "Traceback" not in err
    assert not list(tmp_path.rglob("*_classes.tif"))


def test_too_many_threads():
    code, _, err = backend("map", "x.tif", "--out", "y", "--threads", "100000")
    assert (code, err) == (1, "Option 'threads' must be at most 1,024; give 0 for the automatic choice.\n")


@pytest.mark.skipif(os.name != "posix", reason="locales of POSIX")
def test_a_locale_without_utf_8(tiny_model, tmp_path):
    (tmp_path / "Gewässer").mkdir()
    source = save_geotiff(tmp_path / "Gewässer" / "östlich.tif", *scene(40, 30))
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = ["map", source, "--out", tmp_path / "Karten ä", "--model", tiny_model, *L2]
    code, out, err = backend(*words, environment=plain)
    assert (code, "Traceback" in err) == (0, False)
    assert "östlich_classes.tif" in out
    assert (tmp_path / "Karten ä" / "östlich_classes.tif").is_file()


def test_a_user_without_a_home(tmp_path):
    code, out, _ = backend("models", environment={"HOME": None})
    assert code == 0
    assert "specaware-fast" in out


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/maps/a.tif"), OutputError, "disk of '/maps/a.tif' is full"),
        (OSError(errno.ENOSPC, "No space left on device"), OutputError, "The disk is full"),
        (ValueError("I/O error: No space left on device (os error 28)"), OutputError, "The disk is full (No space"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), InputError, "'/x' cannot be used (Permission"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "x" * 9999), InputError, "is too long for this system"),
        (OSError(errno.EMFILE, "Too many open files"), EngineError, "Too many files are open"),
        (MemoryError(), EngineError, "not enough memory"),
        (RuntimeError("Could not determine home directory."), InputError, "no home folder"),
    ],
)
def test_what_the_system_refuses_is_one_sentence_wherever_it_happens(error, kind, text):
    found = expected(error)
    assert type(found) is kind
    assert text in str(found)
    event = JobEvent.from_error(error)
    assert event.code == kind.code
    assert event.message.endswith(".")
    assert len(event.message) < 300


def test_other_errors_are_bugs():
    assert expected(RuntimeError("x")) is None
    assert JobEvent.from_error(KeyError("x")).code == "internal"


@pytest.mark.parametrize("field", ["source", "model"])
def test_a_zero_character_in_a_path(field):
    with pytest.raises(InputError, match="holds a zero character"):
        JobSpec("inspect", **{"source": "a", field: "a\0b"})
