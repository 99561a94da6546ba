"""Labels drawn in the panel: polygons in a GeoPackage, whose classes are the categories of the layer's style.

A click labels one pixel, whose outline is stored as a polygon. The project restores layer and classes; the file
keeps its style too, so that it can be opened anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGeometry,
    QgsProject,
    QgsRendererCategory,
    QgsVectorDataProvider,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ....backend.common.errors import InputError, OutputError
from ...i18n import tr
from ..parts.pixel_grid import PixelGrid

FIELD = "class"
LAYER = "labels"
RASTER_PROPERTY = "specaware/labelsOf"
"""Of a layer of labels: the path of the raster that they were drawn on."""
MODEL_PROPERTY = "specaware/trainedModel"
"""Of a layer of labels: the folder of the model trained on them, which the next training replaces."""
COLORS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#7f7f7f")
"""Okabe and Ito (2008), told apart by colour-blind readers too."""


@dataclass(frozen=True)
class LabelClass:
    """A class to learn: its name, its colour on the map ("#rrggbb"), and how many labels it has."""

    name: str
    color: str
    count: int = 0


class LabelStore(QObject):
    """The labels of one raster; ``changed`` is emitted when labels or classes change. Main thread only."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer: QgsVectorLayer | None = None
        self.grid: PixelGrid | None = None

    @property
    def path(self) -> str:
        """The file of the labels; "" while none is open."""
        return "" if self.layer is None else self.layer.source().split("|")[0]

    def open(self, raster: str, grid: PixelGrid, path: str) -> None:
        """Open the labels of a raster: those of the project, else those in ``path``, else new ones there.

        Raises:
            OutputError: the file cannot be made or does not contain labels.
        """
        project = QgsProject.instance()
        known = [layer for layer in project.mapLayers().values() if layer.customProperty(RASTER_PROPERTY) == raster]
        layer = next((layer for layer in known if layer.isValid()), None)
        if layer is None:
            if not os.path.exists(path):
                _make_file(path, grid)
            layer = _layer_in(path)
            layer.setCustomProperty(RASTER_PROPERTY, raster)
            project.addMapLayer(layer, False)
            project.layerTreeRoot().insertLayer(0, layer)
        self.layer, self.grid = layer, grid
        if not isinstance(layer.renderer(), QgsCategorizedSymbolRenderer):
            self._adopt(sorted(name for name in self._names() if name))
        self.changed.emit()

    def close(self) -> None:
        """Close the labels; they stay in the project."""
        self.layer = self.grid = None
        self.changed.emit()

    def classes(self) -> list[LabelClass]:
        """The classes in their order."""
        if self.layer is None:
            return []
        counts: dict[str, int] = {}
        for name in self._names():
            counts[name] = counts.get(name, 0) + 1
        renderer = self.layer.renderer()
        found = renderer.categories() if isinstance(renderer, QgsCategorizedSymbolRenderer) else []
        return [
            LabelClass(str(c.value()), c.symbol().color().name(), counts.get(str(c.value()), 0))
            for c in found
            if c.value() not in (None, "", NULL)
        ]

    def _names(self) -> list[str]:
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        values = [feature[FIELD] for feature in self._layer().getFeatures(request)]
        return ["" if value in (None, NULL) else str(value) for value in values]

    def add_class(self, name: str, color: str = "") -> None:
        """Append a class.

        Raises:
            InputError: it has no name, or the name exists already.
        """
        name = self._fit_name(name)
        taken = {known.color for known in self.classes()}
        free = [color for color in COLORS if color not in taken] or list(COLORS)
        self._show([*self.classes(), LabelClass(name, color or free[0])])

    def _fit_name(self, name: str, old: str = "") -> str:
        name = name.strip()
        if not name:
            raise InputError(tr("Enter a name for the class."))
        if name != old and name in {known.name for known in self.classes()}:
            raise InputError(tr("A class named '{}' exists already: choose another name.").format(name))
        return name

    def rename_class(self, old: str, name: str) -> None:
        """Give a class, and its labels, another name.

        Raises:
            InputError: as :meth:`add_class`.
        """
        name = self._fit_name(name, old)
        field = self._layer().fields().indexOf(FIELD)
        self._write(lambda data: data.changeAttributeValues({i: {field: name} for i in self._ids(old)}))
        self._show([LabelClass(name if c.name == old else c.name, c.color) for c in self.classes()])

    def recolor_class(self, name: str, color: str) -> None:
        """Give a class another colour."""
        self._show([LabelClass(c.name, color if c.name == name else c.color) for c in self.classes()])

    def remove_class(self, name: str) -> None:
        """Remove a class with its labels."""
        ids = self._ids(name)
        if ids:
            self._write(lambda data: data.deleteFeatures(ids))
        self._show([c for c in self.classes() if c.name != name])

    def _ids(self, name: str) -> list[int]:
        return [feature.id() for feature in self._layer().getFeatures() if feature[FIELD] == name]

    def add(self, shapes: Sequence[QgsGeometry], name: str) -> None:
        """Add labels of a class; the shapes are in the raster's CRS.

        Raises:
            OutputError: the file cannot be written, or is being edited.
        """
        layer, features = self._layer(), []
        for shape in shapes:
            feature = QgsFeature(layer.fields())
            feature[FIELD] = name
            feature.setGeometry(shape)
            features.append(feature)
        self._write(lambda data: data.addFeatures(features)[0])
        layer.updateExtents()
        self.changed.emit()

    def undo(self) -> str:
        """Remove the label that was added last and return its class; "" if there is none."""
        last = max(self._layer().getFeatures(), key=lambda feature: feature.id(), default=None)
        if last is None:
            return ""
        self._write(lambda data: data.deleteFeatures([last.id()]))
        self.changed.emit()
        return str(last[FIELD])

    def labels(self) -> list[tuple[int, str, QgsGeometry]]:
        """Number, class and shape of each label."""
        return [(f.id(), str(f[FIELD]), f.geometry()) for f in self._layer().getFeatures()]

    def take(self, layer: QgsVectorLayer, field: str) -> int:
        """Copy points and polygons of a layer, with their classes, and return how many.

        Raises:
            InputError: the layer has none on the raster.
            OutputError: as :meth:`add`.
        """
        grid, found = self._grid(), {}
        there = QgsCoordinateTransform(layer.crs(), grid.crs, QgsProject.instance())
        for feature in layer.getFeatures():
            name = "" if feature[field] in (None, NULL) else str(feature[field]).strip()
            for shape in _shapes(feature.geometry(), there if there.isValid() else None, grid) if name else ():
                found.setdefault(name, []).append(shape)
        if not found:
            raise InputError(tr("'{}' has no feature with a class on the raster.").format(layer.name()))
        colors, known = _colors_of(layer, field), {c.name for c in self.classes()}
        for name in sorted(set(found) - known):
            self.add_class(name, colors.get(name, ""))
        for name, shapes in found.items():
            self.add(shapes, name)
        return sum(len(shapes) for shapes in found.values())

    def _write(self, change: Callable[[QgsVectorDataProvider], bool]) -> None:
        layer = self._layer()
        if layer.isEditable():
            raise OutputError(tr("The label layer is being edited: save or discard its edits first."))
        if not change(layer.dataProvider()):
            raise OutputError(tr("'{}' cannot be written: choose another folder in 'Save in'.").format(self.path))
        layer.triggerRepaint()

    def _adopt(self, names: Sequence[str]) -> None:
        self._show([LabelClass(name, COLORS[i % len(COLORS)]) for i, name in enumerate(names)])

    def _show(self, classes: Sequence[LabelClass]) -> None:
        """Show the classes as categories of the layer, in the project and in the file."""
        layer = self._layer()
        layer.setRenderer(QgsCategorizedSymbolRenderer(FIELD, [_category(c) for c in classes]))
        layer.triggerRepaint()
        layer.emitStyleChanged()
        _save_style(layer)
        QgsProject.instance().setDirty(True)
        self.changed.emit()

    def _layer(self) -> QgsVectorLayer:
        if self.layer is None:
            raise InputError(tr("No raster is chosen: drop one on the panel first."))
        return self.layer

    def _grid(self) -> PixelGrid:
        if self.grid is None:
            raise InputError(tr("No raster is chosen: drop one on the panel first."))
        return self.grid


