"""The drop area for rasters, folders, URLs, products and layers; a click opens a file dialog."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from qgis.PyQt.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...i18n import tr
from ...paths import icon
from ...scene.layers import sources_in_mime


class DropZone(QFrame):
    """Signals: ``dropped`` with a list of Source, ``clicked`` to browse instead."""

    dropped = pyqtSignal(object)
    clicked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareDropZone")
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            tr(
                "Files (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), folders, layers from the layer "
                "tree, addresses of GeoTIFFs on the web (also with Ctrl+V)"
            )
        )
        self.setAccessibleName(tr("Drop rasters here, or press Enter to browse"))
        self._hot = False
        self._compact = False
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setPixmap(icon("drop").pixmap(QSize(36, 36)))
        self._title = QLabel(self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = QLabel(tr("files, products, folders or layers · click to browse"), self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(2)
        for label in (self._picture, self._title, self._hint):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        self._fade(self._hint)
        self.set_compact(False)

    @staticmethod
    def _fade(label: QLabel) -> None:
        palette = label.palette()
        color = QColor(palette.color(QPalette.ColorRole.WindowText))
        color.setAlphaF(0.65)
        palette.setColor(QPalette.ColorRole.WindowText, color)
        label.setPalette(palette)

    def set_compact(self, compact: bool) -> None:
        """Shrink to one line once the list has an entry."""
        self._compact = compact
        self._picture.setVisible(not compact)
        self._hint.setVisible(not compact)
        self._title.setText(tr("Drop more, or click to browse") if compact else tr("<b>Drop rasters here</b>"))
        margin = 6 if compact else 14
        self.layout().setContentsMargins(8, margin, 8, margin)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed, rounded frame that is highlighted during a drag."""
        palette = self.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        edge = accent if self._hot or self.hasFocus() else palette.color(QPalette.ColorRole.Mid)
        fill = QColor(accent) if self._hot else QColor(palette.color(QPalette.ColorRole.Base))
        fill.setAlphaF(0.18 if self._hot else 0.6)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1.6, Qt.PenStyle.SolidLine if self._hot else Qt.PenStyle.DashLine))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.end()

    def _light(self, on: bool) -> None:
        self._hot = on
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept data that can be mapped."""
        if sources_in_mime(event.mimeData()):
            self._light(True)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep accepting."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Restore the normal look."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit the dropped sources."""
        self._light(False)
        sources = sources_in_mime(event.mimeData())
        if sources:
            event.acceptProposedAction()
            self.dropped.emit(sources)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens a file dialog."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space; Ctrl+V takes files and addresses from the clipboard."""
        pasted = event.matches(QKeySequence.StandardKey.Paste)
        sources = sources_in_mime(QGuiApplication.clipboard().mimeData()) if pasted else []
        if sources:
            self.dropped.emit(sources)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
