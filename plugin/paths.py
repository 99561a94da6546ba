"""Where the plugin's own files and the user's SpecAware folder are."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
I18N = RESOURCES / "i18n"
ENGINE_REQUIREMENTS = RESOURCES / "engine-requirements.txt"


def user_folder() -> Path:
    """The folder of the QGIS profile in which SpecAware keeps its engine."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "specaware"


def icon(name: str) -> QIcon:
    """Return the icon ``resources/icons/<name>.svg``."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))
