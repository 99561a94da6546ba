"""The table of bands in the sensor dialog: edit, sort, switch several on or off, copy and paste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence, QPalette
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from ...i18n import tr
from ...scene.band_table import BandRow, as_text
from ...scene.origins import USER

NUMBER, USED, CENTER, WIDTH, NAME, ORIGIN = range(6)
_NAME_WIDTH = 110  # longer names are in the tool tip


class BandModel(QAbstractTableModel):
    """The bands; ``edited`` is emitted when the user changes one."""

    edited = pyqtSignal()
    SORT = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[BandRow] = []

    def set_rows(self, rows: Sequence[BandRow]) -> None:
        """Show other bands."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Number of bands."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Number, use, centre, FWHM, name, source."""
        return 0 if parent is not None and parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Band"), tr("Use"), tr("Centre, nm"), tr("FWHM, nm"), tr("Name"), tr("Source"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Centre and FWHM are editable, use is a check box."""
        flags = super().flags(index)
        if index.column() in (CENTER, WIDTH):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == USED else flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, and its sort key."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == USED:
            return Qt.CheckState.Checked if row.used else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (NUMBER, CENTER, WIDTH):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and not row.used:
            palette = QApplication.palette()
            return QColor(palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (row.name, row.story)))
        value = (row.number, row.used, row.center_nm, row.fwhm_nm, row.name, row.story)[column]
        if role == self.SORT:
            return -1.0 if value is None else value
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and column != USED:
            return "" if value is None else f"{value:.2f}" if column in (CENTER, WIDTH) else value
        return None

    def setData(self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Accept a number or a tick; other texts are refused."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == USED:
            self.switch([index.row()], value in (Qt.CheckState.Checked, 2))
            return True
        if role != Qt.ItemDataRole.EditRole or column not in (CENTER, WIDTH):
            return False
        try:
            number = float(str(value).strip().replace(",", "."))
        except ValueError:
            return False
        if not 0 < number < 1e6:
            return False
        changed = {"center_nm": number, "origin": USER}
        if column == WIDTH:
            changed = {"fwhm_nm": number, "fwhm_origin": USER}
        self.rows[index.row()] = replace(row, **changed)
        self._changed([index.row()])
        return True

    def switch(self, positions: Sequence[int], on: bool) -> None:
        """Switch bands on or off."""
        for i in positions:
            if self.rows[i].used != on:
                self.rows[i] = replace(self.rows[i], used=on, used_origin=USER)
        self._changed(positions)

    def _changed(self, positions: Sequence[int]) -> None:
        if positions:
            first, last = min(positions), max(positions)
            self.dataChanged.emit(self.index(first, 0), self.index(last, 5))
            self.edited.emit()


class BandView(QTableView):
    """The table; ``pasted`` carries the text of the clipboard, ``marked`` the positions of the selected bands."""

    pasted = pyqtSignal(str)
    marked = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bands = BandModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.bands)
        self._proxy.setSortRole(BandModel.SORT)
        self._proxy.setDynamicSortFilter(False)
        self.setModel(self._proxy)
        self.setSortingEnabled(True)
        self.sortByColumn(NUMBER, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("Bands"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in (NUMBER, USED, CENTER, WIDTH, NAME):
            text = self.bands.headerData(column, Qt.Orientation.Horizontal) or ""
            self.setColumnWidth(column, header.fontMetrics().horizontalAdvance(text) + 18)
        header.setStretchLastSection(True)
        self.bands.modelReset.connect(self._fit_names)
        self.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit(self.selected()))

    def _fit_names(self) -> None:
        """Fit the column of names to the names, within limits."""
        names = [row.name for row in self.bands.rows[:200]]
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(tr("Name"))
        self.setColumnWidth(NAME, max(title, min(widest, _NAME_WIDTH)) + 18)

    def selected(self) -> list[int]:
        """Positions of the selected bands, in the raster's order."""
        rows = self.selectionModel().selectedRows()
        return sorted(self._proxy.mapToSource(index).row() for index in rows)

    def choose(self, positions: Sequence[int]) -> None:
        """Select the bands at these positions, and no others."""
        selection = QItemSelection()
        places = [self._proxy.mapFromSource(self.bands.index(i, 0)) for i in positions]
        for index in places:
            selection.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flag.ClearAndSelect | flag.Rows)
        if places:
            self.scrollTo(places[0], QAbstractItemView.ScrollHint.PositionAtCenter)
            self.selectionModel().setCurrentIndex(places[0], flag.NoUpdate)
            self.setFocus()

    def toggle(self) -> None:
        """Switch the selected bands: off if any is on, else on."""
        chosen = self.selected()
        self.bands.switch(chosen, not any(self.bands.rows[i].used for i in chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space switches the selected bands; copy and paste work with spreadsheets; Delete switches off."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            chosen = self.selected() or list(range(len(self.bands.rows)))
            QApplication.clipboard().setText(as_text([self.bands.rows[i] for i in chosen], "\t"))
        elif event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() == Qt.Key.Key_Delete:
            self.bands.switch(self.selected(), False)
        else:
            super().keyPressEvent(event)