def _category(item: LabelClass) -> QgsRendererCategory:
    fill = QColor(item.color)
    fill.setAlpha(170)
    symbol = QgsFillSymbol.createSimple({"outline_color": "#202020", "outline_width": "0.3"})
    symbol.symbolLayer(0).setColor(fill)
    return QgsRendererCategory(item.name, symbol, item.name)


def _save_style(layer: QgsVectorLayer) -> None:
    """Keep the style in the layer's file; QGIS 3.22 would ask whether to replace one of the same name."""
    count, ids, names, *_ = layer.listStylesInDatabase()
    for style_id, name in zip(ids[: max(count, 0)], names):
        if name == LAYER:
            layer.deleteStyleFromDatabase(style_id)
    layer.saveStyleToDatabase(LAYER, "", True, "")


def _make_file(path: str, grid: PixelGrid) -> None:
    """Make an empty GeoPackage of labels."""
    text = f"Polygon?field={FIELD}:string(100)"
    empty = QgsVectorLayer(text, LAYER, "memory")
    empty.setCrs(grid.crs)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", LAYER
    found = QgsVectorFileWriter.writeAsVectorFormatV3(
        empty, path, QgsProject.instance().transformContext(), options
    )  # fmt: skip
    if found[0] != QgsVectorFileWriter.WriterError.NoError:
        raise OutputError(tr("The labels cannot be written to '{}': choose another folder in 'Save in'.").format(path))


