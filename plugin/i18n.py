"""Translation: one context for the whole plugin, and the loader of its catalogue."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .paths import I18N


def tr(text: str) -> str:
    """Return ``text`` in the user's language (context ``SpecAware``)."""
    return QCoreApplication.translate("SpecAware", text)


def load_translator() -> QTranslator | None:
    """Install the catalogue of QGIS's language; None where there is none. The caller removes it again."""
    translator = QTranslator()
    if not translator.load(f"specaware_{QgsApplication.locale()}", str(I18N)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
