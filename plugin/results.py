"""Finished maps -> the project: styled, in one group, with a summary of the class areas. Main thread only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRasterLayer

from ..backend.errors import OutputError
from .i18n import tr
from .style import MapClass, classes_of, style_raster, write_raster_style

GROUP = "SpecAware"


def add_map(data: Mapping[str, Any], name: str) -> QgsRasterLayer:
    """Add the class map of a result event to the project and return its layer.

    Raises:
        OutputError: QGIS cannot open the file.
    """
    path = Path(str(data["outputs"]["classes"]))
    classes = classes_of(data)
    write_raster_style(path, classes)
    layer = QgsRasterLayer(str(path), tr("{} – land cover").format(name))
    if not layer.isValid():
        raise OutputError(tr("The map '{}' was written but QGIS cannot open it: look at the file.").format(path))
    style_raster(layer, classes)
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    _group(project).insertLayer(0, layer)
    return layer


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
    largest = sorted(classes, key=lambda item: -item.share)[:most]
    return ", ".join(f"{item.title} {100 * item.share:.0f} %" for item in largest if item.share > 0)