def _layer_in(path: str) -> QgsVectorLayer:
    """Open a file of labels."""
    layer = QgsVectorLayer(f"{path}|layername={LAYER}", tr("Labels"), "ogr")
    polygons = layer.isValid() and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    if not polygons or layer.fields().indexOf(FIELD) < 0:
        raise OutputError(
            tr("'{}' exists but does not contain labels from the panel: rename or remove it.").format(path)
        )
    return layer


def _shapes(shape: QgsGeometry, there: QgsCoordinateTransform | None, grid: PixelGrid) -> list[QgsGeometry]:
    """A feature in the raster's CRS: its polygons, and the outlines of the pixels under its points."""
    kind = shape.type()
    if shape.isNull() or kind not in (QgsWkbTypes.GeometryType.PointGeometry, QgsWkbTypes.GeometryType.PolygonGeometry):
        return []
    shape = QgsGeometry(shape)
    if there is not None:
        try:
            shape.transform(there)
        except QgsCsException:
            return []
    parts = [QgsGeometry(part.clone()) for part in shape.constParts()]
    if kind == QgsWkbTypes.GeometryType.PointGeometry:
        pixels = [grid.pixel_at(part.asPoint()) for part in parts]
        return [grid.outline(*pixel) for pixel in pixels if pixel is not None]
    corners = ((0, 0), (0, grid.width), (grid.height, grid.width), (grid.height, 0))
    raster = QgsGeometry.fromPolygonXY([[grid.place(r, c) for r, c in corners]])
    return [part for part in parts if part.intersects(raster)]


def _colors_of(layer: QgsVectorLayer, field: str) -> dict[str, str]:
    """The colours in which a layer shows its classes already."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer) or renderer.classAttribute() != field:
        return {}
    return {str(c.value()): c.symbol().color().name() for c in renderer.categories() if c.symbol() is not None}
