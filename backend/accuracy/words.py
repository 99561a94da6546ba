"""The texts of the accuracy page in the languages that pages are made in, by the English ones."""

from __future__ import annotations

from collections.abc import Mapping

from ..common.errors import InputError
from ..pages.words import LANGUAGES

_GERMAN = {
    "Confusion matrix": "Konfusionsmatrix",
    "Accuracy of the labels": "Genauigkeit der Referenzdaten je Klasse",
    "Estimates for the map": "Schätzungen für die Karte",
    "label \\ map": "Referenz \\ Karte",
    "total": "Summe",
    "class": "Klasse",
    "labels": "Referenzen",
    "user's accuracy": "Nutzergenauigkeit",
    "producer's accuracy": "Herstellergenauigkeit",
    "F1": "F1",
    "IoU": "IoU",
    "± 95 %": "± 95 %",
    "mapped share": "kartierter Anteil",
    "estimated share": "geschätzter Anteil",
    "mapped area (ha)": "kartierte Fläche (ha)",
    "estimated area (ha)": "geschätzte Fläche (ha)",
    "Estimated for the whole map from the share of it that each class takes (Olofsson et al. 2014, Remote Sensing of "
    "Environment 148, 42-57); ± is half a 95 % confidence interval.": (
        "Für die ganze Karte geschätzt, nach dem Flächenanteil jeder Klasse (Olofsson et al. 2014, Remote Sensing of "
        "Environment 148, 42-57); ± ist das halbe 95-%-Konfidenzintervall."
    ),
    "Without confidence intervals:": "Ohne Konfidenzintervalle:",
    "Of the labels as they are, each counting the same; labels in rows, the map in columns.": (
        "Aus den Referenzdaten, wie sie sind, alle gleich gezählt; Referenz in Zeilen, Karte in Spalten."
    ),
    "These estimates hold for {} of the map.": "Diese Schätzungen gelten für {} der Karte.",
    "drawn at random over the whole map": "zufällig über die ganze Karte gezogen",
    "drawn at random within the classes of the map": "zufällig innerhalb der Klassen der Karte gezogen",
    "clustered": "in Gruppen",
    "not stated": "nicht angegeben",
    "as stated": "wie angegeben",
    "recognised from the sample": "an der Stichprobe erkannt",
    "polygons": "Polygone",
    "Accuracy of {}": "Genauigkeit von {}",
    "Class map": "Klassenkarte",
    "Labels": "Referenzdaten",
    "Sampling design": "Stichprobenverfahren",
    "Labels that count": "Gezählte Referenzdaten",
    "Overall accuracy of the labels": "Gesamtgenauigkeit der Referenzdaten",
    "Overall accuracy of the map": "Gesamtgenauigkeit der Karte",
    "Mean IoU": "Mittlere IoU",
    "Warnings": "Warnungen",
    "To repeat this": "Wiederholen mit",
    "Estimated areas": "Geschätzte Flächen",
}


def words_in(language: str) -> Mapping[str, str]:
    """Return the translations into a language; "" is English.

    Raises:
        InputError: pages are not made in that language.
    """
    if language and language not in LANGUAGES:
        raise InputError(f"Language '{language}' is not known; use one of {', '.join(LANGUAGES)}.")
    return _GERMAN if language == "de" else {}
