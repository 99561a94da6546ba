"""The bar at the top of the panel while the engine is missing: sets it up on one confirmed click."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...engine.environment import SETTING_ENGINE, find_engine
from ...engine.variants import Variant, variant_of
from ...i18n import tr
from ...qgis_tasks import SetupTask
from .setup_box import SetupBox


class EngineBanner(QFrame):
    """Visible only while there is something to set up; ``ready`` is emitted when the engine is ready."""

    ready = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareEngineBanner")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.task: SetupTask | None = None
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(tr("Set up…"), self)
        self._button.clicked.connect(self._confirm)
        self._more = QToolButton(self)
        self._more.setText("…")
        self._more.setToolTip(tr("More options"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.addAction(tr("Set up from a folder of wheels (offline)…"), self._choose_wheels)
        menu.addAction(tr("Use an existing environment…"), self._choose_python)
        self._more.setMenu(menu)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._log = QPlainTextEdit(self)
        self._log.setReadOnly(True)
        self._log.setMaximumHeight(90)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._button)
        buttons.addWidget(self._more)
        buttons.addStretch(1)
        picture = QLabel(self)
        picture.setPixmap(QgsApplication.getThemeIcon("/mIconInfo.svg").pixmap(20, 20))
        head = QHBoxLayout()
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._log)
        layout.addLayout(buttons)

    def refresh(self) -> None:
        """Look for the engine again and show or hide."""
        engine = find_engine()
        self._running(False)
        self.setVisible(engine is None or engine.outdated or engine.broken)
        if engine is None:
            self._text.setText(
                tr("<b>One step before the first map:</b> set up the engine, a separate Python environment.")
            )
            self._button.setText(tr("Set up…"))
        elif engine.broken:
            self._text.setText(
                tr("The Python that the engine was created from is missing, probably because QGIS was updated.")
            )
            self._button.setText(tr("Repair…"))
        elif engine.outdated:
            self._text.setText(tr("The engine was set up for an older version of SpecAware."))
            self._button.setText(tr("Update…"))

    def _running(self, on: bool) -> None:
        self._bar.setVisible(on)
        self._log.setVisible(on)
        self._more.setVisible(not on)
        if on:
            self._bar.setRange(0, 100)
            self._bar.setValue(0)
            self._log.clear()
            self._button.setText(tr("Cancel"))

    def _confirm(self) -> None:
        """Handle the button: cancel while running, else ask once and start."""
        if self.task is not None:
            self.task.cancel()
            return
        box = SetupBox(self)
        if box.exec() == QMessageBox.StandardButton.Ok:
            self.start(variant=box.variant)

    def _choose_wheels(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder of wheels"))
        if folder:
            self.start(Path(folder))

    def _choose_python(self) -> None:
        title = tr("Python of an environment with the engine's packages")
        as_it_is = QFileDialog.Option.DontResolveSymlinks  # the Python of an environment is a link to another one
        python, _ = QFileDialog.getOpenFileName(self, title, options=as_it_is)
        if python:
            QgsSettings().setValue(SETTING_ENGINE, python)
            self.refresh()
            self.ready.emit()

    def start(self, wheels: Path | None = None, variant: Variant | None = None) -> None:
        """Set up, from PyPI or from a folder of wheels; a set-up that runs goes on.

        ``variant``: which engine; None for the one that is there, or the processor's.
        """
        if self.task is not None:
            return
        self.setVisible(True)
        engine = find_engine()
        chosen = variant_of(engine.variant if engine is not None else "") if variant is None else variant
        task = SetupTask(wheels, chosen)
        task.line.connect(self._log.appendPlainText)
        task.step.connect(self._show_step)
        task.progressChanged.connect(self._show_progress)
        task.ended.connect(self._ended)
        self.task = task
        self._text.setText(tr("Setting up the engine. This takes one to two minutes."))
        self._running(True)
        QgsApplication.taskManager().addTask(task)

    def _show_step(self, text: str) -> None:
        self._text.setText(tr("Setting up the engine. {}…").format(text))

    def _show_progress(self, value: float) -> None:
        self._bar.setValue(int(value))

    def _ended(self, problem: str) -> None:
        note = "" if self.task is None else self.task.note
        self.task = None
        self.refresh()
        if problem:
            self.complain(f"<b>{tr('Not set up.')}</b> {problem}")
            return
        self.ready.emit()
        if note:
            self.complain(note)

    def complain(self, text: str) -> None:
        """Show an error until the next refresh."""
        self._text.setText(text)
        self.setVisible(True)

    def shut_down(self) -> None:
        """Stop a running set-up and wait for it."""
        if self.task is not None:
            self.task.cancel()
            self.task.waitForFinished(5000)
            self.task = None
