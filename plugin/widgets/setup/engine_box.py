"""The engine's status: folder, disk space, repair, removal."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QPushButton, QWidget

from ....backend.common.errors import EngineError
from ...engine import client
from ...engine.care import disk_bytes, remove_engine
from ...engine.environment import Engine, engine_folder, find_engine
from ...engine.variants import variant_of
from ...i18n import tr
from .engine_banner import EngineBanner


def describe_engine(engine: Engine | None) -> str:
    """Return the state of the engine in a few lines."""
    lines = []
    if engine is None:
        lines.append(tr("No working engine was found: set it up."))
    else:
        lines.append(tr("The engine's Python: {}").format(engine.python))
        if engine.variant:
            lines.append(tr("It runs on: {}").format(variant_of(engine.variant).title))
        if engine.origin != "private":
            lines.append(tr("You chose this environment; SpecAware does not change it."))
        elif engine.broken:
            lines.append(
                tr("The Python that the engine was created from is missing, probably because QGIS was updated.")
            )
        elif engine.outdated:
            lines.append(tr("The engine was set up for an older version of SpecAware."))
    folder = engine_folder()
    if folder.exists():
        lines.append(tr("The folder '{}' uses {} MB of disk space.").format(folder, round(disk_bytes(folder) / 1e6)))
    return "\n".join(lines)


class EngineBox(QMessageBox):
    """Asks what to do with the engine; ``banner`` does the set-up and shows its progress."""

    def __init__(self, banner: EngineBanner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specawareEngineBox")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("SpecAware's engine"))
        self.setText(describe_engine(find_engine()))
        self._banner = banner
        self._remove: QPushButton | None = None
        there = engine_folder().exists()
        self._repair = self.addButton(tr("Set up again") if there else tr("Set up…"), QMessageBox.ButtonRole.ActionRole)
        if there:
            self._remove = self.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Close))
        self.buttonClicked.connect(self._act)

    def _act(self, button: QPushButton) -> None:
        if button is self._repair:
            client.shut_down()  # a worker holds the engine's files
            self._banner.start()
        elif self._remove is not None and button is self._remove:
            client.shut_down()
            problem = ""
            try:
                remove_engine()
            except EngineError as error:
                problem = str(error)
            self._banner.refresh()
            if problem:
                self._banner.complain(problem)
