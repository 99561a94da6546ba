"""The table of a map's classes: colour, area and share, and the shares of another map."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ...i18n import tr
from ...results.maps import area_text
from ...results.style import MapClass
from ..parts.swatch import swatch

_NAME, _AREA, _SHARE, _OTHER = range(4)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ClassAreas(QTreeWidget):
    """``chosen`` carries the value of the clicked class, 0 for none; a second click or Esc clears the choice."""

    chosen = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareAreas")
        self.setHeaderLabels([tr("Class"), tr("Area"), tr("Share"), tr("Other map")])
        self.headerItem().setToolTip(_OTHER, tr("Share of the class with this name on the compared map"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Class areas"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_AREA, _SHARE, _OTHER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, _RIGHT)
        self._classes: list[MapClass] = []
        self._value = 0
        self.itemSelectionChanged.connect(self._selected)

    def sizeHint(self) -> QSize:
        """As high as a few classes."""
        return QSize(240, 160)

    def minimumSizeHint(self) -> QSize:
        """Four classes."""
        return QSize(140, 6 * self.fontMetrics().height())

    @property
    def value(self) -> int:
        """The class that is chosen, 0 for none."""
        return self._value

    def show_classes(self, classes: Sequence[MapClass], other: Sequence[MapClass] | None) -> None:
        """Show these classes, the largest first; ``other``: the classes of the compared map."""
        self.blockSignals(True)
        self.clear()
        self._value = 0
        self._classes = sorted(classes, key=lambda item: -item.share)
        shares = None if other is None else {item.name: item.share for item in other}
        self.setColumnHidden(_OTHER, shares is None)
        self.setColumnHidden(_AREA, all(item.area_m2 is None for item in classes))
        for item in self._classes:
            beside = "" if shares is None else _percent(shares[item.name]) if item.name in shares else "–"
            row = QTreeWidgetItem([item.title, area_text(item), _percent(item.share), beside])
            row.setIcon(_NAME, swatch(item.color))
            row.setToolTip(_NAME, item.title)
            for column in (_AREA, _SHARE, _OTHER):
                row.setTextAlignment(column, _RIGHT)
            self.addTopLevelItem(row)
        self.blockSignals(False)

    def _selected(self) -> None:
        rows = [self.indexOfTopLevelItem(item) for item in self.selectedItems()]
        value = self._classes[rows[0]].value if rows else 0
        if value != self._value:
            self._value = value
            self.chosen.emit(value)

    def choose(self, value: int) -> None:
        """Choose a class by its value."""
        for row, item in enumerate(self._classes):
            if item.value == value:
                self.setCurrentItem(self.topLevelItem(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chosen class clears the choice."""
        item = self.itemAt(event.pos())
        again = item is not None and item.isSelected()
        super().mousePressEvent(event)
        if again:
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the choice."""
        if event.key() == Qt.Key.Key_Escape and self._value:
            self.clearSelection()
        else:
            super().keyPressEvent(event)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
