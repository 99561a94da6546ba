"""The user's folders by platform convention. Standard library only, Python 3.9: QGIS imports this module."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def expanded(text: str) -> Path:
    """Return a path with "~" expanded; unchanged if the home folder is unknown."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _home() -> Path | None:
    """Return the user's home folder; None without HOME and without an entry in the user database."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def under_home(variable: str, *parts: str) -> Path | None:
    """Return the folder that a variable names, else one under the home folder; None if neither is known."""
    if os.environ.get(variable):
        return Path(os.environ[variable])
    home = _home()
    return None if home is None else home.joinpath(*parts)


def user_folder() -> Path | None:
    """Return the platform's folder for user data; None without a home folder."""
    if sys.platform == "win32":
        base = under_home("APPDATA", "AppData", "Roaming")
    elif sys.platform == "darwin":
        base = under_home("", "Library", "Application Support")
    else:
        base = under_home("XDG_DATA_HOME", ".local", "share")
    return None if base is None else base / "specaware"
