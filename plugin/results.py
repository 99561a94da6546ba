"""Finished maps -> the project: styled, in one group, with a summary of the class areas. Main thread only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRasterLayer

from ..backend.errors import OutputError
from .i18n import tr
from .style import MapClass, classes_of, style_raster

GROUP = "SpecAware"


def add_map(data: Mapping[str, Any], name: str) -> QgsRasterLayer:
    """Add the class map of a result event to the project and return its layer.

    Raises:
        OutputError: QGIS cannot open the file.
    """
    path = Path(str(data["outputs"]["classes"]))
    classes = classes_of(data)
    layer = QgsRasterLayer(str(path), tr("{} – land cover").format(name))
    if not layer.isValid():
        raise OutputError(tr("The map '{}' was written but QGIS cannot open it: look at the file.").format(path))
    style_raster(layer, classes)
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    group = _group(project)
    group.insertLayer(0, layer)
    for position, layer_of in enumerate(_extra_layers(data, name), start=1):
        project.addMapLayer(layer_of, False)
        group.insertLayer(position, layer_of).setItemVisibilityChecked(False)
    group.setExpanded(False)  # a group that was empty is shown closed until its state changes
    group.setExpanded(True)
    return layer


def _extra_layers(data: Mapping[str, Any], name: str) -> list[QgsRasterLayer]:
    """The rasters beside the class map that were asked for; shown when their box is ticked."""
    titles = {
        "confidence": tr("confidence"), "unknown": tr("unknown"), "probabilities": tr("probabilities"),
        "fractions": tr("cover fractions"),
    }  # fmt: skip
    paths = {key: data["outputs"].get(key) for key in titles}
    layers = [QgsRasterLayer(str(path), f"{name} – {titles[key]}") for key, path in paths.items() if path]
    return [layer for layer in layers if layer.isValid()]


def _group(project: QgsProject) -> QgsLayerTreeGroup:
    """The group of the maps, at the top of the tree."""
    root = project.layerTreeRoot()
    group = root.findGroup(GROUP)
    return root.insertGroup(0, GROUP) if group is None else group


def area_text(item: MapClass) -> str:
    """Area of one class in a unit that reads well; empty where the raster has no metric grid."""
    if item.area_m2 is None:
        return ""
    if item.area_m2 >= 1e6:
        return f"{item.area_m2 / 1e6:,.2f} km²"
    return f"{item.area_m2 / 1e4:,.2f} ha"


def share_text(classes: list[MapClass], most: int = 3) -> str:
    """The largest classes in words: "Low vegetation 42 %, Tree 31 %, Built-up 20 %"."""
    return ", ".join(f"{item.title} {100 * item.share:.0f} %" for item in _largest(classes, most))


def area_lines(classes: list[MapClass]) -> str:
    """All classes that occur, one a line, with share and area."""
    return "\n".join(
        f"{c.title}: {100 * c.share:.1f} %  {area_text(c)}".rstrip() for c in _largest(classes, len(classes))
    )


def _largest(classes: list[MapClass], most: int) -> list[MapClass]:
    return [item for item in sorted(classes, key=lambda item: -item.share)[:most] if item.share > 0]
