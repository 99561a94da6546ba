"""The panel of the profile tool: picked spectra against wavelength, and the most similar library class of each."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject, QgsRasterLayer
from qgis.gui import QgisInterface, QgsDockWidget, QgsMapToolEmitPoint, QgsVertexMarker
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ....backend.common.errors import SpecAwareError
from ...engine.environment import find_engine
from ...i18n import tr
from ...scene.library import title
from ...scene.profiles import PickedSpectra, Profile, ProfilePicker, save_csv
from ...scene.similar import SimilarSearch
from ..parts.controls import tool_button
from ..parts.elided_label import ElidedLabel
from ..parts.spectrum_plot import COLORS, Spectrum, SpectrumPlot
from ..parts.swatch import swatch

_LIKENESSES = 3


class ProfileDock(QgsDockWidget):
    """Shows picked spectra; :meth:`activate` activates the map tool."""

    def __init__(
        self, iface: QgisInterface, picked: PickedSpectra | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Spectral profile"), parent)
        self.setObjectName("SpecAwareProfile")
        self._iface = iface
        self.picked = PickedSpectra(self) if picked is None else picked
        self._markers: list[QgsVertexMarker] = []
        self.picker = ProfilePicker(self)
        self.tool = QgsMapToolEmitPoint(iface.mapCanvas())
        self.plot = SpectrumPlot(self)
        self.list = QTreeWidget(self)
        self.compare = QCheckBox(tr("Nearest library spectrum"), self)
        self.compare.setToolTip(
            tr("Also draw the library spectrum with the smallest spectral angle, scaled to the selected spectrum")
        )
        self.status = ElidedLabel(self)
        self.similar = tool_button(
            self, tr("Find similar"), "/mActionZoomToSelected.svg",
            tr("Map how similar each pixel of the raster is to the picked pixels, including their neighbourhood"),
        )  # fmt: skip
        self.search = SimilarSearch(self)
        self.export = tool_button(self, tr("Export…"), "/mActionFileSave.svg", tr("Write all spectra as CSV"))
        self.remove = tool_button(self, "", "/mActionDeleteSelected.svg", tr("Remove the selected spectrum, or all"))
        self._lay_out()
        self.picker.picked.connect(self.add)
        self.picker.failed.connect(self._complain)
        self.tool.canvasClicked.connect(self._clicked)
        self.list.itemSelectionChanged.connect(self._draw)
        self.compare.toggled.connect(self._draw)
        self.similar.clicked.connect(self.find_similar)
        self.search.found.connect(lambda _: self.status.set_text(""))
        self.search.failed.connect(self._complain)
        self.export.clicked.connect(self._choose_target)
        self.remove.clicked.connect(self.remove_chosen)
        QgsProject.instance().cleared.connect(self.clear)
        self._draw()

    @property
    def profiles(self) -> list[Profile]:
        """The spectra in the list, in the order of picking."""
        return self.picked.profiles

    def _lay_out(self) -> None:
        self.list.setHeaderLabels([tr("Point"), tr("Most similar"), tr("Angle")])
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(tr("Picked spectra"))
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        foot = QHBoxLayout()
        for widget in (self.compare, self.status, self.similar, self.export, self.remove):
            foot.addWidget(widget, 1 if widget is self.status else 0)
        self._across = across = QSplitter(Qt.Orientation.Horizontal, self)
        across.addWidget(self.plot)
        across.addWidget(self.list)
        across.setStretchFactor(0, 2)
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        across.setSizes([500, 300])
        self.list.setMinimumWidth(
            self.fontMetrics().horizontalAdvance(tr("row {}, column {}").format(1000, 1000)) + 150
        )
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(across, 1)
        layout.addLayout(foot)
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list is beside the plot if the panel is wide and low, else below it."""
        super().resizeEvent(event)
        wide = event.size().width() > 1.5 * event.size().height()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._across.orientation() != wanted:
            self._across.setOrientation(wanted)
            room = event.size().width() if wide else event.size().height()
            self._across.setSizes([room * 3 // 5, room * 2 // 5])

    def activate(self, on: bool = True) -> None:
        """Activate or deactivate the map tool."""
        canvas = self._iface.mapCanvas()
        if on:
            canvas.setMapTool(self.tool)
        else:
            canvas.unsetMapTool(self.tool)

    def _clicked(self, point: QgsPointXY, button: Qt.MouseButton) -> None:
        layer = self._iface.activeLayer()
        if not isinstance(layer, QgsRasterLayer):
            self._complain(tr("Select a raster layer in the layer tree first."))
        elif find_engine() is None:
            self._complain(tr("SpecAware's engine is not set up: open the SpecAware panel and press 'Set up'."))
        else:
            self.pick(layer, QgsPointXY(point))  # a copy: the signal's own point is gone when the spectrum arrives

    def pick(self, layer: QgsRasterLayer, point: QgsPointXY) -> None:
        """Read the spectrum of ``layer`` at ``point``, in the map's CRS."""
        there, here = layer.crs(), self._iface.mapCanvas().mapSettings().destinationCrs()
        if there.isValid() and here.isValid() and there != here:
            try:
                point = QgsCoordinateTransform(here, there, QgsProject.instance()).transform(point)
            except QgsCsException:
                self._complain(tr("The point cannot be expressed in the layer's CRS: choose another one."))
                return
        self.status.set_text(tr("Reading…"))
        self.picker.pick(layer, point)

    def add(self, profile: Profile) -> None:
        """Add a spectrum to the plot and the list."""
        if all(value is None for value in profile.values):
            self._complain(tr("There is no data at that point."))
            return
        self.status.set_text("")
        self.picked.put([*self.profiles, profile])
        color = self._color(len(self.profiles) - 1)
        near = profile.likeness[:_LIKENESSES]
        best = title(near[0].spectrum.name) if near else tr("only reflectance is compared")
        item = QTreeWidgetItem([profile.name, best, f"{near[0].angle_deg:.1f}°" if near else ""])
        item.setIcon(0, swatch(color))
        item.setToolTip(1, "\n".join(f"{title(n.spectrum.name)}: {n.angle_deg:.1f}°" for n in near))
        self.list.addTopLevelItem(item)
        self._mark(profile, color)
        self.list.setCurrentItem(item)
        self._draw()

    def _mark(self, profile: Profile, color: QColor) -> None:
        """Mark the point on the map."""
        marker = QgsVertexMarker(self._iface.mapCanvas())
        here = self._iface.mapCanvas().mapSettings().destinationCrs()
        point = QgsPointXY(profile.x, profile.y)
        if profile.crs.isValid() and here.isValid():
            try:
                point = QgsCoordinateTransform(profile.crs, here, QgsProject.instance()).transform(point)
            except QgsCsException:
                marker.hide()
        marker.setCenter(point)
        marker.setColor(color)
        marker.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
        marker.setIconSize(12)
        marker.setPenWidth(3)
        self._markers.append(marker)

    @staticmethod
    def _color(number: int) -> QColor:
        return QColor(COLORS[number % len(COLORS)])

    def chosen(self) -> int:
        """Position of the chosen spectrum, -1 for none."""
        items = self.list.selectedItems()
        return self.list.indexOfTopLevelItem(items[0]) if items else -1

    def _draw(self) -> None:
        """Draw the chosen spectrum in front of those with the same axes."""
        chosen = self.chosen()
        front = self.profiles[chosen] if chosen >= 0 else next(iter(self.profiles), None)
        spectra = [
            Spectrum(p.name, self._color(i), p.positions, p.values, strong=i == chosen, used=p.used)
            for i, p in enumerate(self.profiles)
            if front is not None and p.shares_axes_with(front)
        ]
        spectra.sort(key=lambda spectrum: spectrum.strong)
        if front is not None and chosen >= 0 and self.compare.isChecked() and front.likeness:
            spectra.insert(0, _library_curve(front, self.palette().text().color()))
        self.plot.over_numbers = front is not None and front.over_numbers
        unit = "" if front is None else tr("Reflectance") if front.quantity == "reflectance" else front.units
        self.plot.show_spectra(spectra, unit=unit, empty_text=tr("Click a raster on the map to see its spectrum."))
        self.plot.show_bands(front.positions if front else (), front.used if front else ())
        self.similar.setEnabled(bool(self.profiles))
        self.export.setEnabled(bool(self.profiles))
        self.remove.setEnabled(bool(self.profiles))

    def find_similar(self) -> None:
        """Search the raster of the chosen spectrum, else of the latest, for pixels similar to the picked ones."""
        if not self.profiles:
            return
        self.status.set_text(tr("Comparing…"))
        self.search.start(self.profiles, self.profiles[self.chosen()])

    def remove_chosen(self) -> None:
        """Remove the chosen spectrum, or all if none is chosen."""
        chosen = self.chosen()
        if chosen < 0:
            self.clear()
            return
        kept = [p for i, p in enumerate(self.profiles) if i != chosen]
        self.clear()
        for profile in kept:
            self.add(profile)

    def clear(self) -> None:
        """Remove all spectra and their marks."""
        for marker in self._markers:
            self._iface.mapCanvas().scene().removeItem(marker)
        self._markers = []
        self.picked.put([])
        self.list.clear()
        self._draw()

    def _choose_target(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the spectra"), "spectra.csv", "CSV (*.csv)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write all spectra as CSV."""
        try:
            save_csv(self.profiles, path)
        except SpecAwareError as error:
            self._complain(str(error))

    def _complain(self, text: str) -> None:
        self.status.set_text(text)
        self._iface.messageBar().pushWarning("SpecAware", text)

    def shut_down(self) -> None:
        """Stop reading, deactivate the map tool, remove the marks; called at unload."""
        QgsProject.instance().cleared.disconnect(self.clear)
        self.picker.shut_down()
        self.search.shut_down()
        self.clear()
        self.activate(False)


def _library_curve(profile: Profile, color: QColor) -> Spectrum:
    """The nearest library spectrum at the profile's bands, scaled to its brightness, which the angle ignores."""
    near = profile.likeness[0].spectrum
    there = [None if c is None else near.at(c) for c in profile.center_nm]
    pairs = [(v, t) for v, t, u in zip(profile.values, there, profile.used) if u and v is not None and t is not None]
    scale = sum(v * t for v, t in pairs) / (sum(t * t for _, t in pairs) or 1.0)
    values = [None if t is None or not u else scale * t for t, u in zip(there, profile.used)]
    return Spectrum(title(near.name), color, profile.center_nm, values, dashed=True, strong=False)
