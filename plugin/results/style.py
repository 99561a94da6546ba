"""Classes and colours -> QGIS: a renderer for the layer, and a style file that opens with the map anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsReadWriteContext,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument


@dataclass(frozen=True)
class MapClass:
    """One class of a finished map: pixel value, stable name, title for people, colour "#rrggbb", area and share.

    ``masked``: a class of clouds that the model does not have, and so no band of its probabilities.
    """

    value: int
    name: str
    title: str
    color: str
    area_m2: float | None = None
    share: float = 0.0
    masked: bool = False

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MapClass:
        """Read one entry of ``classes`` in a result event, a report or a card's summary."""
        area = data.get("area_m2")
        return cls(
            int(data["value"]),
            str(data["name"]),
            str(data.get("title") or data["name"]),
            str(data["color"]),
            None if area is None else float(area),
            float(data.get("share") or 0.0),
            bool(data.get("masked")),
        )


def classes_of(data: Mapping[str, Any]) -> list[MapClass]:
    """The classes of a result event or card summary, in order of their pixel value."""
    return sorted((MapClass.from_dict(item) for item in data.get("classes", ())), key=lambda item: item.value)


def style_raster(layer: QgsRasterLayer, classes: Sequence[MapClass]) -> None:
    """Show ``layer`` with the classes' names and colours; only this layer is touched. Main thread only."""
    entries = [QgsPalettedRasterRenderer.Class(c.value, QColor(c.color), c.title) for c in classes]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))
    layer.triggerRepaint()


_SHARES = ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725")
"""Viridis (Smith and van der Walt 2015), dark to light: little to much."""
_STRANGE = ("#ffffff", "#ffe5b8", "#fdae61", "#e34a33", "#7f0000")
"""White to dark red: known to unknown."""


def style_percent(layer: QgsRasterLayer, key: str, *, band: int = 1) -> None:
    """Show a layer beside the classes on a fixed ramp from 0 to 100 %, so that maps can be compared.

    ``key`` is its name among a job's outputs: probabilities and fractions hold 0 to 1, the others 0 to 100. Main thread
    only.
    """
    whole = 1.0 if key in ("probabilities", "fractions") else 100.0
    colors = _STRANGE if key == "unknown" else _SHARES
    steps = [number / (len(colors) - 1) for number in range(len(colors))]
    ramp = QgsColorRampShader(0.0, whole)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setClassificationMode(QgsColorRampShader.ClassificationMode.EqualInterval)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(whole * step, QColor(color), f"{100 * step:.0f} %")
            for step, color in zip(steps, colors)
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), min(band, layer.bandCount()), shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(whole)
    layer.setRenderer(renderer)
    layer.triggerRepaint()


def style_segments(layer: QgsVectorLayer, classes: Sequence[MapClass], attribute: str) -> None:
    """Show the polygons in the colours of their class id in ``attribute``. Main thread only."""
    layer.setRenderer(_segments_renderer(classes, attribute))
    layer.triggerRepaint()


def _segments_renderer(classes: Sequence[MapClass], attribute: str) -> QgsCategorizedSymbolRenderer:
    categories = []
    for c in classes:
        symbol = QgsFillSymbol.createSimple(
            {"color": c.color, "outline_color": QColor(c.color).darker(150).name(), "outline_width": "0.1"}
        )
        categories.append(QgsRendererCategory(c.value, symbol, c.title))
    return QgsCategorizedSymbolRenderer(attribute, categories)


def write_segments_style(path: Path, classes: Sequence[MapClass], attribute: str) -> Path:
    """Write the QML beside the polygons' file; any thread."""
    document = QDomDocument("qgis")
    root = document.createElement("qgis")
    root.setAttribute("version", "3.22")
    root.setAttribute("styleCategories", "Symbology")
    root.appendChild(_segments_renderer(classes, attribute).save(document, QgsReadWriteContext()))
    document.appendChild(root)
    target = path.with_suffix(".qml")
    target.write_text(document.toString(1), encoding="utf-8")
    return target
