"""The tour of the first run: three steps from the bundled sample to a map, its report and the user's own data."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...engine.environment import find_engine
from ...i18n import tr
from ...paths import RESOURCES, user_folder
from ...scene.layers import source_of_path
from ..entries.entries import Entry, State

if TYPE_CHECKING:
    from .mapper_dock import MapperDock

SETTING_SEEN = "specaware/tourSeen"
SAMPLE = RESOURCES / "sample" / "simulated_enmap_30m.tif"
OFFER, RASTER, MAP, OWN_DATA = range(4)


def sample_copy() -> Path:
    """Return a copy of the sample in the profile, where maps can be written beside it; OSError if it cannot be made."""
    target = user_folder() / "sample" / SAMPLE.name
    if not target.is_file() or target.stat().st_size != SAMPLE.stat().st_size:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_suffix(".part")
        shutil.copyfile(SAMPLE, temporary)
        temporary.replace(target)
    return target


class Tour(QFrame):
    """Offered once, when there is an engine and the list is empty; `?` starts it at any time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareTour")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.step = OFFER
        self._dock: MapperDock | None = None
        self._title = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.next = QPushButton(self)
        self.next.clicked.connect(self._go_on)
        self.end = QPushButton(self)
        self.end.setFlat(True)
        self.end.clicked.connect(self.finish)
        buttons = QHBoxLayout()
        buttons.addWidget(self.next)
        buttons.addWidget(self.end)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        self.hide()

    def follow(self, dock: MapperDock) -> None:
        """Connect the tour to the panel ``dock``; called once."""
        self._dock = dock
        dock.session.changed.connect(self._look)
        dock.form.banner.ready.connect(self.offer)
        self.offer()

    def offer(self) -> None:
        """Show the invitation to a new user."""
        seen = QgsSettings().value(SETTING_SEEN, False, type=bool)
        if self._dock is not None and not seen and not self._dock.session.model.entries and find_engine() is not None:
            self._show(OFFER)

    def start(self) -> None:
        """Add the sample to the panel, and explain what was found."""
        if self._dock is None:
            return
        try:
            sample = sample_copy()
        except OSError as error:
            self._show(OFFER)
            self._text.setText(tr("The sample cannot be copied: {}").format(error))
            return
        self._show(RASTER)
        self._dock.add_sources([source_of_path(str(sample))])

    def finish(self) -> None:
        """Close the tour and do not offer it again."""
        QgsSettings().setValue(SETTING_SEEN, True)
        self.step = OFFER
        self.hide()

    def _entry(self) -> Entry | None:
        """The sample's entry in the list."""
        entries = [] if self._dock is None else self._dock.session.model.entries
        return next((entry for entry in entries if Path(entry.source.path).name == SAMPLE.name), None)

    def _go_on(self) -> None:
        entry = self._entry()
        if self.step == OFFER:
            self.start()
        elif self.step == RASTER and self._dock is not None:
            self._dock.map()
        elif self.step == MAP and self._dock is not None and entry is not None:
            self._dock.reports.make(entry.report, entry.output)
            self._show(OWN_DATA)
        else:
            self.finish()

    def _look(self) -> None:
        """React to changes of the list."""
        if self.isHidden():
            return
        entry = self._entry()
        if self.step == OFFER and self._dock is not None and self._dock.session.model.entries:
            self.hide()  # the user has started without the tour
        elif self.step in (RASTER, MAP) and entry is None:
            self.finish()
        elif self.step == RASTER and entry is not None:
            self.next.setEnabled(entry.state in (State.READY, State.FAILED))
            if entry.state is State.MAPPED:
                self._show(MAP)

    def _show(self, step: int) -> None:
        self.step = step
        title, text, following, ending = _words()[step]
        self._title.setText(f"<b>{title}</b>")
        self._text.setText(text)
        self.next.setText(following)
        self.next.setEnabled(step != RASTER)
        self.end.setText(ending)
        self.end.setVisible(bool(ending))
        self.show()


def _words() -> tuple[tuple[str, str, str, str], ...]:
    """Title, text and both buttons of each step."""
    return (
        (
            tr("New to SpecAware?"),
            tr("Map the sample, a small simulated EnMAP scene. It takes a few seconds."),
            tr("Map the sample"),
            tr("Not now"),
        ),
        (
            tr("Step 1 of 3: the raster"),
            tr(
                "The second line of the entry shows what was found in the file: sensor, bands used, processing level "
                "and pixel size. Press <b>Map</b>."
            ),
            tr("Map"),
            tr("End the tour"),
        ),
        (
            tr("Step 2 of 3: the map"),
            tr(
                "The map is a layer with class names and colours; the entry shows the largest classes. The report has "
                "the areas, the spectrum of each class and the bands used."
            ),
            tr("Open the report"),
            tr("End the tour"),
        ),
        (
            tr("Step 3 of 3: your own data"),
            tr(
                "Drop a raster, a product or a layer on the panel. If the file lacks something the model needs, "
                "the panel asks for it. To train on your own classes, use the button with three dots beside the "
                "model."
            ),
            tr("Done"),
            "",
        ),
    )
