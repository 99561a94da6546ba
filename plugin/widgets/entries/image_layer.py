"""The raster itself as a colour composite: in the layer that shows it, or as a layer below its map."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....backend.common.errors import CancelledError, InputError, SpecAwareError
from ....backend.job.spec import JobSpec, Options, Outputs
from ....backend.spectral.composites import INFRARED, SHORTWAVE, TRUE_COLOUR, band_numbers
from ...i18n import tr
from ...qgis_tasks import BackgroundJobs
from ...results.maps import group_of
from ...scene.layers import IMAGE_PROPERTY, absolute, source_of_layer
from ...scene.sensor_settings import of_layer
from .entries import Entry


def composite_titles() -> dict[str, str]:
    """Names of the composites by their kind."""
    return {
        TRUE_COLOUR: tr("True colour"), INFRARED: tr("Colour infrared"), SHORTWAVE: tr("Shortwave infrared"),
        "": tr("Image"),
    }  # fmt: skip


def show_composite(layer: QgsRasterLayer, found: dict[str, Any], kind: str = "") -> None:
    """Show three bands of a layer as red, green and blue, stretched from their 2nd to 98th percentile.

    Args:
        layer: of the raster that was inspected, with the same bands.
        found: the inspection.
        kind: of :data:`backend.spectral.composites.KINDS`, "" for the best that the bands allow.

    Raises:
        InputError: the bands do not allow this composite.
    """
    numbers = band_numbers(found.get("bands", ()), kind)
    if numbers is None or max(numbers[1]) > layer.bandCount():
        text = tr("'{}' lacks the bands for this composite: {}.")
        raise InputError(text.format(layer.name(), composite_titles()[kind]))
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), *numbers[1]))
    layer.setContrastEnhancement(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
        QgsRasterMinMaxOrigin.Limits.CumulativeCut,
    )
    layer.triggerRepaint()
    layer.emitStyleChanged()


def image_of(path: str) -> QgsRasterLayer | None:
    """The project's layer that shows a raster, as it is or as a composite; None where there is none."""
    for layer in QgsProject.instance().mapLayers().values():
        shows = layer.customProperty(IMAGE_PROPERTY) == path or absolute(layer.source()) == path
        if shows and isinstance(layer, QgsRasterLayer) and layer.isValid():
            return layer
    return None


def _same_grid(layer: QgsRasterLayer, found: dict[str, Any]) -> bool:
    """True if QGIS reads the raster as the engine does: the same pixels and bands, in the same place."""
    size = (layer.width(), layer.height(), layer.bandCount())
    if not layer.isValid() or size != (found.get("width"), found.get("height"), found.get("count")):
        return False
    transform, extent = found.get("geotransform"), layer.extent()
    if transform is None:
        return found.get("map_crs") is None
    close = 0.01 * abs(transform[1])
    return abs(extent.xMinimum() - transform[0]) < close and abs(extent.yMaximum() - transform[3]) < close


class ImageMaker(QObject):
    """Puts rasters below their maps; ``made`` (Entry, layer) and ``failed`` come in the main thread."""

    made = pyqtSignal(object, object)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = BackgroundJobs(self._failed)

    @property
    def is_running(self) -> bool:
        """True while the engine makes a composite."""
        return self._jobs.is_running

    def show(self, entry: Entry, path: str) -> None:
        """Show the raster of an entry, unless a layer of the project shows it; ``path``: the composite to write.

        QGIS shows what it can read itself. For other products the engine makes a composite.
        """
        if image_of(entry.source.path) is not None or not entry.found:
            return
        layer = QgsRasterLayer(entry.source.path, tr("Image"))
        if _same_grid(layer, entry.found):
            try:
                show_composite(layer, entry.found)
            except InputError as error:
                self.failed.emit(str(error))
            self._add(entry, layer)
        elif os.path.exists(path):
            self._add(entry, QgsRasterLayer(path, tr("Image")))
        else:
            self._make(entry, path)

    def restyle(self, layer: QgsRasterLayer, kind: str = "") -> None:
        """Ask the engine for a layer's bands, then show the composite in the layer itself."""
        try:
            source = source_of_layer(layer)
        except SpecAwareError as error:
            self.failed.emit(str(error))
            return
        layer_id = layer.id()
        self._jobs.start(
            tr("SpecAware: reading the bands"), JobSpec("inspect", source.path, overrides=of_layer(layer)),
            lambda found: self._restyle(layer_id, found, kind),
        )  # fmt: skip

    def _restyle(self, layer_id: str, found: dict[str, Any], kind: str) -> None:
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is None:
            return  # removed meanwhile
        try:
            show_composite(layer, found, kind)
        except InputError as error:
            self.failed.emit(str(error))

    def _make(self, entry: Entry, path: str) -> None:
        job = JobSpec(
            "composite", entry.source.path, overrides=entry.overrides, outputs=Outputs(image=path),
            options=Options(overwrite=False),
        )  # fmt: skip
        self._jobs.start(
            tr("SpecAware: making an image"), job, lambda _: self._add(entry, QgsRasterLayer(path, tr("Image")))
        )

    def _failed(self, error: SpecAwareError) -> None:
        if not isinstance(error, CancelledError):
            self.failed.emit(str(error))

    def _add(self, entry: Entry, layer: QgsRasterLayer) -> None:
        """Add a layer at the bottom of the raster's group."""
        if not layer.isValid():
            return
        layer.setCustomProperty(IMAGE_PROPERTY, entry.source.path)
        project = QgsProject.instance()
        project.addMapLayer(layer, False)
        group = group_of(project, entry.source.name)
        group.insertLayer(len(group.children()), layer).setExpanded(False)
        self.made.emit(entry, layer)

    def shut_down(self) -> None:
        """Stop and wait."""
        self._jobs.shut_down()
