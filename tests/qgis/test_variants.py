"""Engines for graphics cards: which are offered to which machine, their set-up, and what happens where it fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.PyQt.QtWidgets import QMessageBox

from specaware.backend.common.errors import EngineError
from specaware.plugin.engine import environment, variants
from specaware.plugin.engine.setup import EngineSetup
from specaware.plugin.engine.variants import CUDA, DIRECTML, PROCESSOR, TRAINING, Machine, Variant, offered
from specaware.plugin.widgets.setup.engine_box import describe_engine
from specaware.plugin.widgets.setup.setup_box import SetupBox
from specaware.tests.support.network import make_wheel

MACHINES = {
    "workstation": (Machine("linux", "x86_64", True), (PROCESSOR, CUDA, TRAINING["linux"])),
    "laptop": (Machine("linux", "x86_64", False), (PROCESSOR, TRAINING["linux"])),
    "Windows with NVIDIA": (Machine("windows", "amd64", True), (PROCESSOR, CUDA, DIRECTML, TRAINING["windows"])),
    "Windows": (Machine("windows", "amd64", False), (PROCESSOR, DIRECTML, TRAINING["windows"])),
    "Windows on ARM": (Machine("windows", "arm64", False), (PROCESSOR,)),
    "ARM board with NVIDIA": (Machine("linux", "aarch64", True), (PROCESSOR,)),
    "Mac": (Machine("macos", "arm64", False), (PROCESSOR, TRAINING["macos"])),  # CoreML is in the processor's
    "old Mac": (Machine("macos", "x86_64", True), (PROCESSOR,)),
}


@pytest.mark.parametrize("name", MACHINES)
def test_a_machine_is_offered_what_it_can_run(name: str) -> None:
    machine, wanted = MACHINES[name]
    assert offered(machine) == wanted


def test_every_variant_has_packages_and_their_hashes() -> None:
    for variant in variants.VARIANTS:
        assert variant.requirements.is_file() and environment.lock_of(variant.requirements).is_file()
        assert "onnxruntime" in environment.engine_modules(variant.requirements)
        assert not any("-" in name or "[" in name for name in environment.engine_modules(variant.requirements))
    lists = {variant.requirements for variant in variants.VARIANTS}
    assert len(lists) == len(variants.VARIANTS)
    assert {"torch", "onnx"} <= set(environment.engine_modules(TRAINING["linux"].requirements))
    assert variants.variant_of("cuda") is CUDA and variants.variant_of("unheard of") is PROCESSOR


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The private folder in a place of the test's own, and lists of one package for the processor and for CUDA."""
    monkeypatch.delenv(environment.VARIABLE, raising=False)
    monkeypatch.setattr(environment, "user_folder", lambda: tmp_path / "profile")
    base = tmp_path / "engine-requirements.txt"
    base.write_text("specaware-probe==1.0\n", encoding="utf-8")
    base.with_name("engine-requirements-cuda.txt").write_text("specaware-probe==1.0\n# for CUDA\n", encoding="utf-8")
    monkeypatch.setattr(variants, "ENGINE_REQUIREMENTS", base)
    monkeypatch.setattr(environment, "ENGINE_REQUIREMENTS", base)
    yield tmp_path / "profile" / "engine"


def set_up(wheels: Path, variant: Variant, lines: list[str]) -> EngineSetup:
    return EngineSetup(
        on_line=lines.append, on_progress=lambda share: None, is_cancelled=lambda: False, wheels=wheels, variant=variant
    )


def test_an_engine_for_a_card_is_made_and_known_as_such(private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    setup = set_up(tmp_path / "wheels", CUDA, [])
    setup.run()
    engine = environment.find_engine()
    assert engine is not None and engine.variant == "cuda" and not engine.outdated and setup.note == ""
    assert "NVIDIA graphics card (CUDA)" in describe_engine(engine)
    CUDA.requirements.write_text("specaware-probe==1.1\n", encoding="utf-8")
    renewed = environment.find_engine()
    assert renewed is not None and renewed.outdated


def test_where_it_cannot_be_made_the_processors_is_with_one_sentence(private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    CUDA.requirements.write_text("specaware-not-there==1.0\n", encoding="utf-8")
    lines: list[str] = []
    setup = set_up(tmp_path / "wheels", CUDA, lines)
    setup.run()
    engine = environment.find_engine()
    assert engine is not None and engine.variant == "" and not engine.outdated
    assert setup.note.startswith("The engine for 'NVIDIA graphics card (CUDA)' could not be set up")
    assert setup.note in lines and "\n" not in setup.note
    assert json.loads((private / environment.MARKER).read_text())["variant"] == ""


def test_where_neither_can_be_made_nothing_is_left(private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    for variant in (CUDA, PROCESSOR):
        variant.requirements.write_text("specaware-not-there==1.0\n", encoding="utf-8")
    with pytest.raises(EngineError):
        set_up(tmp_path / "wheels", CUDA, []).run()
    assert not private.exists()


def test_the_question_states_the_size_of_what_is_chosen(private: Path) -> None:
    box = SetupBox(choices=(PROCESSOR, CUDA, DIRECTML))
    assert box.variant is PROCESSOR and "120 MB to download" in box.text()
    assert box.devices.count() == 3 and "1700 MB" in box.devices.itemText(1)
    box.devices.setCurrentIndex(1)
    assert box.variant is CUDA and "1700 MB to download, 3000 MB on disk" in box.text()
    assert box.devices.isVisibleTo(box)
    box.deleteLater()


def test_a_machine_without_a_choice_is_asked_none(private: Path) -> None:
    box = SetupBox(choices=(PROCESSOR,))
    assert not box.devices.isVisibleTo(box) and box.variant is PROCESSOR
    assert box.standardButtons() & QMessageBox.StandardButton.Ok
    box.deleteLater()


def test_an_engine_that_is_made_anew_stays_what_it_was(private: Path, tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    set_up(tmp_path / "wheels", CUDA, []).run()
    box = SetupBox(choices=(PROCESSOR, CUDA))
    assert box.variant is CUDA
    box.deleteLater()
