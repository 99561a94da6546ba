"""The list of classes: colour, name, number of labels and, after training, recall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ...i18n import tr
from ..parts.swatch import swatch
from .label_store import LabelClass

_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Insert, Qt.Key.Key_F2)
_NAME, _COUNT, _RIGHT = range(3)


class ClassList(QTreeWidget):
    """Signals name the class: ``renamed`` (old, new), ``colorAsked``, ``removeAsked``, ``chosen``; ``addAsked`` none.

    F2 or a double click renames, Insert adds, Delete removes; a click on the square of a chosen class asks for another
    colour.
    """

    renamed = pyqtSignal(str, str)
    colorAsked = pyqtSignal(str)
    removeAsked = pyqtSignal(str)
    addAsked = pyqtSignal()
    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareClasses")
        self.setHeaderLabels([tr("Class"), tr("Labels"), tr("Recall")])
        self.headerItem().setToolTip(
            _RIGHT,
            tr("Share of the class's labels that were classified correctly when their spatial block was held out"),
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Classes"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_COUNT, _RIGHT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, int(Qt.AlignmentFlag.AlignRight))
        self._names: list[str] = []
        self.itemChanged.connect(self._changed)
        self.itemSelectionChanged.connect(lambda: self.chosen.emit(self.current()))
        self.itemDoubleClicked.connect(lambda item, column: self.editItem(item, _NAME))

    def sizeHint(self) -> QSize:
        """As high as a few classes."""
        return QSize(200, 130)

    def minimumSizeHint(self) -> QSize:
        """Three classes."""
        return QSize(120, 5 * self.fontMetrics().height())

    def current(self) -> str:
        """The chosen class; "" for none."""
        row = self.indexOfTopLevelItem(self.currentItem()) if self.currentItem() is not None else -1
        return self._names[row] if 0 <= row < len(self._names) else ""

    def choose(self, name: str) -> None:
        """Choose a class."""
        if name in self._names:
            self.setCurrentItem(self.topLevelItem(self._names.index(name)))

    def choose_number(self, number: int) -> None:
        """Choose a class by its place, from 1."""
        if 1 <= number <= len(self._names):
            self.choose(self._names[number - 1])

    def show_classes(self, classes: Sequence[LabelClass], recall: Mapping[str, float | None]) -> None:
        """Show these classes; keep the choice, else choose the first."""
        kept = self.current()
        self.blockSignals(True)
        self.clear()
        self._names = [item.name for item in classes]
        for number, item in enumerate(classes, start=1):
            right = recall.get(item.name)
            row = QTreeWidgetItem([item.name, str(item.count), "" if right is None else f"{100 * right:.0f} %"])
            row.setIcon(_NAME, swatch(item.color))
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsEditable)
            key = tr("Key {}").format(number) if number <= 9 else ""
            row.setToolTip(_NAME, "\n".join(text for text in (item.name, key) if text))
            for column in (_COUNT, _RIGHT):
                row.setTextAlignment(column, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
            self.addTopLevelItem(row)
        self.choose(kept if kept in self._names else self._names[0] if self._names else "")
        self.blockSignals(False)
        if self.current() != kept:
            self.chosen.emit(self.current())

    def rename(self, name: str) -> None:
        """Edit the name."""
        if name in self._names:
            self.editItem(self.topLevelItem(self._names.index(name)), _NAME)

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        row = self.indexOfTopLevelItem(item)
        if column == _NAME and 0 <= row < len(self._names) and item.text(_NAME) != self._names[row]:
            self.renamed.emit(self._names[row], item.text(_NAME))

    def event(self, event: QEvent) -> bool:
        """Keep Delete for the list: the main window has it as the shortcut that deletes features."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _KEYS and not editing:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add, rename, remove; a digit chooses."""
        digit = event.key() - int(Qt.Key.Key_0)
        if event.key() == Qt.Key.Key_Insert:
            self.addAsked.emit()
        elif event.key() == Qt.Key.Key_F2 and self.current():
            self.rename(self.current())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current():
            self.removeAsked.emit(self.current())
        elif 1 <= digit <= 9:
            self.choose_number(digit)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the square of the chosen class asks for a colour."""
        item, before = self.itemAt(event.pos()), self.current()
        super().mouseReleaseEvent(event)
        if item is None or self.columnAt(event.pos().x()) != _NAME:
            return
        left = self.visualItemRect(item).left()
        if left <= event.pos().x() <= left + 22 and before:
            self.colorAsked.emit(before)
