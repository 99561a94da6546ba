"""Cells of a scene job -> polygons and tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ...backend.common.errors import OutputError
from ..i18n import tr
from .outputs import spare_rasters
from .style import MapClass

CLASS_FIELD = "class_id"
_TYPES = getattr(QVariant, "Type", QMetaType.Type)  # Qt 6 has only the second; QGIS 3.22 takes only the first
_TEXT = getattr(_TYPES, "String", None) or _TYPES.QString
_FACTS = (
    ("row", _TYPES.Int), ("col", _TYPES.Int), (CLASS_FIELD, _TYPES.Int),
    ("label", _TEXT), ("score", _TYPES.Double), ("valid", _TYPES.Double),
)  # fmt: skip
_PIXELS = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)  # of a raster without a georeference: x = column, y = -row


def cell_fields(
    classes: Sequence[MapClass], found: Mapping[str, Any]
) -> tuple[QgsFields, QgsWkbTypes.Type, QgsCoordinateReferenceSystem]:
    """Return fields, geometry type and CRS of the cells' layer: facts of the cell, then one score per class."""
    fields = QgsFields()
    for name, kind in (*_FACTS, *((c.name, _TYPES.Double) for c in classes)):
        fields.append(QgsField(name, kind))
    return fields, QgsWkbTypes.Type.Polygon, QgsCoordinateReferenceSystem.fromWkt(found.get("crs") or "")


def cell_features(
    cells: Sequence[Mapping[str, Any]], classes: Sequence[MapClass], fields: QgsFields, found: Mapping[str, Any]
) -> list[QgsFeature]:
    """Return one polygon per cell, in the raster's CRS."""
    titles = {c.name: c.title for c in classes}
    values = {c.name: c.value for c in classes}
    features = []
    for cell in cells:
        scores = cell["scores"]
        label = ";".join(titles.get(name, name) for name in cell["label"].split(";"))
        best = values[max(scores, key=lambda name: scores[name])]
        feature = QgsFeature(fields)
        facts = [cell["row"], cell["col"], best, label, cell["score"], cell["valid"]]
        feature.setAttributes([*facts, *(scores[c.name] for c in classes)])
        feature.setGeometry(_outline(cell, found.get("geotransform") or _PIXELS))
        features.append(feature)
    return features


def _outline(cell: Mapping[str, Any], geotransform: Sequence[float]) -> QgsGeometry:
    x, dx_col, dx_row, y, dy_col, dy_row = geotransform
    rows, cols = (cell["row"], cell["row"] + cell["height"]), (cell["col"], cell["col"] + cell["width"])
    corners = [(rows[0], cols[0]), (rows[0], cols[1]), (rows[1], cols[1]), (rows[1], cols[0]), (rows[0], cols[0])]
    return QgsGeometry.fromPolygonXY(
        [[QgsPointXY(x + c * dx_col + r * dx_row, y + c * dy_col + r * dy_row) for r, c in corners]]
    )


def save_whole(path: Path, whole: Mapping[str, Any]) -> None:
    """Write the scores of the whole image, the best first.

    Raises:
        OutputError: the file cannot be written.
    """
    spare_rasters(path)
    try:
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["class", "score"])
            writer.writerows(sorted(whole["scores"].items(), key=lambda item: -float(item[1])))
    except OSError as error:
        raise OutputError(
            tr("Table '{}' cannot be written ({}): choose another output.").format(path, error.strerror or error)
        ) from error
