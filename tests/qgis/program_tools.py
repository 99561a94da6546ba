"""What the scripts inside the real QGIS share: spin the event loop, drop things, note what is seen, end the program."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import qgis.utils
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

OUT = Path(os.environ["SPECAWARE_TEST_OUT"])
seen: dict[str, object] = {}


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait_until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("nothing happened in time")
        spin(0.02)


def files_mime(*paths: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return mime


def drop(target: QWidget, mime: QMimeData) -> bool:
    """Drag onto the middle of a widget and let go; False if it does not take it."""
    point, none = target.rect().center(), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(target, enter)
    event = QDropEvent(QPointF(point), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(target, event)
    spin(1.5)
    return event.isAccepted()


def cut_off(widget: QWidget) -> list[str]:
    """Texts of labels and buttons of a window that do not fit."""
    return [
        f"{type(part).__name__} '{part.text()}'"
        for kind in (QLabel, QAbstractButton)
        for part in widget.findChildren(kind)
        if part.isVisible() and part.text() and _is_cut(part)
    ]


def _is_cut(part: QWidget) -> bool:
    """True if a label or button is narrower than its text, or lower where it wraps."""
    if isinstance(part, QLabel):
        if part.objectName() == "specawareElided":
            return False
        if part.wordWrap():
            return part.height() < part.heightForWidth(part.width())
    return part.width() < part.minimumSizeHint().width()


def note(kind: type[BaseException], value: BaseException, trace: object) -> None:
    """Instead of QGIS's dialog, which would wait for a click for ever."""
    seen.setdefault("exceptions", []).append("".join(traceback.format_exception(kind, value, trace)))


def start(drive: Callable[[], None]) -> None:
    """Run ``drive`` once the program is up, write what was seen, and leave."""

    def go() -> None:
        sys.excepthook = note
        try:
            drive()
        except Exception:
            seen["error"] = traceback.format_exc()
        spin(1)
        OUT.write_text(json.dumps(seen), encoding="utf-8")
        QgsProject.instance().clear()  # layers in a temporary folder make QGIS ask before it closes
        QgsProject.instance().setDirty(False)
        qgis.utils.iface.actionExit().trigger()

    QTimer.singleShot(1000, go)
