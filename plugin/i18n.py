"""Translation: one context for the whole plugin, and the loader of its catalogue."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .paths import I18N


def tr(text: str) -> str:
    """Return ``text`` in the user's language (context ``SpecAware``)."""
    return QCoreApplication.translate("SpecAware", text)


def declared(text: str) -> str:
    """Return a text that a job declares (backend/job), in the user's language; these are literals too."""
    return QCoreApplication.translate("SpecAware", text)


def trn(one: str, many: str, count: int) -> str:
    """Return a text that depends on a count, in the user's language: ``one`` for 1, else ``many``; {} is the count's.

    Catalogues only contain ``many``, with the plural forms of their language; English needs no catalogue.
    """
    number = int(count)
    text = QCoreApplication.translate("SpecAware", many, None, number)
    return one if text == many and number == 1 else text


def load_translator() -> QTranslator | None:
    """Install the catalogue of QGIS's language; None if there is none. The caller removes it."""
    translator = QTranslator()
    if not translator.load(f"specaware_{QgsApplication.locale()}", str(I18N)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
