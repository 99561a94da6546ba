"""What pages say, in the languages they are made in. English stands first; a key names a text in both."""

from __future__ import annotations

from ..common.errors import InputError

LANGUAGES = ("en", "de")
_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Land cover: {}", "Landbedeckung: {}"),
    "made": ("Made on {} by SpecAware {} with model {}.", "Erstellt am {} von SpecAware {} mit dem Modell {}."),
    "read": ("Raster: {}. {} x {} pixels were mapped.", "Raster: {}. {} x {} Pixel wurden kartiert."),
    "sensor": ("Sensor", "Sensor"),
    "level": ("Processing level", "Verarbeitungsstufe"),
    "acquired": ("Acquired", "Aufgenommen"),
    "gsd": ("Pixel size", "Pixelgröße"),
    "quantity": ("Values", "Werte"),
    "reflectance": ("reflectance", "Reflexionsgrad"),
    "radiance": ("radiance", "Strahldichte"),
    "unknown": ("not known", "nicht bekannt"),
    "warnings": ("Please note", "Bitte beachten"),
    "engine_language": ("", "Meldungen des Rechenprogramms sind englisch."),
    "pictures": ("Image and map", "Bild und Karte"),
    "true_colour": ("True colour, bands at {} nm", "Echtfarben, Bänder bei {} nm"),
    "infrared": (
        "False colour (near infrared, red, green), bands at {} nm",
        "Falschfarben (nahes Infrarot, Rot, Grün), Bänder bei {} nm",
    ),
    "false_colour": ("False colour, bands at {} nm", "Falschfarben, Bänder bei {} nm"),
    "stretch": (
        "Each band is stretched from its 2nd to its 98th percentile.",
        "Jedes Band ist vom 2. bis zum 98. Perzentil gestreckt.",
    ),
    "map": ("Land cover", "Landbedeckung"),
    "every": (
        "One of {} x {} pixels is shown.",
        "Von je {} x {} Pixeln ist eines gezeigt.",
    ),
    "no_source": (
        "The raster is not where it was ({}). This page has no image of it and no spectra.",
        "Das Raster liegt nicht mehr dort, wo es war ({}). Diese Seite enthält kein Bild davon und keine Spektren.",
    ),
    "changed_source": (
        "The raster has changed since the map was made. This page has no image of it and no spectra.",
        "Das Raster wurde nach dem Kartieren verändert. Diese Seite enthält kein Bild davon und keine Spektren.",
    ),
    "unread_source": (
        "The raster could not be read ({}). This page has no image of it and no spectra.",
        "Das Raster war nicht lesbar ({}). Diese Seite enthält kein Bild davon und keine Spektren.",
    ),
    "changed_map": (
        "The map file has changed since it was made: the picture may differ from the figures.",
        "Die Kartendatei wurde nach dem Kartieren verändert: Das Bild kann von den Zahlen abweichen.",
    ),
    "areas": ("Areas", "Flächen"),
    "class": ("Class", "Klasse"),
    "pixels": ("Pixels", "Pixel"),
    "hectares": ("Hectares", "Hektar"),
    "share": ("Share", "Anteil"),
    "total": ("All classes", "Alle Klassen"),
    "no_area": (
        "The raster has no coordinates, so areas are given in pixels only.",
        "Das Raster hat keine Koordinaten; Flächen sind daher nur in Pixeln angegeben.",
    ),
    "no_data": ("{} pixels have no class (no data).", "{} Pixel haben keine Klasse (keine Daten)."),
    "confidence": ("Confidence", "Konfidenz"),
    "confidence_text": (
        "Probability of the class shown, as the model states it. Mean {} %; {} % of the pixels are below 50 %.",
        "Wahrscheinlichkeit der gezeigten Klasse nach Angabe des Modells. Mittel: {} %; {} % der Pixel haben weniger "
        "als 50 %.",
    ),
    "confidence_axis": ("Confidence (%)", "Konfidenz (%)"),
    "share_axis": ("Share of pixels (%)", "Anteil der Pixel (%)"),
    "unknown_text": (
        "{} % of the pixels are unlike all spectra that the model knows (unknown, 50 % and more): trust no class "
        "there.",
        "{} % der Pixel gleichen keinem Spektrum, das das Modell kennt (Unbekannt, ab 50 %): Dort ist keine Klasse "
        "verlässlich.",
    ),
    "spectra": ("Mean spectrum of each class", "Mittleres Spektrum jeder Klasse"),
    "spectra_text": (
        "Means over pixels of a fixed sample, by their class on the map. Number of pixels: {}.",
        "Mittel über Pixel einer festen Stichprobe, nach ihrer Klasse auf der Karte. Anzahl der Pixel: {}.",
    ),
    "reflectance_axis": ("Reflectance", "Reflexionsgrad"),
    "sensor_axis": ("Reflectance at the sensor", "Reflexionsgrad am Sensor"),
    "miou": ("Mean IoU", "Mittlerer IoU"),
    "wavelength": ("Wavelength (nm)", "Wellenlänge (nm)"),
    "bands": ("Bands used", "Benutzte Bänder"),
    "bands_used": (
        "{} of {} bands, {} to {} nm: numbers {}.",
        "{} von {} Bändern, {} bis {} nm: Nummern {}.",
    ),
    "bands_left": ("Not used: {}.", "Nicht benutzt: {}."),
    "no wavelength": ("no wavelength", "ohne Wellenlänge"),
    "marked as bad": ("marked as bad", "als schlecht markiert"),
    "outside": ("outside the model's range of {}", "außerhalb des Bereichs des Modells, {}"),
    "clouds": ("Clouds", "Wolken"),
    "clouds_by": ("Counted in {}.", "Gezählt in {}."),
    "clouds_found": (
        "Found by tests of the spectra, which find no shadows: the product has no quality layers.",
        "Durch Prüfung der Spektren gefunden, die keine Schatten findet: Das Produkt hat keine Qualitätsebenen.",
    ),
    "clouds_none": (
        "Tests of the spectra find none; the product has no quality layers.",
        "Die Prüfung der Spektren findet keine; das Produkt hat keine Qualitätsebenen.",
    ),
    "clouds_kept": ("They were mapped like the ground.", "Sie wurden wie der Boden kartiert."),
    "clouds_classes": ("They have classes of their own.", "Sie haben eigene Klassen."),
    "clouds_nodata": ("They have no class.", "Sie haben keine Klasse."),
    "kind": ("What", "Was"),
    "model": ("The model", "Das Modell"),
    "model_maps": ("{} tells apart: {}.", "{} unterscheidet: {}."),
    "model_needs": (
        "It was made for at least {} bands between {} and {} nm, level {}. Licence: {}.",
        "Es ist für mindestens {} Bänder zwischen {} und {} nm gemacht, Stufe {}. Lizenz: {}.",
    ),
    "model_trained": ("Trained on: {}.", "Trainiert mit: {}."),
    "accuracy": (
        "Accuracy measured on other scenes. It says how far such maps can be trusted, not how right this one is.",
        "Genauigkeit auf anderen Szenen. Sie sagt, wie weit solchen Karten zu trauen ist, nicht, wie gut diese ist.",
    ),
    "no_accuracy": ("No accuracy of this model is stated.", "Für dieses Modell ist keine Genauigkeit angegeben."),
    "scene": ("Labels", "Referenz"),
    "protocol": ("How", "Verfahren"),
    "correct": ("Overall accuracy", "Gesamtgenauigkeit"),
    "no labels used; set for report": (
        "no labels used, set aside for this figure", "ohne Referenzdaten trainiert, nur für diese Zahl benutzt",
    ),
    "no labels used; set for tune": (
        "no labels used in training, but the model was chosen with it",
        "ohne Referenzdaten trainiert, aber zur Auswahl des Modells benutzt",
    ),
    "caveats": ("How to read this", "Zum Verständnis"),
    "caveat_classes": (
        "Each pixel gets the most probable of the model's classes, also where none of them fits.",
        "Jedes Pixel erhält die wahrscheinlichste Klasse des Modells, auch wo keine davon passt.",
    ),
    "caveat_areas": (
        "Areas are counted from pixels and hold the errors of the map. To correct them, assess the map with labels "
        "drawn at random (Olofsson et al. 2014).",
        "Flächen sind gezählte Pixel und enthalten die Fehler der Karte. Wer sie berichtigen will, prüft die Karte mit "
        "zufällig gezogenen Referenzpunkten (Olofsson et al. 2014).",
    ),
    "caveat_confidence": (
        "No confidence was written with this map; make it again with the confidence to see where it is unsure.",
        "Zu dieser Karte wurde keine Konfidenz geschrieben; mit ihr zeigt eine neue Karte, wo sie unsicher ist.",
    ),
    "repeat": ("To repeat this map", "Diese Karte wiederholen"),
    "technical": ("Technical details", "Technische Angaben"),
    "band": ("Band", "Band"),
    "centre": ("Centre, nm", "Mitte, nm"),
    "fwhm": ("FWHM, nm", "Halbwertsbreite, nm"),
    "used": ("Used", "Benutzt"),
    "yes": ("yes", "ja"),
    "reason": ("Why not", "Warum nicht"),
    "all_bands": ("All bands", "Alle Bänder"),
}  # fmt: skip


