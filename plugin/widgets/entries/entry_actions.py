"""Actions on an entry's map: zoom to it, open its folder."""

from __future__ import annotations

import os

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsMapLayer, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from .entries import Entry


def layer_of(path: str) -> QgsMapLayer | None:
    """The project's layer of a file; None where it was removed."""
    layers = QgsProject.instance().mapLayers().values()
    return next((layer for layer in layers if layer.source().split("|")[0] == path), None)


def extent_on(canvas: QgsMapCanvas, layer: QgsMapLayer) -> QgsRectangle | None:
    """A layer's extent in the canvas's CRS; None where it cannot be expressed in it."""
    crs = canvas.mapSettings().destinationCrs()
    try:
        return QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance()).transformBoundingBox(layer.extent())
    except QgsCsException:
        return None


def is_in_view(canvas: QgsMapCanvas, layer: QgsMapLayer) -> bool:
    """True if any part of a layer lies in the map view."""
    extent = extent_on(canvas, layer)
    return extent is not None and canvas.extent().intersects(extent)


def zoom_to(canvas: QgsMapCanvas, layer: QgsMapLayer) -> None:
    """Show the whole of a layer."""
    extent = extent_on(canvas, layer)
    if extent is not None:
        extent.scale(1.05)
        canvas.setExtent(extent)
        canvas.refresh()


def open_folder(entry: Entry) -> None:
    """Show the folder of an entry's map, or of its raster, in the file manager."""
    path = entry.output if os.path.exists(entry.output) else entry.source.path
    QDesktopServices.openUrl(QUrl.fromLocalFile(path if os.path.isdir(path) else os.path.dirname(path)))
