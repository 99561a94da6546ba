"""A new user's way through the packaged zip, in the real program, from installing to uninstalling.

Set up, map, train, correct, compare, report, help. With SPECAWARE_PICTURES=FOLDER the pictures of all steps stay in
that folder. With SPECAWARE_JOURNEY_SETUP=1 the engine
is really set up, which needs the network; else the one of the tests is chosen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .program import run_program

_BUILD = """
import sys
from pathlib import Path
from tools.package import build
print(build(Path(sys.argv[1]), Path(sys.argv[2])))
"""


@pytest.fixture(scope="module")
def zip_file(engine: str, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin as it is published."""
    folder = tmp_path_factory.mktemp("dist")
    command = [engine, "-c", _BUILD, str(root), str(folder)]
    made = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )
    if "No module named 'markdown_it'" in made.stderr:
        pytest.skip("the engine's environment lacks markdown-it-py: 'bash run.sh test' installs it")
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.strip())


@pytest.fixture(scope="module")
def seen(
    engine: str, zip_file: Path, root: Path, stripes: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("journey")
    pictures = Path(os.environ.get("SPECAWARE_PICTURES", folder / "pictures")).absolute()
    pictures.mkdir(parents=True, exist_ok=True)
    raster = shutil.copy(root / "resources" / "sample" / "simulated_enmap_30m.tif", folder / "my_scene.tif")
    return run_program(
        "journey_script.py", folder, engine, installed=False, screen="1360x860", SPECAWARE_PICTURES=str(pictures),
        SPECAWARE_TEST_ZIP=str(zip_file), SPECAWARE_TEST_ENGINE=engine, SPECAWARE_TEST_RASTER=str(raster),
    )  # fmt: skip


def test_the_zip_installs_as_a_plugin_with_its_actions(seen: dict[str, Any]) -> None:
    assert seen["installed"]["folder"] == "specaware"
    assert "/profiles/default/python/plugins/" in seen["installed"]["where"]
    assert {"specawarePanelAction", "specawareProfileAction"} <= set(seen["installed"]["new_actions"])


def test_the_engine_is_asked_for_and_then_there(seen: dict[str, Any]) -> None:
    assert seen["asks_for_engine"] and seen["engine_ready"]


def test_the_tour_leads_to_a_map_and_its_report(seen: dict[str, Any]) -> None:
    assert seen["tour_offered"]
    assert seen["announced"].startswith("simulated_enmap_30m.tif: Tree ")
    assert Path(seen["report"]).name == "simulated_enmap_30m_classes.html"


def test_a_dropped_raster_becomes_a_map(seen: dict[str, Any]) -> None:
    state, there, classes = seen["map"]
    assert seen["drop_taken"] and state == "mapped" and there
    assert {"Tree", "Water", "Built-up"} <= set(classes)


def test_labels_drawn_on_the_map_become_a_model_and_its_map(seen: dict[str, Any]) -> None:
    trained = seen["first_training"]
    assert trained["labels"] == {"Roofs and roads": 7, "Crops": 7, "Forest": 7, "Water": 6}
    assert seen["spectra"] == 4
    assert trained["judged"] >= 0.8 and "held out in blocks" in trained["text"]
    assert set(trained["shares"]) == set(trained["labels"])
    assert trained["button"] == "Train again"


def test_labels_added_where_the_map_is_wrong_correct_it(seen: dict[str, Any]) -> None:
    before, after = seen["first_training"]["shares"], seen["second_training"]["shares"]
    assert seen["second_training"]["labels"]["Bare soil"] == 8  # seven pixels and a polygon
    assert "Bare soil" not in before and 0.08 < after["Bare soil"] < 0.3
    assert after["Crops"] < before["Crops"] - 0.05  # the bare fields had been taken for crops
    assert abs(after["Water"] - before["Water"]) < 0.02


def test_two_maps_are_compared_class_by_class_and_at_a_pixel(seen: dict[str, Any]) -> None:
    areas = {name: (share, other) for name, _, share, other in seen["areas"]}
    assert set(areas) == set(seen["second_training"]["labels"])
    assert areas["Water"][1].endswith(" %") and areas["Crops"][1] == "–"  # one name that both maps have, one not
    assert seen["pixel"][0][0] == "Bare soil"
    assert seen["pixel"][1][0] == "Confidence" and seen["pixel"][1][1].endswith(" %")


def test_the_report_of_the_corrected_map_opens(seen: dict[str, Any]) -> None:
    page = Path(seen["own_report"]).read_text(encoding="utf-8")
    assert "Bare soil" in page and "model my_scene" in page
    assert "each label was classified by a model trained without its spatial block" in page
    assert "Accuracy measured on other scenes" not in page


def test_every_step_has_a_picture(seen: dict[str, Any]) -> None:
    assert len(seen["steps"]) >= 17
    for number, name in enumerate(seen["steps"], start=1):
        assert (Path(seen["pictures"]) / f"journey_{number:02}_{name}.png").stat().st_size > 5000


def test_help_is_there_without_the_network(seen: dict[str, Any]) -> None:
    assert seen["help"] == []
    assert len(seen["help_pages"]) > 10


def test_nothing_stays_after_uninstalling(seen: dict[str, Any]) -> None:
    assert seen["left"] == {"folder": False, "actions": [], "provider": False}
