"""The chooser of models: bundled, own and imported ones in one list, each with a line on its classes and accuracy."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ....backend.catalog.cards import ModelCard
from ... import catalog
from ...models import model_line

_LINE = Qt.ItemDataRole.UserRole + 1
_CARD = Qt.ItemDataRole.UserRole + 2
_PAD = 5
_WIDEST = 560


class _TwoLines(QStyledItemDelegate):
    """Paints the name, and the line below it, in the drop-down list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Two lines."""
        metrics = QFontMetrics(option.font)
        texts = (str(index.data()), str(index.data(_LINE) or ""))
        return QSize(max(metrics.horizontalAdvance(text) for text in texts) + 4 * _PAD, 2 * metrics.height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Paint one model in the colours of the user's theme."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        color = QColor(option.palette.color(role))
        metrics = QFontMetrics(option.font)
        inside = option.rect.adjusted(2 * _PAD, _PAD, -2 * _PAD, -_PAD)
        painter.save()
        if selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        painter.setFont(option.font)
        for number, text in enumerate((str(index.data()), str(index.data(_LINE) or ""))):
            painter.setPen(color)
            line = QRect(inside.left(), inside.top() + number * metrics.height(), inside.width(), metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                             metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width()))  # fmt: skip
            color.setAlphaF(0.68)
        painter.restore()


class ModelBox(QComboBox):
    """The installed land-cover models, read again when the list opens; ``chosen`` is emitted for another card."""

    chosen = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_TwoLines(self))
        self.currentIndexChanged.connect(self._tell)

    def card(self) -> ModelCard | None:
        """The card of the chosen model; None where none is installed."""
        found = self.currentData(_CARD)
        return found if isinstance(found, ModelCard) else None

    def line(self) -> str:
        """Description of the chosen model in one line."""
        return str(self.currentData(_LINE) or "")

    def reload(self, name: str = "") -> None:
        """Read the models again and choose ``name``, else keep the choice, else choose the default."""
        wanted = [text for text in (name, self.currentText()) if text]
        cards = [card for card in catalog.model_cards() if catalog.LAND_COVER in card.tasks]
        self.blockSignals(True)
        self.clear()
        for card in cards:
            self.addItem(card.name)
            row = self.count() - 1
            self.setItemData(row, card, _CARD)
            self.setItemData(row, model_line(card), _LINE)
            self.setItemData(row, f"{card.name}\n{model_line(card)}\n{card.path.parent}", Qt.ItemDataRole.ToolTipRole)
        found = next((self.findText(text) for text in wanted if self.findText(text) >= 0), 0)
        self.setCurrentIndex(found if cards else -1)
        self.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        card = self.card()
        self.setToolTip(f"{card.name}\n{self.line()}" if card is not None else "")
        self.chosen.emit()

    def showPopup(self) -> None:
        """Read the models again, and make the list wide enough for their lines."""
        self.reload()
        hints = [self.view().sizeHintForIndex(self.model().index(row, 0)).width() for row in range(self.count())]
        self.view().setMinimumWidth(min(max([self.width(), *hints]), _WIDEST))
        super().showPopup()
