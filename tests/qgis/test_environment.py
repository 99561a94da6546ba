"""Where the engine is found, and its set-up from a folder of wheels: real environments, a package made here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import QgsSettings

from specaware.backend.common.errors import CancelledError, EngineError
from specaware.plugin.engine import environment
from specaware.plugin.engine.setup import EngineSetup
from specaware.tests.support.network import make_wheel


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The private folder, in a place of the test's own; no engine in the environment."""
    monkeypatch.delenv(environment.VARIABLE, raising=False)
    monkeypatch.setattr(environment, "user_folder", lambda: tmp_path / "profile")
    return tmp_path / "profile" / "engine"


def fake_python(folder: Path) -> Path:
    python = environment.environment_python(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    return python


def test_nothing_is_found_in_an_empty_profile(private: Path) -> None:
    assert environment.find_engine() is None
    with pytest.raises(EngineError, match="Set up"):
        environment.require_engine()


def test_setting_beats_variable_beats_private_folder(
    private: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = fake_python(private)
    (private / environment.MARKER).write_text('{"requirements": ""}', encoding="utf-8")
    assert environment.find_engine() == environment.Engine(str(python), "private", True)
    variable = tmp_path / "variable"
    variable.touch()
    monkeypatch.setenv(environment.VARIABLE, str(variable))
    assert environment.find_engine() == environment.Engine(str(variable), "variable")
    chosen = tmp_path / "chosen"
    chosen.touch()
    QgsSettings().setValue(environment.SETTING_ENGINE, str(chosen))
    assert environment.find_engine() == environment.Engine(str(chosen), "setting")
    chosen.unlink()
    assert environment.find_engine().origin == "variable"


def test_a_partial_environment_is_not_an_engine(private: Path) -> None:
    fake_python(private)
    assert environment.find_engine() is None


def test_an_environment_for_another_list_is_outdated(private: Path) -> None:
    fake_python(private)
    marker = private / environment.MARKER
    marker.write_text(f'{{"requirements": "{environment.requirements_digest()}"}}', encoding="utf-8")
    assert environment.find_engine().outdated is False
    marker.write_text('{"requirements": "other"}', encoding="utf-8")
    assert environment.find_engine().outdated is True


def test_the_base_python_is_a_python_with_venv() -> None:
    assert Path(environment.find_base_python().python).name.startswith("python")


def test_a_chosen_base_python_comes_first_and_must_work(tmp_path: Path) -> None:
    broken = tmp_path / "python3"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    QgsSettings().setValue(environment.SETTING_BASE, str(broken))
    assert environment._base_candidates()[0] == str(broken)
    assert environment.find_base_python().python != str(broken)


class Recorder:
    """Collects what a set-up says."""

    def __init__(self, tmp_path: Path, private: Path) -> None:
        self.lines: list[str] = []
        self.progress: list[float] = []
        self.requirements = tmp_path / "requirements.txt"
        self.requirements.write_text("# a list of one\nspecaware-probe==1.0\n", encoding="utf-8")
        self.folder = private

    def setup(self, wheels: Path, is_cancelled: Callable[[], bool] = lambda: False) -> EngineSetup:
        return EngineSetup(
            on_line=self.lines.append,
            on_progress=self.progress.append,
            is_cancelled=is_cancelled,
            folder=self.folder,
            requirements=self.requirements,
            wheels=wheels,
        )


@pytest.fixture
def recorder(tmp_path: Path, private: Path) -> Recorder:
    return Recorder(tmp_path, private)


def test_sets_up_offline_and_replaces_what_a_broken_run_left(recorder: Recorder, private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    fake_python(private)
    (private / "left-behind").touch()
    python = recorder.setup(tmp_path / "wheels").run()
    assert environment.find_engine().python == python
    assert not (private / "left-behind").exists()
    assert recorder.progress == sorted(recorder.progress)
    assert recorder.progress[-1] == 100
    assert any("specaware" in line and "probe" in line for line in recorder.lines)


def test_sets_up_with_the_pip_of_a_base_without_ensurepip(
    recorder: Recorder, private: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_wheel(tmp_path / "wheels")
    base = environment.BasePython(environment.find_base_python().python, ensurepip=False)
    monkeypatch.setattr("specaware.plugin.engine.setup.find_base_python", lambda: base)
    recorder.setup(tmp_path / "wheels").run()
    assert environment.is_complete(private)
    assert not list(private.glob("lib/python*/site-packages/pip"))


def test_a_missing_wheel_is_one_sentence_and_nothing_is_kept(recorder: Recorder, private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    recorder.requirements.write_text("specaware-probe==2.0\n", encoding="utf-8")
    with pytest.raises(EngineError, match=r"not available for this Python.*specaware-probe==2\.0") as caught:
        recorder.setup(tmp_path / "wheels").run()
    assert "\n" not in str(caught.value)
    assert not private.exists()


def lock(recorder: Recorder, version: str, digest: str) -> None:
    text = f"specaware-probe=={version} --hash=sha256:{digest}\n"
    recorder.requirements.with_name("engine-lock.txt").write_text(text, encoding="utf-8")


def test_exact_versions_are_installed_where_their_hashes_are_right(
    recorder: Recorder, private: Path, tmp_path: Path
) -> None:
    wheel = make_wheel(tmp_path / "wheels")
    lock(recorder, "1.0", hashlib.sha256(wheel.read_bytes()).hexdigest())
    before = environment.requirements_digest(recorder.requirements)
    recorder.setup(tmp_path / "wheels").run()
    assert environment.is_complete(private)
    assert not [line for line in recorder.lines if "tested versions" in line]
    lock(recorder, "1.1", "0" * 64)
    assert environment.requirements_digest(recorder.requirements) != before  # newer versions are worth a set-up


def test_a_package_that_is_not_the_one_hashed_ends_the_set_up(
    recorder: Recorder, private: Path, tmp_path: Path
) -> None:
    make_wheel(tmp_path / "wheels")
    lock(recorder, "1.0", "0" * 64)
    with pytest.raises(EngineError, match="differs from the tested one"):
        recorder.setup(tmp_path / "wheels").run()
    assert not private.exists()
    assert any("DO NOT MATCH THE HASHES" in line for line in recorder.lines)


def test_where_a_version_is_not_to_be_had_another_that_fits_is_taken(
    recorder: Recorder, private: Path, tmp_path: Path
) -> None:
    make_wheel(tmp_path / "wheels")
    lock(recorder, "2.0", "0" * 64)
    recorder.setup(tmp_path / "wheels").run()
    assert environment.is_complete(private)
    assert any("compatible ones are installed" in line for line in recorder.lines)


def test_a_package_that_does_not_run_is_noticed(recorder: Recorder, private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", body="raise ImportError('a library is missing')\n")
    with pytest.raises(EngineError, match=r"do not run: .*a library is missing"):
        recorder.setup(tmp_path / "wheels").run()
    assert not private.exists()


def test_cancel_removes_what_was_made(recorder: Recorder, private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    with pytest.raises(CancelledError):
        recorder.setup(tmp_path / "wheels", is_cancelled=private.exists).run()
    assert not private.exists()


def test_a_folder_without_wheels_is_refused_before_anything_is_made(
    recorder: Recorder, private: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(EngineError, match="no wheels"):
        recorder.setup(tmp_path / "empty").run()
    assert not private.exists()


def test_an_unwritable_place_is_one_sentence(recorder: Recorder, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    (tmp_path / "file").touch()
    recorder.folder = tmp_path / "file" / "engine"
    with pytest.raises(EngineError, match="cannot be written"):
        recorder.setup(tmp_path / "wheels").run()