class Words:
    """The texts and numbers of one language."""

    def __init__(self, language: str) -> None:
        """Choose a language.

        Raises:
            InputError: pages are not made in it.
        """
        if language not in LANGUAGES:
            raise InputError(f"Language '{language}' is not known; use one of {', '.join(LANGUAGES)}.")
        self.language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, key: str, *values: object) -> str:
        """Return a text with its values filled in."""
        return _TEXTS[key][self._column].format(*values)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number as this language writes it: 1,234.5 or 1.234,5."""
        text = f"{value:,.{digits}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "de" else text

    def tick(self, value: float) -> str:
        """Return a number of an axis, without superfluous zeros."""
        return self.number(value, next((d for d in range(4) if abs(value - round(value, d)) < 1e-9), 4))

    def percent(self, share: float, digits: int = 1) -> str:
        """Return a share 0..1 in percent, without the sign."""
        return self.number(100.0 * share, digits)

    def protocol(self, text: str) -> str:
        """Return how an accuracy was measured, as model cards say it in English."""
        return self(text) if text.startswith("no labels used; ") and text in _TEXTS else text

    def reason(self, text: str) -> str:
        """Return why a band is not used, as the report of a map says it in English."""
        start = "outside the model's range of "
        if text.startswith(start):
            return self("outside", text[len(start) :])
        return self(text) if text in ("no wavelength", "marked as bad") else text
