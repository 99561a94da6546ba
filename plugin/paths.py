"""Where the plugin's own files and the user's SpecAware folder are."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
I18N = RESOURCES / "i18n"
HELP = ROOT / "help"  # only in the zip: built from docs/
REPOSITORY = "https://github.com/specaware/specaware-qgis"
ENGINE_REQUIREMENTS = RESOURCES / "engine-requirements.txt"


def user_folder() -> Path:
    """The folder of the QGIS profile in which SpecAware keeps its engine."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specaware"


def icon(name: str) -> QIcon:
    """Return the icon ``resources/icons/<name>.svg``."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))


def help_page(name: str = "index") -> QUrl:
    """Return the location of a help page; in a clone, which has no built help, its source on the web."""
    page = HELP / f"{name}.html"
    if page.is_file():
        return QUrl.fromLocalFile(str(page))
    source = "algorithms" if name.startswith("algorithm_") else name
    return QUrl(f"{REPOSITORY}/blob/main/docs/{source}.md")
