"""Buttons, bars, lists and rows shared by all panels."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget


def tool_button(parent: QWidget, text: str, image: str, tip: str, *, flat: bool = True) -> QToolButton:
    """Return a button with an icon of QGIS's theme and ``text``, if given; a flat one has no frame."""
    button = QToolButton(parent)
    button.setText(text)
    button.setAutoRaise(flat)
    button.setIcon(QgsApplication.getThemeIcon(image))
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if text else style.ToolButtonIconOnly)
    button.setToolTip(tip)
    return button


def thin_bar(parent: QWidget, height_px: int = 6) -> QProgressBar:
    """Return a progress bar in thousandths, without text."""
    bar = QProgressBar(parent)
    bar.setRange(0, 1000)
    bar.setTextVisible(False)
    bar.setMaximumHeight(height_px)
    return bar


def shrink(box: QComboBox, characters: int = 8) -> QComboBox:
    """Let a list be as narrow as this number of characters, however long its texts are; return it."""
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(characters)
    return box


def fill(box: QComboBox, default: str, choices: Mapping[str, str], chosen: str, fitting: int = 0) -> None:
    """Fill a list with ``default``, whose value is "", and ``choices``, texts by value; no signal is sent.

    Args:
        box: the list.
        default: first text.
        choices: the others.
        chosen: value to show; one that is not among them is added.
        fitting: how many of the choices come before a line.
    """
    box.blockSignals(True)
    box.clear()
    box.addItem(default, "")
    for value, text in choices.items():
        box.addItem(text, value)
    if 0 < fitting < len(choices):
        box.insertSeparator(fitting + 1)
    index = box.findData(chosen) if chosen else 0
    if index < 0:
        box.addItem(chosen, chosen)
        index = box.count() - 1
    box.setCurrentIndex(index)
    box.blockSignals(False)


def row(*widgets: QWidget | None, spacing_px: int = 4) -> QHBoxLayout:
    """Return widgets side by side; None is a stretch."""
    made = QHBoxLayout()
    made.setSpacing(spacing_px)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made
