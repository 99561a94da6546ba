"""A simple plot of spectra against wavelength in the colours of the user's theme, without a plotting package."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...i18n import tr

COLORS = ("#d7191c", "#2c7bb6", "#1a9641", "#b35806", "#7b3294", "#008080", "#c51b7d", "#5e4fa2")
_SOLAR_NM = (300.0, 3000.0)
_LEGEND_ROWS = 6  # more would hide the curves
_BREAK = 4.0  # a gap of this many median band spacings is left open


@dataclass(frozen=True)
class Spectrum:
    """One curve: positions in nm and values, None for gaps; ``dashed`` for spectra that are not from the raster."""

    title: str
    color: QColor
    center_nm: Sequence[float | None]
    values: Sequence[float | None]
    dashed: bool = False
    strong: bool = True
    used: Sequence[bool] = field(default_factory=tuple)


class SpectrumPlot(QWidget):
    """Shows spectra over a grid of bands; bands that are not used are grey, chosen ones are marked.

    Signals: ``bandHovered`` tells the position of the band under the mouse (-1: none), ``bandsChosen`` the positions of
    the bands that were clicked or dragged over, where ``selectable``. ``over_numbers`` True: the positions on the axis
    are band numbers, because wavelengths are unknown.
    """

    bandHovered = pyqtSignal(int)
    bandsChosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.spectra: list[Spectrum] = []
        self.selectable = self.legend = self.over_numbers = False
        self._drag: tuple[float, float] | None = None
        self.unit = ""
        self.empty_text = ""
        self._bands: list[tuple[float, bool]] = []
        self._marked: set[int] = set()
        self._hovered = -1
        self._area = QRectF()
        self._x, self._y = (400.0, 2500.0), (0.0, 1.0)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(420, 190)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(200, 110)

    def show_spectra(self, spectra: Sequence[Spectrum], *, unit: str = "", empty_text: str = "") -> None:
        """Replace the curves; ``empty_text`` is shown in an empty plot."""
        self.spectra, self.unit, self.empty_text = list(spectra), unit, empty_text
        self._scale()
        self.update()

    def show_bands(self, centers: Sequence[float | None], used: Sequence[bool], marked: Sequence[int] = ()) -> None:
        """Replace the grid of bands; ``marked`` are positions in it."""
        self._bands = [(math.nan if c is None else c, u) for c, u in zip(centers, used)]
        self._marked = set(marked)
        self._scale()
        self.update()

    def _scale(self) -> None:
        """Limits that show all finite values; the vertical limits ignore bands that are not used."""
        xs = [c for c, _ in self._bands if math.isfinite(c)]
        xs += [c for s in self.spectra for c in s.center_nm if c is not None]
        inside = [x for x in xs if _SOLAR_NM[0] <= x <= _SOLAR_NM[1]]
        if len(inside) > 0.8 * len(xs) and not self.over_numbers:
            xs = inside  # a few wrong centres would compress all others
        low, high = (min(xs), max(xs)) if xs else (400.0, 2500.0)
        pad = 0.02 * (high - low) or 10.0
        self._x = (low - pad, high + pad)
        ys = [v for s in self.spectra for v in _shown(s)]
        low, high = (min([*ys, 0.0]), max(ys)) if ys else (0.0, 1.0)
        pad = 0.06 * (high - low)
        self._y = (low - pad if low < 0 else low, high + pad if high > low else low + 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, bands, curves, and the band under the mouse."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPointSizeF(max(font.pointSizeF() * 0.85, 6.5))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        ticks = _ticks(*self._y, most=4)
        left = max((metrics.horizontalAdvance(_number(t)) for t in ticks), default=20.0) + 10
        line = metrics.height()
        self._area = QRectF(left, line + 4, self.width() - left - 8, self.height() - 2 * line - 12)
        painter.fillRect(self._area, self.palette().color(QPalette.ColorRole.Base))
        self._paint_bands(painter)
        self._paint_axes(painter, metrics, ticks)
        painter.save()
        painter.setClipRect(self._area.adjusted(-1, -1, 1, 1))
        for spectrum in self.spectra:
            self._paint_curve(painter, spectrum)
        if self._drag is not None:
            self._paint_drag(painter)
        painter.restore()
        if self.legend and len(self.spectra) > 1:
            self._paint_legend(painter, metrics)
        self._paint_texts(painter, metrics)
        painter.end()

    def _to(self, x: float, y: float) -> QPointF:
        a = self._area
        across = (x - self._x[0]) / (self._x[1] - self._x[0])
        up = (y - self._y[0]) / (self._y[1] - self._y[0])
        return QPointF(a.left() + across * a.width(), a.bottom() - up * a.height())

    def place_of(self, position: int) -> QPointF:
        """Position of a band of the grid in the widget, at half the plot's height."""
        return QPointF(self._to(self._bands[position][0], 0).x(), self._area.center().y())

    def _paint_bands(self, painter: QPainter) -> None:
        """A grey strip behind each unused band, a coloured one for each marked band, and a tick for each band below."""
        grey = self._faded(0.16)
        stroke = QPen(self._faded(0.4), 1.0)
        centers = [c for c, _ in self._bands]
        half = _spacing(centers) / 2
        for i, (center, used) in enumerate(self._bands):
            if not math.isfinite(center):
                continue
            left, right = self._to(center - half, 0).x(), self._to(center + half, 0).x()
            strip = QRectF(left, self._area.top(), max(right - left, 1.2), self._area.height()).intersected(self._area)
            if not used:
                painter.fillRect(strip, grey)
            if i in self._marked:
                mark = QColor(self.palette().color(QPalette.ColorRole.Highlight))
                mark.setAlphaF(0.35)
                painter.fillRect(strip, mark)
            x = self._to(center, 0).x()
            painter.setPen(stroke)
            painter.drawLine(QPointF(x, self._area.bottom() - 4), QPointF(x, self._area.bottom()))

    def _paint_drag(self, painter: QPainter) -> None:
        """The range of the axis selected by dragging."""
        left, right = sorted(self._drag or (0.0, 0.0))
        mark = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        mark.setAlphaF(0.25)
        painter.fillRect(QRectF(left, self._area.top(), max(right - left, 1.0), self._area.height()), mark)

    def _paint_legend(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        """The legend of the curves, the front one first, in the upper right corner."""
        rows = self.spectra[::-1][:_LEGEND_ROWS]
        wide = min(max(metrics.horizontalAdvance(s.title) for s in rows), self._area.width() * 0.4)
        high = metrics.height()
        box = QRectF(0, 0, wide + 36, high * len(rows) + 6)
        box.moveTopRight(self._area.topRight() + QPointF(-4, 4))
        ground = QColor(self.palette().color(QPalette.ColorRole.Base))
        ground.setAlphaF(0.8)
        painter.fillRect(box, ground)
        for i, spectrum in enumerate(rows):
            middle = box.top() + 3 + high * (i + 0.5)
            style = Qt.PenStyle.DashLine if spectrum.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(spectrum.color, 2.0 if spectrum.strong else 1.2, style))
            painter.drawLine(QPointF(box.left() + 6, middle), QPointF(box.left() + 24, middle))
            painter.setPen(self._faded(0.9))
            title = metrics.elidedText(spectrum.title, Qt.TextElideMode.ElideMiddle, wide)
            place = QRectF(box.left() + 30, middle - high / 2, wide, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_axes(self, painter: QPainter, metrics: QFontMetricsF, ticks: list[float]) -> None:
        painter.setPen(QPen(self._faded(0.22), 1.0))
        texts = self._faded(0.8)
        for value in ticks:
            y = self._to(0, value).y()
            painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
        for value in _ticks(*self._x, most=max(2, int(self._area.width() / 70))):
            x = self._to(value, 0).x()
            painter.setPen(QPen(self._faded(0.12), 1.0))
            painter.drawLine(QPointF(x, self._area.top()), QPointF(x, self._area.bottom()))
            painter.setPen(texts)
            wide = metrics.horizontalAdvance(_number(value)) + 2
            box = QRectF(min(x - wide / 2, self.width() - wide), self._area.bottom() + 2, wide, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _number(value))
        painter.setPen(texts)
        for value in ticks:
            box = QRectF(0, self._to(0, value).y() - metrics.height() / 2, self._area.left() - 5, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _number(value))
        painter.setPen(QPen(self._faded(0.45), 1.0))
        painter.drawRect(self._area)

    def _paint_curve(self, painter: QPainter, spectrum: Spectrum) -> None:
        """Lines in the order of wavelength, interrupted at gaps, thin and grey across unused bands."""
        points = sorted(
            (c, v, spectrum.used[i] if i < len(spectrum.used) else True)
            for i, (c, v) in enumerate(zip(spectrum.center_nm, spectrum.values))
            if c is not None and v is not None
        )
        gap = _BREAK * _spacing([c for c, _, _ in points])
        style = Qt.PenStyle.DashLine if spectrum.dashed else Qt.PenStyle.SolidLine
        pens = {True: QPen(spectrum.color, 2.0 if spectrum.strong else 1.2, style), False: QPen(self._faded(0.35), 1.0)}
        line: list[QPointF] = []
        drawn = True
        for i, (center, value, used) in enumerate(points):
            broken = i > 0 and center - points[i - 1][0] > gap
            if line and (broken or used != drawn):
                self._stroke(painter, pens[drawn], line)
                line = []
            drawn = used
            line.append(self._to(center, value))
        self._stroke(painter, pens[drawn], line)

    @staticmethod
    def _stroke(painter: QPainter, pen: QPen, line: list[QPointF]) -> None:
        painter.setPen(pen)
        if len(line) == 1:
            painter.drawEllipse(line[0], 1.2, 1.2)
        elif line:
            painter.drawPolyline(QPolygonF(line))

    def _paint_texts(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        painter.setPen(self._faded(0.8))
        top = QRectF(2, 1, self.width() - 10, metrics.height())
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.unit)
        right = self._hover_text() or (tr("Band") if self.over_numbers else tr("Wavelength, nm"))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        if not self.spectra and self.empty_text:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self._area.adjusted(12, 4, -12, -4), flags, self.empty_text)
        if 0 <= self._hovered < len(self._bands) and math.isfinite(self._bands[self._hovered][0]):
            x = self._to(self._bands[self._hovered][0], 0).x()
            painter.drawLine(QPointF(x, self._area.top()), QPointF(x, self._area.bottom()))

    def _hover_text(self) -> str:
        i = self._hovered
        if not 0 <= i < len(self._bands) or not math.isfinite(self._bands[i][0]):
            return ""
        values = [s.values[i] for s in reversed(self.spectra) if not s.dashed and i < len(s.values)]
        value = "" if not values or values[0] is None else f"  {_number(values[0])}"
        return tr("Band {}").format(i + 1) + ("" if self.over_numbers else f"  {self._bands[i][0]:.1f} nm") + value

    def _faded(self, alpha: float) -> QColor:
        color = QColor(self.palette().color(QPalette.ColorRole.Text))
        color.setAlphaF(alpha)
        return color

    def _band_at(self, x: float) -> int:
        """Position of the band within 12 pixels of ``x``, else -1."""
        near = [(abs(self._to(c, 0).x() - x), i) for i, (c, _) in enumerate(self._bands) if math.isfinite(c)]
        best = min(near, default=(99.0, -1))
        return best[1] if best[0] < 12 else -1

    def _within(self, x: float) -> float:
        return min(max(float(x), self._area.left()), self._area.right())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Highlight the nearest band; extend the selection while the button is down."""
        position = event.pos()
        if self._drag is not None:
            self._drag = (self._drag[0], self._within(position.x()))
            self.update()
        hovered = self._band_at(position.x()) if self._area.contains(QPointF(position)) else -1
        if hovered != self._hovered:
            self._hovered = hovered
            self.bandHovered.emit(hovered)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection of bands."""
        if (
            self.selectable
            and event.button() == Qt.MouseButton.LeftButton
            and self._area.contains(QPointF(event.pos()))
        ):
            self._drag = (float(event.pos().x()),) * 2

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the bands in the range; a click selects the nearest band."""
        if self._drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        left, right = sorted((self._drag[0], self._within(event.pos().x())))
        self._drag = None
        places = [(i, self._to(c, 0).x()) for i, (c, _) in enumerate(self._bands) if math.isfinite(c)]
        chosen = [i for i, x in places if left <= x <= right]
        if right - left < 3:
            nearest = self._band_at(left)
            chosen = [nearest] if nearest >= 0 else []
        self.update()
        self.bandsChosen.emit(chosen)

    def leaveEvent(self, event: QEvent) -> None:
        """Highlight no band."""
        self._hovered = -1
        self.update()


def _shown(spectrum: Spectrum) -> list[float]:
    used = spectrum.used
    return [v for i, v in enumerate(spectrum.values) if v is not None and (i >= len(used) or used[i])]


def _spacing(centers: Sequence[float]) -> float:
    """Median distance of neighbouring centres in nm."""
    known = sorted(c for c in centers if math.isfinite(c))
    steps = sorted(b - a for a, b in zip(known, known[1:]) if b > a)
    return steps[len(steps) // 2] if steps else 10.0


def _ticks(low: float, high: float, *, most: int) -> list[float]:
    """Round numbers between two limits, about ``most`` of them."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return []
    step = 10.0 ** math.floor(math.log10(span / most))
    step *= next(f for f in (1, 2, 2.5, 5, 10, 20) if span / (step * f) <= most)
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _number(value: float) -> str:
    return f"{value:.4g}" if abs(value) < 1e4 else f"{value:.6g}"
