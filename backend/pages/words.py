"""Texts of pages, and the choice of language. English is here, the others are in ``languages``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..common.errors import InputError
from .languages import de, es, fr, zh

_TRANSLATED = {"de": de, "es": es, "fr": fr, "zh": zh}
LANGUAGES = ("en", *_TRANSLATED)
_SEPARATORS = {"de": ".,", "es": ".,", "fr": "\u202f,"}  # separators of thousands and of decimals
_NUMBER = re.compile(r"\d+")
_PROTOCOLS = (  # protocols of the figures in our own models' cards
    "each set counts once; {} of them influenced the model",
    "not used in making the model",
    "labels from this place were used in training",
    "not trained on, but used to choose the model",
    "its spectra are in the simulator's library",
    "not trained on, but its figures were known when the model was chosen",
)
_MAPS: dict[str, str] = {
    "title": "Land cover: {}",
    "made": "Made on {} by SpecAware {} with model {}.",
    "read": "Raster: {}. {} x {} pixels were mapped.",
    "sensor": "Sensor",
    "level": "Processing level",
    "acquired": "Acquired",
    "gsd": "Pixel size",
    "quantity": "Values",
    "reflectance": "reflectance",
    "radiance": "radiance",
    "unknown": "not known",
    "warnings": "Please note",
    "engine_language": "",
    "pictures": "Image and map",
    "true_colour": "True colour, bands at {} nm",
    "infrared": "False colour (near infrared, red, green), bands at {} nm",
    "false_colour": "False colour, bands at {} nm",
    "stretch": "Each band is stretched from its 2nd to its 98th percentile.",
    "map": "Land cover",
    "every": "One pixel in every {} x {} is shown.",
    "no_source": "The raster is not where it was ({}). This page has no image of it and no spectra.",
    "changed_source": "The raster has changed since the map was made. This page has no image of it and no spectra.",
    "unread_source": "The raster could not be read ({}). This page has no image of it and no spectra.",
    "changed_map": "The map file has changed since it was made: the picture may differ from the figures.",
    "areas": "Areas",
    "class": "Class",
    "pixels": "Pixels",
    "hectares": "Hectares",
    "share": "Share",
    "total": "All classes",
    "no_area": "The raster has no coordinates, so areas are given in pixels only.",
    "no_data": "{} pixels have no class (nodata).",
    "confidence": "Confidence",
    "confidence_text": (
        "Probability of the class shown, according to the model. Mean {} %; {} % of the pixels are below 50 %."
    ),
    "confidence_axis": "Confidence (%)",
    "share_axis": "Share of pixels (%)",
    "unknown_text": (
        "{} % of the pixels resemble no spectrum that the model knows (unknown, 50 % or more): do not "
        "trust the class there."
    ),
    "spectra": "Mean spectrum of each class",
    "spectra_text": "Means over the pixels of a fixed sample, by class on the map. Number of pixels: {}.",
    "reflectance_axis": "Reflectance",
    "sensor_axis": "Reflectance at the sensor",
    "miou": "Mean IoU",
    "wavelength": "Wavelength (nm)",
    "bands": "Bands used",
    "bands_used": "{} of {} bands, {} to {} nm: numbers {}.",
    "bands_left": "Not used: {}.",
    "no wavelength": "no wavelength",
    "marked as bad": "marked as bad",
    "outside": "outside the model's range of {}",
    "clouds": "Clouds",
    "clouds_by": "Counted from {}.",
    "clouds_found": "Found by spectral tests, shadows by the position of clouds; the product has no quality layers.",
    "clouds_found_large": (
        "Found by spectral tests; the product has no quality layers, and the raster is too large to look for shadows."
    ),
    "clouds_none": "Spectral tests found none; the product has no quality layers.",
    "clouds_kept": "They were mapped like the ground.",
    "clouds_classes": "They have classes of their own.",
    "clouds_nodata": "They have no class.",
    "kind": "Type",
    "model": "The model",
    "model_maps": "{} distinguishes: {}.",
    "model_needs": "It needs at least {} bands between {} and {} nm, level {}. Licence: {}.",
    "model_trained": "Trained on: {}.",
    "accuracy": (
        "Accuracy measured on other scenes. It says how far to trust maps of this kind, not how accurate this one is."
    ),
    "accuracy_own": (
        "Accuracy on the training labels: each label was classified by a model trained without its spatial "
        "block. Labels that are typical of their class make it too high; assess the map with labels drawn at "
        "random."
    ),
    "own_labels": "training labels, held out in blocks",
    "no_accuracy": "No accuracy of this model is stated.",
    "scene": "Data set",
    "protocol": "Protocol",
    "correct": "Overall accuracy",
    **{text: text for text in _PROTOCOLS},
    "caveats": "How to read this",
    "caveat_classes": "Each pixel gets the most probable of the model's classes, even if none of them fits.",
    "caveat_areas": (
        "Areas are counted from pixels and contain the errors of the map. To correct them, assess the "
        "map with reference labels drawn at random (Olofsson et al. 2014)."
    ),
    "caveat_confidence": (
        "This map was made without a confidence raster; map again with it to see where the map is uncertain."
    ),
    "repeat": "To repeat this map",
    "technical": "Technical details",
    "band": "Band",
    "centre": "Centre, nm",
    "fwhm": "FWHM, nm",
    "used": "Used",
    "yes": "yes",
    "reason": "Reason",
    "all_bands": "All bands",
}


def check_language(language: str) -> None:
    """Refuse a language in which no pages are made; "" means English.

    Raises:
        InputError: the language is not known.
    """
    if language and language not in LANGUAGES:
        raise InputError(f"Language '{language}' is not known; use one of {', '.join(LANGUAGES)}.")


def assessment_texts(language: str) -> Mapping[str, str]:
    """Return the texts of an assessment in a page language, by their English texts; empty for English."""
    return _TRANSLATED[language].ASSESSMENTS if language in _TRANSLATED else {}


def series_texts(language: str) -> Mapping[str, str]:
    """Return the texts of a series in a page language, by their English texts; empty for English."""
    return _TRANSLATED[language].SERIES if language in _TRANSLATED else {}


class Words:
    """The texts and number formats of one language; "" means English."""

    def __init__(self, language: str) -> None:
        """Choose a language.

        Raises:
            InputError: no pages are made in this language.
        """
        check_language(language)
        self.language = language or LANGUAGES[0]
        self._texts = _TRANSLATED[language].MAPS if language in _TRANSLATED else _MAPS

    def __call__(self, key: str, *values: object) -> str:
        """Return the text of a key with its values filled in."""
        return self._texts[key].format(*values)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number in the format of the language: 1,234.5 or 1.234,5."""
        return f"{value:,.{digits}f}".translate(str.maketrans(",.", _SEPARATORS.get(self.language, ",.")))

    def tick(self, value: float) -> str:
        """Return an axis number without trailing zeros."""
        return self.number(value, next((d for d in range(4) if abs(value - round(value, d)) < 1e-9), 4))

    def percent(self, share: float, digits: int = 1) -> str:
        """Return a share 0..1 in percent, without the percent sign."""
        return self.number(100.0 * share, digits)

    def protocol(self, text: str) -> str:
        """Return the translation of a model card's text on how an accuracy was measured."""
        number = _NUMBER.search(text)
        key = _NUMBER.sub("{}", text, count=1)
        return self(key, *([number[0]] if number else [])) if key in _PROTOCOLS else text

    def reason(self, text: str) -> str:
        """Return the translation of a report's text on why a band is not used."""
        start = "outside the model's range of "
        if text.startswith(start):
            return self("outside", text[len(start) :])
        return self(text) if text in ("no wavelength", "marked as bad") else text
