"""Finished maps -> the project: styled, in a group for each raster, with a summary of the classes. Main thread only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeNode, QgsMapLayer, QgsProject, QgsRasterLayer

from ...backend.common.documents import parse_document
from ...backend.common.errors import OutputError
from ...backend.job.kinds.maps import extra_rasters
from ...backend.job.kinds.registry import kinds
from ..i18n import declared, tr
from .style import MapClass, classes_of, style_percent, style_raster

GROUP_PROPERTY = "specaware/raster"
"""Of a group in the layer tree: the name of the raster whose maps it holds."""
MAP_PROPERTY = "specaware/map"
"""Of a layer: the :class:`MadeMap` as JSON, by which a project that is opened brings its maps back."""


@dataclass(frozen=True)
class MadeMap:
    """What is known of a finished map: raster, model, files and classes."""

    source: str
    name: str
    model: str
    output: str
    report: str = ""
    classes: list[MapClass] = field(default_factory=list)

    @classmethod
    def of(cls, data: Mapping[str, Any], *, source: str, name: str) -> MadeMap:
        """Read the result event of the map of a raster."""
        outputs = data["outputs"]
        return cls(
            source, name, str(data.get("model", "")), str(outputs["classes"]), str(outputs.get("report") or ""),
            classes_of(data),
        )  # fmt: skip

    def to_text(self) -> str:
        """JSON for a layer."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_layer(cls, layer: QgsMapLayer) -> MadeMap | None:
        """Read the facts stored in a layer; None if it is not a map of SpecAware."""
        text = layer.customProperty(MAP_PROPERTY, "")
        try:
            data = parse_document(str(text)) if text else None
            if not isinstance(data, dict):
                return None
            classes = [MapClass(**item) for item in data.pop("classes", [])]
            return cls(**data, classes=classes)
        except (TypeError, ValueError):
            return None


FRONT = ("classes", "segments", "cells", "embedding", "picture", "similarity", "change", "transitions", "image")
"""Results shown at once, at the top of their group; the others stay off until they are wanted."""
PLAIN = ("embedding", "picture", "image")
"""Results that QGIS shows as it shows any raster."""


def layer_titles() -> dict[str, str]:
    """Names of layers by the name of the job's output: short, since a layer tree cuts off their ends."""
    return {
        "classes": tr("Land cover"), "confidence": tr("Confidence"), "probabilities": tr("Probabilities"),
        "fractions": tr("Cover fractions"), "unknown": tr("Unknown"), "segments": tr("Segments"), "cells": tr("Cells"),
        "embedding": tr("Features"), "picture": tr("Picture of the features"), "similarity": tr("Similarity"),
        "image": tr("Image"),
        "change_probability": tr("Probability of change"),
    }  # fmt: skip


def layer_name(key: str, model: str) -> str:
    """Name of one layer of a map: "Land cover · specaware-fast"."""
    title = layer_titles().get(key) or _declared_title(key)
    return f"{title} · {model}" if model else title


def _declared_title(key: str) -> str:
    """Title of an output that an extension declares."""
    found = (output.title for kind in kinds().values() for output in kind.outputs if output.key == key)
    return declared(next(filter(None, found), key))


def add_map(data: Mapping[str, Any], *, source: str, name: str) -> QgsRasterLayer:
    """Add the rasters of a result event to the project and return the layer of the classes.

    Raises:
        OutputError: QGIS cannot open the file.
    """
    made = MadeMap.of(data, source=source, name=name)
    layer = QgsRasterLayer(made.output, layer_name("classes", made.model))
    if not layer.isValid():
        raise OutputError(
            tr("The map '{}' was written but QGIS cannot open it: check the file.").format(Path(made.output))
        )
    dress(layer, "classes", made)
    project = QgsProject.instance()
    group = group_of(project, name)
    for position, one in enumerate([layer, *_extra_layers(data, made)]):
        project.addMapLayer(one, False)
        settle(group.insertLayer(position, one), first=one is layer)
    _open(group)
    return layer


def dress(layer: QgsRasterLayer, key: str, made: MadeMap) -> None:
    """Give a layer of a map its colours; that of the classes also stores the facts of the map."""
    if key == "classes":
        style_raster(layer, made.classes)
        layer.setCustomProperty(MAP_PROPERTY, made.to_text())
    elif key in layer_titles() and key not in PLAIN:
        style_percent(layer, key, band=_largest_band(made.classes))


def settle(node: QgsLayerTreeNode, *, first: bool) -> None:
    """Show the legend of the classes; the other layers stay collapsed and hidden."""
    node.setExpanded(first)
    if not first:
        node.setItemVisibilityChecked(False)


def gather(layer_id: str, name: str, *, first: bool) -> None:
    """Move a layer that Processing has put at the top of the tree into the group of its raster."""
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    layer, node = project.mapLayer(layer_id), root.findLayer(layer_id)
    if layer is None or node is None or node.parent() is not root:
        return  # gone meanwhile, or in the group that the user chose in Processing's options
    group = group_of(project, name)
    settle(group.insertLayer(0 if first else len(group.children()), layer), first=first)
    root.removeChildNode(node)
    _open(group)


def _extra_layers(data: Mapping[str, Any], made: MadeMap) -> list[QgsRasterLayer]:
    """The rasters beside the class map that were asked for; shown when their box is ticked."""
    found = []
    for key in extra_rasters():
        path = data["outputs"].get(key)
        layer = QgsRasterLayer(str(path), layer_name(key, made.model)) if path else None
        if layer is not None and layer.isValid():
            dress(layer, key, made)
            found.append(layer)
    return found


def _largest_band(classes: Sequence[MapClass]) -> int:
    """Band, from 1, of the class that covers most: the one to show of a raster with one band per class."""
    shares = [item.share for item in classes if not item.masked] or [0.0]
    return shares.index(max(shares)) + 1


def group_of(project: QgsProject, name: str) -> QgsLayerTreeGroup:
    """The group of a raster's maps, made at the top of the tree where there is none yet."""
    root = project.layerTreeRoot()
    known = next((g for g in root.findGroups(True) if g.customProperty(GROUP_PROPERTY) == name), None)
    if known is not None:
        return known
    group = root.insertGroup(0, name)
    group.setCustomProperty(GROUP_PROPERTY, name)
    return group


def _open(group: QgsLayerTreeGroup) -> None:
    group.setExpanded(False)  # a group that was empty is shown closed until its state changes
    group.setExpanded(True)


def area_text(item: MapClass) -> str:
    """Area of one class in a suitable unit; empty if the raster has no metric grid."""
    if item.area_m2 is None:
        return ""
    if item.area_m2 >= 1e6:
        return f"{item.area_m2 / 1e6:,.2f} km²"
    return f"{item.area_m2 / 1e4:,.2f} ha"


def share_text(classes: list[MapClass], most: int = 3) -> str:
    """The largest classes in words: "Low vegetation 42 %, Tree 31 %, Built-up 20 %"."""
    return ", ".join(f"{item.title} {100 * item.share:.0f} %" for item in _largest(classes, most))


def area_lines(classes: list[MapClass]) -> str:
    """All classes that occur, one per line, with share and area."""
    return "\n".join(
        f"{c.title}: {100 * c.share:.1f} %  {area_text(c)}".rstrip() for c in _largest(classes, len(classes))
    )


def _largest(classes: list[MapClass], most: int) -> list[MapClass]:
    return [item for item in sorted(classes, key=lambda item: -item.share)[:most] if item.share > 0]
