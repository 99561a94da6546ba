"""Paint an entry: state, name, one line of facts, and a bar of progress, then of class shares."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFontMetrics, QIcon, QMouseEvent, QPainter, QPainterPath, QPalette
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .entries import Entry, EntryModel, State

_ICONS = {
    State.QUESTION: "/mIconWarning.svg",
    State.MAPPED: "/mIconSuccess.svg",
    State.FAILED: "/mIconCritical.svg",
    State.READING: "/mActionRefresh.svg",
    State.WAITING: "/mIconRaster.svg",
    State.MAPPING: "/mIconRaster.svg",
    State.READY: "/mIconRaster.svg",
}
_PAD, _ICON, _BAR, _CLOSE = 6, 16, 5, 14


class EntryDelegate(QStyledItemDelegate):
    """Paints entries; ``removeClicked`` is emitted when the cross of an entry is clicked."""

    removeClicked = pyqtSignal(object)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Two lines and a bar."""
        height = QFontMetrics(option.font).height()
        return QSize(160, 2 * height + _BAR + 3 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Paint one entry in the colours of the user's theme."""
        entry: Entry = index.data(EntryModel.ENTRY)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        elif hovered:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.AlternateBase))
        inside = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        if entry.state not in (State.MAPPING, State.MAPPED):
            inside.translate(0, (_BAR + _PAD) // 2)
        top = QRect(inside.left(), inside.top(), _ICON, QFontMetrics(option.font).height())
        QgsApplication.getThemeIcon(_ICONS[entry.state]).paint(painter, top)
        self._paint_text(painter, option, inside, entry, selected)
        if entry.state is State.MAPPING:
            _paint_progress(painter, _bar(inside), entry.fraction, option.palette)
        elif entry.state is State.MAPPED:
            _paint_shares(painter, _bar(inside), entry)
        if hovered or selected:
            mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
            QgsApplication.getThemeIcon("/mIconClearText.svg").paint(painter, _close(option.rect), mode=mode)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, entry: Entry, selected: bool
    ) -> None:
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        color = option.palette.color(role)
        metrics = QFontMetrics(option.font)
        left = inside.left() + _ICON + _PAD
        name = QRect(left, inside.top(), inside.right() - left - _CLOSE - _PAD, metrics.height())
        painter.setPen(color)
        painter.setFont(option.font)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(name, align, metrics.elidedText(entry.source.name, Qt.TextElideMode.ElideMiddle, name.width()))
        faded = QColor(color)
        faded.setAlphaF(0.68)
        painter.setPen(faded)
        line = QRect(left, name.bottom() + 2, inside.right() - left, metrics.height())
        painter.drawText(line, align, metrics.elidedText(entry.line, Qt.TextElideMode.ElideRight, line.width()))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        """Handle a click on the cross."""
        clicked = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        if clicked and _close(option.rect).adjusted(-4, -4, 4, 4).contains(event.pos()):
            self.removeClicked.emit(index.data(EntryModel.ENTRY))
            return True
        return bool(super().editorEvent(event, model, option, index))


def _bar(inside: QRect) -> QRectF:
    left = inside.left() + _ICON + _PAD
    return QRectF(left, inside.bottom() - _BAR + 1, inside.right() - left, _BAR)


def _close(rect: QRect) -> QRect:
    return QRect(rect.right() - _PAD - _CLOSE, rect.top() + _PAD, _CLOSE, _CLOSE)


def _rounded(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    return path


def _paint_progress(painter: QPainter, rect: QRectF, fraction: float, palette: QPalette) -> None:
    painter.fillPath(_rounded(rect), palette.color(QPalette.ColorRole.Mid))
    painter.setClipPath(_rounded(rect))
    done = QRectF(rect.left(), rect.top(), rect.width() * min(max(fraction, 0.0), 1.0), rect.height())
    painter.fillRect(done, palette.color(QPalette.ColorRole.Link))


def _paint_shares(painter: QPainter, rect: QRectF, entry: Entry) -> None:
    """A stacked bar of the classes, in the order of their values."""
    painter.setClipPath(_rounded(rect))
    total = sum(item.share for item in entry.classes) or 1.0
    left = rect.left()
    for item in entry.classes:
        width = rect.width() * item.share / total
        painter.fillRect(QRectF(left, rect.top(), width + 0.5, rect.height()), QColor(item.color))
        left += width
