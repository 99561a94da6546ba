"""Figures of an assessment as inline SVG: the confusion matrix, and bars with intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

_FONT = 'font-family="sans-serif" font-size="12"'
_CHAR_PX = 7.0  # approximate width of a letter
_LONGEST = 26  # letters of a class name shown in a figure
_CELL, _BAR, _ROW = 46, 260, 22
_BLUE = (33, 102, 172)  # the darkest blue of ColorBrewer's RdBu (Brewer 2003)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _text(x: float, y: float, text: str, *, anchor: str = "start", fill: str = "#222", turn: int = 0) -> str:
    rotated = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{rotated}>{escape(text)}</text>'


def matrix_svg(titles: Sequence[str], matrix: Sequence[Sequence[int]]) -> str:
    """Return the confusion matrix with labels in rows and the map in columns; shading is relative to the row total."""
    names = [_short(title) for title in titles]
    margin = 12 + _CHAR_PX * max(map(len, names), default=0)
    count = len(names)
    parts = []
    for i, (name, row) in enumerate(zip(names, matrix)):
        y = margin + i * _CELL
        total = max(sum(row), 1)
        parts.append(_text(margin - 6, y + _CELL / 2 + 4, name, anchor="end"))
        parts.append(_text(margin + i * _CELL + _CELL / 2 + 4, margin - 6, name, turn=-60))
        for j, value in enumerate(row):
            share = value / total
            red, green, blue = (round(255 - share * (255 - c)) for c in _BLUE)
            x = margin + j * _CELL
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{_CELL}" height="{_CELL}" fill="rgb({red},{green},{blue})" '
                f'stroke="{"#222" if i == j else "#ccc"}"/>'
            )
            if value:
                ink = "#fff" if share > 0.5 else "#222"
                parts.append(_text(x + _CELL / 2, y + _CELL / 2 + 4, str(value), anchor="middle", fill=ink))
    width, height = margin * 1.6 + count * _CELL, margin + count * _CELL + 4
    return _svg(width, height, parts)


def bars_svg(
    rows: Sequence[tuple[str, str, Mapping[str, Any]]], columns: Sequence[tuple[str, str]], *, heads: Sequence[str],
    percent: Callable[[float, int], str],
) -> str:  # fmt: skip
    """Return bars from 0 to 100 % for each class, one per column, with the confidence interval where known.

    Args:
        rows: title, colour and figures of each class.
        columns: keys of a share and of its half interval; "" for none.
        heads: the column headings.
        percent: formats a share with the given number of decimals, without the sign.
    """
    margin = 12 + _CHAR_PX * max((len(_short(title)) for title, _, _ in rows), default=0)
    step = _BAR + 70
    parts = [_text(margin + j * step, 14, head) for j, head in enumerate(heads)]
    for i, (title, color, figures) in enumerate(rows):
        y = 24 + i * _ROW
        parts.append(_text(margin - 6, y + 14, _short(title), anchor="end"))
        for j, (key, half_key) in enumerate(columns):
            half = figures[half_key] if half_key else None
            parts += _bar(margin + j * step, y, color, figures[key], half)
            text = "-" if figures[key] is None else f"{percent(figures[key], 1)} %"
            parts.append(_text(margin + j * step + _BAR + 6, y + 14, text))
    return _svg(margin + step * len(columns), 30 + _ROW * len(rows), parts)


def _bar(left: float, y: float, color: str, value: float | None, half: float | None) -> list[str]:
    parts = [f'<rect x="{left:.1f}" y="{y + 3}" width="{_BAR}" height="{_ROW - 7}" fill="#f1f1f1"/>']
    if value is None:
        return parts
    width = _BAR * min(max(value, 0.0), 1.0)
    parts.append(
        f'<rect x="{left:.1f}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 7}" fill="{escape(color)}" '
        'stroke="#555" stroke-width="0.5"/>'
    )
    if half is not None:
        low, high = (left + _BAR * min(max(end, 0.0), 1.0) for end in (value - half, value + half))
        middle = y + 3 + (_ROW - 7) / 2
        lines = [(low, middle, high, middle), (low, middle - 4, low, middle + 4), (high, middle - 4, high, middle + 4)]
        parts += [
            f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke="#111" stroke-width="1.5"/>'
            for a, b, c, d in lines
        ]
    return parts


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {_FONT}>{"".join(parts)}</svg>'
