"""Runs inside the real QGIS, started by test_dialogs.py: opens the dialog of every algorithm with all parameters.

Pictures go to SPECAWARE_PICTURES; of each dialog the width that its parameters need is noted, and texts cut off.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import processing
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtWidgets import QScrollArea, QTextBrowser, QWidget

sys.path.insert(0, os.environ["SPECAWARE_TEST_SCRIPTS"])
from program_tools import cut_off, seen, spin, start

FOLDER = Path(os.environ["SPECAWARE_PICTURES"])
LANGUAGE = os.environ["SPECAWARE_TEST_LANGUAGE"]


def drive() -> None:
    QgsProject.instance().addMapLayer(QgsRasterLayer(os.environ["SPECAWARE_TEST_RASTER"], "my_scene"))
    dialogs = seen["dialogs"] = {}
    for algorithm in QgsApplication.processingRegistry().providerById("specaware").algorithms():
        dialog = processing.createAlgorithmDialog(algorithm.id(), {})
        dialog.resize(900, 1200)
        dialog.show()
        for part in dialog.findChildren(QWidget, "grpAdvanced"):
            part.setProperty("collapsed", False)
        spin(0.5)
        dialog.grab().save(str(FOLDER / f"algorithm_{algorithm.name()}_{LANGUAGE}.png"))
        areas = [area for area in dialog.findChildren(QScrollArea) if area.isVisible() and area.widget() is not None]
        dialogs[algorithm.name()] = {
            "width": max(area.widget().minimumSizeHint().width() for area in areas),
            "cut": cut_off(dialog),
            "help": max((len(text.toPlainText()) for text in dialog.findChildren(QTextBrowser)), default=0),
            "help_button": dialog.buttonBox().button(dialog.buttonBox().StandardButton.Help) is not None,
        }
        dialog.close()


start(drive)
