"""The plugin in the real QGIS: 20 load and unload cycles, and drops on the main window."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .program import run_program

POINT = {"type": "Point", "coordinates": [13.0, 52.4]}


@pytest.fixture(scope="module")
def seen(
    tmp_path_factory: pytest.TempPathFactory,
    stripes: Path,
    engine: str,
    product_scene: Callable[..., Path],
    make_raster: Callable[..., Path],
) -> dict[str, Any]:
    """What program_script.py saw in one run of the program."""
    folder = tmp_path_factory.mktemp("program")
    binary = make_raster(folder / "cube.bsq", driver="ENVI", rows=20)
    enmap = product_scene("enmap")
    lower = enmap.parent.parent / "lower" / enmap.name.replace("METADATA.XML", "metadata.xml")
    shutil.copytree(enmap.parent, lower.parent)
    (lower.parent / enmap.name).rename(lower)
    products = {
        "EnMAP": enmap,
        "EnMAP in small letters": lower,
        "EnMAP folder": product_scene("enmap").parent,
        "PRISMA": product_scene("prisma"),
        "EMIT": product_scene("emit"),
        "ENVI header": binary.with_suffix(".hdr"),
    }
    vector = folder / "point.geojson"
    features = [{"type": "Feature", "properties": {}, "geometry": POINT}]
    vector.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return run_program(
        "program_script.py", folder, engine, SPECAWARE_TEST_FOREIGN=str(stripes), SPECAWARE_TEST_VECTOR=str(vector),
        SPECAWARE_TEST_PRODUCTS=json.dumps({name: str(path) for name, path in products.items()}),
    )  # fmt: skip


def test_the_provider_and_menu_are_there_while_loaded(seen: dict[str, Any]) -> None:
    assert seen["provider_listed"] is True
    assert {"Map land cover…", "Spectral profile"} <= set(seen["in_raster_menu"])


def test_its_own_toolbar_is_visible_in_a_clean_profile(seen: dict[str, Any]) -> None:
    assert seen["own_toolbar"] == [True, 3]


LEFT = [
    "providers", "actions", "raster_menu", "menus", "toolbar", "toolbars", "docks", "timers", "threads", "children",
    "tasks",
]  # fmt: skip


def test_some_cycles_had_a_worker_running(seen: dict[str, Any]) -> None:
    assert seen["busy_children"] >= 1


@pytest.mark.parametrize("what", [*LEFT, "environ"])
def test_twenty_cycles_leave_nothing(seen: dict[str, Any], what: str) -> None:
    assert seen["after_all"][what] == seen["before"][what]


def test_foreign_files_still_reach_qgis(seen: dict[str, Any]) -> None:
    assert seen["layers_after_foreign"] == ["point", "stripes"]
    assert seen["panel_after_foreign"] is False


def test_a_click_on_the_map_shows_a_spectrum(seen: dict[str, Any]) -> None:
    assert seen["profile_tool_on"] is True
    assert seen["profiles"] == [[20, 30, 64]]
    x, y = seen["profile_at"]
    assert (int((x - 366000) // 30), int((5806000 - y) // 30)) == (30, 20)
    assert seen["mark_at"] == pytest.approx([x, y], abs=0.01)


def test_a_layers_context_menu_opens_the_sensor_dialog(seen: dict[str, Any]) -> None:
    assert seen["context_menu"] == [
        "Colour infrared (SpecAware)", "Map land cover with SpecAware", "Sensor and bands (SpecAware)…",
        "True colour (SpecAware)",
    ]  # fmt: skip
    assert seen["dialog"] == [True, 64, False]


@pytest.mark.parametrize(
    ("name", "product", "state"),
    [
        ("EnMAP", "EnMAP", "ready"),
        ("EnMAP in small letters", "EnMAP", "ready"),
        ("EnMAP folder", "EnMAP", "ready"),
        ("PRISMA", "PRISMA L2D", "ready"),
        ("EMIT", "EMIT reflectance", "ready"),
        ("ENVI header", "ENVI", "question"),  # without wavelengths
    ],
)
def test_products_dropped_on_window_and_canvas_start_their_reader(
    seen: dict[str, Any], name: str, product: str, state: str
) -> None:
    assert seen["products"][name][:2] == [state, product]
    assert seen["panel_visible"] is True


def test_a_foreign_file_among_the_products_reaches_qgis_alone(seen: dict[str, Any]) -> None:
    assert seen["layers_after_products"] == ["point", "stripes", "stripes"]


def test_delete_takes_a_clicked_entry_out_and_its_question_too(seen: dict[str, Any]) -> None:
    assert seen["delete_key"] == [True, False, False]


def test_rasters_among_the_layers_of_the_tree_are_taken(seen: dict[str, Any]) -> None:
    assert seen["tree_taken"] is True
    assert seen["tree_entries"] == ["stripes"]


def test_after_unload_drops_go_to_qgis_again(seen: dict[str, Any]) -> None:
    assert seen["layers_after_unload"] == 4
