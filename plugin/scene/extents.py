"""An extent in the CRS that the engine expects: the raster's, or that of its map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsRectangle,
)

from ...backend.common.errors import InputError
from ..i18n import tr

Extent = tuple[float, float, float, float]


def crs_of(found: Mapping[str, Any]) -> QgsCoordinateReferenceSystem:
    """Return the CRS of an inspected raster: its own, else that of the map that a product in sensor geometry gives."""
    return QgsCoordinateReferenceSystem.fromWkt(found.get("crs") or found.get("map_crs") or "")


def in_crs(
    rectangle: QgsRectangle, given: QgsCoordinateReferenceSystem, wanted: QgsCoordinateReferenceSystem
) -> Extent:
    """Return a rectangle as (xmin, ymin, xmax, ymax) in another CRS; unchanged if one of the two is not known.

    Raises:
        InputError: it cannot be expressed there.
    """
    if wanted.isValid() and given.isValid() and wanted != given:
        transform = QgsCoordinateTransform(given, wanted, QgsCoordinateTransformContext())
        try:
            rectangle = transform.transformBoundingBox(rectangle)
        except QgsCsException:
            text = tr("The extent cannot be expressed in the raster's CRS: give it in {}.")
            raise InputError(text.format(wanted.authid())) from None
    return (rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum())
