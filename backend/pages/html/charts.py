"""Charts as SVG inside a page: bars, a histogram, lines."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .markup import text

_GREY, _INK = "#d9d9d9", "#444"


@dataclass(frozen=True)
class Bar:
    """One bar: title, colour, length as a share 0..1 of the longest possible, and the label at its end."""

    title: str
    color: str
    share: float
    label: str


@dataclass(frozen=True)
class Line:
    """One line of points (x, y), sorted by x; NaN in y interrupts it. ``marked``: with a dot at each point."""

    title: str
    color: str
    x: Sequence[float]
    y: Sequence[float]
    marked: bool = False


def bars(items: Sequence[Bar], *, title: str) -> str:
    """Return horizontal bars, one below the other; the longest fills the width."""
    name_width = 24 + 7 * max((len(item.title) for item in items), default=0)  # about 7 px per letter
    length, label_width, step = 200, 10 + 7 * max((len(item.label) for item in items), default=0), 24
    most = max((item.share for item in items), default=0.0) or 1.0
    parts = []
    for number, item in enumerate(items):
        y = number * step
        width = length * item.share / most
        parts.append(
            f'<text x="{name_width - 8}" y="{y + 16}" text-anchor="end" fill="{_INK}">{text(item.title)}</text>'
            f'<rect x="{name_width}" y="{y + 4}" width="{max(width, 1):.1f}" height="16" fill="{text(item.color)}" '
            f'stroke="#0004" stroke-width="0.5"/>'
            f'<text x="{name_width + width + 6:.1f}" y="{y + 16}" fill="{_INK}">{text(item.label)}</text>'
        )
    return _svg(name_width + length + label_width, step * max(len(items), 1), title, parts)


def histogram(
    shares: Sequence[float], *, title: str, x_title: str, y_title: str, number: Callable[[float], str]
) -> str:
    """Return a histogram of shares 0..1 in bins of equal width from 0 to 100; ``number`` formats axis numbers."""
    frame = _Frame((0.0, 100.0), (0.0, 100.0 * max([*shares, 0.01]) * 1.05), number)
    width = 100.0 / len(shares)
    parts = [
        f'<rect x="{frame.x(i * width) + 0.5:.1f}" y="{frame.y(100 * share):.1f}" '
        f'width="{frame.x(width) - frame.x(0) - 1:.1f}" height="{frame.y(0) - frame.y(100 * share):.1f}" '
        'fill="#3b6ea5"/>'
        for i, share in enumerate(shares)
    ]
    return _svg(frame.width, frame.height, title, [*frame.axes(x_title, y_title), *parts])


def lines(items: Sequence[Line], *, title: str, x_title: str, y_title: str, number: Callable[[float], str]) -> str:
    """Return lines in one frame; the axes span the range of the values."""
    xs = [v for line in items for v in line.x]
    ys = [v for line in items for v in line.y if math.isfinite(v)]
    if not xs or not ys:
        return ""
    frame = _Frame((min(xs), max(xs)), (min(0.0, min(ys)), max(ys) * 1.05), number)
    parts = frame.axes(x_title, y_title)
    for line in items:
        for piece in _pieces(line):
            places = [(frame.x(x), frame.y(y)) for x, y in piece]
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            head = f'fill="none" stroke="{text(line.color)}" stroke-width="2"'
            if len(piece) > 1:  # a dark line below keeps light colours visible
                parts.append(f'<polyline points="{points}" fill="none" stroke="#0006" stroke-width="3"/>')
                parts.append(f'<polyline points="{points}" {head}><title>{text(line.title)}</title></polyline>')
            if line.marked or len(piece) == 1:
                dot = f'r="3" fill="{text(line.color)}" stroke="#0006"'
                parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" {dot}/>' for x, y in places]
    return _svg(frame.width, frame.height, title, parts)


def _pieces(line: Line) -> list[list[tuple[float, float]]]:
    """Split a line where it has no value."""
    pieces: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(line.x, line.y):
        if math.isfinite(y):
            pieces[-1].append((x, y))
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


class _Frame:
    """A drawing area with axes; :meth:`x` and :meth:`y` turn values into positions in it."""

    width, height = 720, 300
    _left, _right, _top, _bottom = 64, 24, 10, 44

    def __init__(self, xs: tuple[float, float], ys: tuple[float, float], number: Callable[[float], str]) -> None:
        self._xs, self._ys, self._number = _spread(xs), _spread(ys), number

    def x(self, value: float) -> float:
        """Return the horizontal position of a value."""
        low, high = self._xs
        return self._left + (value - low) / (high - low) * (self.width - self._left - self._right)

    def y(self, value: float) -> float:
        """Return the vertical position of a value."""
        low, high = self._ys
        return self.height - self._bottom - (value - low) / (high - low) * (self.height - self._top - self._bottom)

    def axes(self, x_title: str, y_title: str) -> list[str]:
        """Return grid lines with their numbers, and the axis titles."""
        base, right = self.height - self._bottom, self.width - self._right
        parts = []
        for value in _ticks(*self._ys):
            y = self.y(value)
            parts.append(f'<line x1="{self._left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_GREY}"/>')
            parts.append(_label(self._left - 6, y + 4, self._number(value), "end"))
        for value in _ticks(*self._xs):
            x = self.x(value)
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{base}" y2="{base + 4}" stroke="{_INK}"/>')
            parts.append(_label(x, base + 17, self._number(value), "middle"))
        middle = (self._top + base) / 2
        parts.append(_label((self._left + right) / 2, self.height - 6, x_title, "middle"))
        parts.append(
            f'<text transform="translate(14 {middle:.1f}) rotate(-90)" text-anchor="middle" fill="{_INK}">'
            f"{text(y_title)}</text>"
        )
        return parts


def _label(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}">{text(words)}</text>'


def _spread(limits: tuple[float, float]) -> tuple[float, float]:
    low, high = limits
    return (low, high) if high > low else (low, low + 1.0)


def _ticks(low: float, high: float) -> list[float]:
    """Return four to eight round numbers within [low, high]."""
    raw = (high - low) / 5
    unit = 10.0 ** math.floor(math.log10(raw))
    step = unit * next(m for m in (1, 2, 2.5, 5, 10) if m * unit >= raw)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="img">'
        f"<title>{text(title)}</title>" + "".join(parts) + "</svg>"
    )
