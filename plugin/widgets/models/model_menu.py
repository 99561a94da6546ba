"""The menu of models beside the chooser: import, train, rename, remove, open the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QMenu, QMessageBox, QWidget

from ....backend.catalog import store as model_store
from ....backend.catalog.cards import ModelCard
from ....backend.common.errors import SpecAwareError
from ... import models
from ...i18n import tr
from .model_card import ModelCardDialog


class ModelMenu(QMenu):
    """A menu that is rebuilt for the chosen model each time it opens."""

    def __init__(
        self, iface: QgisInterface, card: Callable[[], ModelCard | None], train: Callable[[], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._iface, self._card, self._train = iface, card, train
        self.dialog: QDialog | None = None
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Make the entries for the chosen model."""
        self.clear()
        card = self._card()
        self.addAction(tr("About this model…"), self.show_card).setEnabled(card is not None)
        self.addSeparator()
        self.addAction(tr("Train on your own classes…"), self._train)
        self.addAction(tr("Import weights…"), lambda: self._open("specaware:importmodel", {}))
        self.addAction(tr("Add a model folder…"), self._add)
        self.addSeparator()
        own = card is not None and not models.is_bundled(card)
        self.addAction(tr("Rename…"), self._rename).setEnabled(own)
        remove = tr("Remove from the list…") if own and models.lies_elsewhere(card) else tr("Remove…")
        self.addAction(remove, self._remove).setEnabled(own)
        self.addAction(tr("Open folder"), self._open_folder).setEnabled(card is not None)

    def show_card(self) -> None:
        """Show the card of the chosen model."""
        card = self._card()
        if card is not None:
            dialog = ModelCardDialog(card, self.parentWidget())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _open(self, algorithm: str, values: dict[str, str]) -> None:
        import processing

        self.dialog = processing.createAlgorithmDialog(algorithm, values)
        if self.dialog is not None:
            self.dialog.show()

    def _add(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.parentWidget(), tr("Folder of a model (with its card.json)"))
        if folder:
            self._try(lambda: models.add(folder))

    def _rename(self) -> None:
        card = self._card()
        if card is None:
            return
        text, good = QInputDialog.getText(
            self.parentWidget(), tr("Rename model"), tr("Name"), QLineEdit.EchoMode.Normal, card.name
        )
        if good and text.strip() != card.name:
            self._try(lambda: models.rename(card, text))

    def _remove(self) -> None:
        card = self._card()
        if card is None:
            return
        if models.lies_elsewhere(card):
            question = tr("Remove model '{}' from the list? Its folder is kept:\n{}").format(
                card.name, card.path.parent
            )
        else:
            question = tr("Remove model '{}' and delete its folder?\n{}").format(card.name, card.path.parent)
        heads = models.built_on(card)
        if heads:
            question += "\n\n" + tr("These models were trained on it and are less accurate without it: {}").format(
                ", ".join(heads)
            )
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        answer = QMessageBox.question(self.parentWidget(), tr("SpecAware"), question, buttons)
        if answer == QMessageBox.StandardButton.Yes:
            self._try(lambda: models.remove(card))

    def _open_folder(self) -> None:
        card = self._card()
        folder = Path(model_store.install_folder()) if card is None else card.path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except SpecAwareError as error:
            self._iface.messageBar().pushWarning("SpecAware", str(error))
