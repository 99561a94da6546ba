"""German texts of pages: for maps by key, for assessments and series by their English texts."""

MAPS = {
    "title": "Landbedeckung: {}",
    "made": "Erstellt am {} von SpecAware {} mit dem Modell {}.",
    "read": "Raster: {}. {} x {} Pixel wurden kartiert.",
    "sensor": "Sensor",
    "level": "Verarbeitungsstufe",
    "acquired": "Aufgenommen",
    "gsd": "Pixelgröße",
    "quantity": "Werte",
    "reflectance": "Reflexionsgrad",
    "radiance": "Strahldichte",
    "unknown": "nicht bekannt",
    "warnings": "Bitte beachten",
    "engine_language": "Meldungen des Rechenprogramms sind englisch.",
    "pictures": "Bild und Karte",
    "true_colour": "Echtfarben, Bänder bei {} nm",
    "infrared": "Falschfarben (nahes Infrarot, Rot, Grün), Bänder bei {} nm",
    "false_colour": "Falschfarben, Bänder bei {} nm",
    "stretch": "Jedes Band ist vom 2. bis zum 98. Perzentil gestreckt.",
    "map": "Landbedeckung",
    "every": "Von je {} x {} Pixeln ist eines gezeigt.",
    "no_source": (
        "Das Raster liegt nicht mehr dort, wo es war ({}). Diese Seite enthält kein Bild davon und keine Spektren."
    ),
    "changed_source": (
        "Das Raster wurde nach dem Kartieren verändert. Diese Seite enthält kein Bild davon und keine Spektren."
    ),
    "unread_source": "Das Raster war nicht lesbar ({}). Diese Seite enthält kein Bild davon und keine Spektren.",
    "changed_map": "Die Kartendatei wurde nach dem Kartieren verändert: Das Bild kann von den Zahlen abweichen.",
    "areas": "Flächen",
    "class": "Klasse",
    "pixels": "Pixel",
    "hectares": "Hektar",
    "share": "Anteil",
    "total": "Alle Klassen",
    "no_area": "Das Raster hat keine Koordinaten; Flächen sind daher nur in Pixeln angegeben.",
    "no_data": "{} Pixel haben keine Klasse (keine Daten).",
    "confidence": "Konfidenz",
    "confidence_text": (
        "Wahrscheinlichkeit der gezeigten Klasse nach Angabe des Modells. Mittel: {} %; {} % der "
        "Pixel haben weniger als 50 %."
    ),
    "confidence_axis": "Konfidenz (%)",
    "share_axis": "Anteil der Pixel (%)",
    "unknown_text": (
        "{} % der Pixel gleichen keinem Spektrum, das das Modell kennt (Unbekannt, ab 50 %): Dort ist "
        "keine Klasse verlässlich."
    ),
    "spectra": "Mittleres Spektrum jeder Klasse",
    "spectra_text": "Mittel über Pixel einer festen Stichprobe, nach ihrer Klasse auf der Karte. Anzahl der Pixel: {}.",
    "reflectance_axis": "Reflexionsgrad",
    "sensor_axis": "Reflexionsgrad am Sensor",
    "miou": "Mittlere IoU",
    "wavelength": "Wellenlänge (nm)",
    "bands": "Benutzte Bänder",
    "bands_used": "{} von {} Bändern, {} bis {} nm: Nummern {}.",
    "bands_left": "Nicht benutzt: {}.",
    "no wavelength": "ohne Wellenlänge",
    "marked as bad": "als schlecht markiert",
    "outside": "außerhalb des Bereichs des Modells, {}",
    "clouds": "Wolken",
    "clouds_by": "Gezählt in {}.",
    "clouds_found": (
        "Durch Prüfung der Spektren gefunden, Schatten durch die Lage der Wolken: Das Produkt hat "
        "keine Qualitätsebenen."
    ),
    "clouds_found_large": (
        "Durch Spektraltests gefunden; das Produkt hat keine Qualitätsebenen, und das "
        "Raster ist zu groß, um nach Schatten zu suchen."
    ),
    "clouds_none": "Die Prüfung der Spektren findet keine; das Produkt hat keine Qualitätsebenen.",
    "clouds_kept": "Sie wurden wie der Boden kartiert.",
    "clouds_classes": "Sie haben eigene Klassen.",
    "clouds_nodata": "Sie haben keine Klasse.",
    "kind": "Was",
    "model": "Das Modell",
    "model_maps": "{} unterscheidet: {}.",
    "model_needs": "Es ist für mindestens {} Bänder zwischen {} und {} nm gemacht, Stufe {}. Lizenz: {}.",
    "model_trained": "Trainiert mit: {}.",
    "accuracy": (
        "Genauigkeit auf anderen Szenen. Sie sagt, wie weit solchen Karten zu trauen ist, nicht, wie gut diese ist."
    ),
    "accuracy_own": (
        "Genauigkeit auf den Trainingsdaten: Jeder Punkt wurde von einem Modell klassifiziert, das ohne "
        "seinen räumlichen Block trainiert war. Typisch gewählte Punkte machen sie zu hoch; prüfen Sie die "
        "Karte mit zufällig gezogenen Referenzpunkten."
    ),
    "own_labels": "Trainingsdaten, blockweise zurückgehalten",
    "no_accuracy": "Für dieses Modell ist keine Genauigkeit angegeben.",
    "scene": "Referenz",
    "protocol": "Verfahren",
    "correct": "Gesamtgenauigkeit",
    "each set counts once; {} of them influenced the model": (
        "jeder Datensatz zählt einmal; {} davon hatten Einfluss auf das Modell"
    ),
    "not used in making the model": "an der Entstehung des Modells unbeteiligt",
    "labels from this place were used in training": "Referenzdaten von diesem Ort wurden im Training benutzt",
    "not trained on, but used to choose the model": "nicht im Training, aber zur Auswahl des Modells benutzt",
    "its spectra are in the simulator's library": "seine Spektren gehören zur Bibliothek des Simulators",
    "not trained on, but its figures were known when the model was chosen": (
        "nicht im Training, aber seine Werte waren bei der Auswahl des Modells bekannt"
    ),
    "caveats": "Zum Verständnis",
    "caveat_classes": "Jedes Pixel erhält die wahrscheinlichste Klasse des Modells, auch wo keine davon passt.",
    "caveat_areas": (
        "Flächen sind gezählte Pixel und enthalten die Fehler der Karte. Wer sie berichtigen will, "
        "prüft die Karte mit zufällig gezogenen Referenzpunkten (Olofsson et al. 2014)."
    ),
    "caveat_confidence": (
        "Zu dieser Karte wurde keine Konfidenz geschrieben; mit ihr zeigt eine neue Karte, wo sie unsicher ist."
    ),
    "repeat": "Diese Karte wiederholen",
    "technical": "Technische Angaben",
    "band": "Band",
    "centre": "Mitte, nm",
    "fwhm": "Halbwertsbreite, nm",
    "used": "Benutzt",
    "yes": "ja",
    "reason": "Warum nicht",
    "all_bands": "Alle Bänder",
}

ASSESSMENTS = {
    "Confusion matrix": "Konfusionsmatrix",
    "Accuracy of the labels": "Genauigkeit der Referenzdaten je Klasse",
    "Estimates for the map": "Schätzungen für die Karte",
    "label \\ map": "Referenz \\ Karte",
    "total": "Summe",
    "class": "Klasse",
    "labels": "Referenzen",
    "user's accuracy": "Nutzergenauigkeit",
    "producer's accuracy": "Produzentengenauigkeit",
    "F1": "F1",
    "IoU": "IoU",
    "± 95 %": "± 95 %",
    "mapped share": "kartierter Anteil",
    "estimated share": "geschätzter Anteil",
    "mapped area (ha)": "kartierte Fläche (ha)",
    "estimated area (ha)": "geschätzte Fläche (ha)",
    "Estimated for the whole map, weighted by the share of each mapped class (Olofsson et al. 2014, "
    "Remote Sensing of Environment 148, 42-57); ± is half a 95 % confidence interval.": (
        "Für die ganze Karte "
        "geschätzt, nach dem "
        "Flächenanteil jeder "
        "Klasse (Olofsson et al. "
        "2014, Remote Sensing of "
        "Environment 148, 42-57); "
        "± ist das halbe "
        "95-%-Konfidenzintervall."
    ),
    "Without confidence intervals:": "Ohne Konfidenzintervalle:",
    "Computed from the labels alone, each with the same weight; labels in rows, the map in columns.": (
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
    "Sampling design": "Stichprobendesign",
    "Labels that count": "Gezählte Referenzdaten",
    "Overall accuracy of the labels": "Gesamtgenauigkeit der Referenzdaten",
    "Overall accuracy of the map": "Gesamtgenauigkeit der Karte",
    "Mean IoU": "Mittlere IoU",
    "Warnings": "Warnungen",
    "To repeat this": "Wiederholen mit",
    "Estimated areas": "Geschätzte Flächen",
}

SERIES = {
    "Land cover by date": "Landbedeckung nach Datum",
    "Areas of classes, over the pixels that all dates have in common.": (
        "Flächen der Klassen, über die Pixel, die alle Zeitpunkte gemeinsam haben."
    ),
    "year": "Jahr",
    "area (ha)": "Fläche (ha)",
    "pixels": "Pixel",
    "class": "Klasse",
    "Changes between dates": "Änderungen zwischen den Zeitpunkten",
    "from": "von",
    "to": "bis",
    "changed": "geändert",
    "largest changes": "größte Änderungen",
    "Dates are compared on the grid of": "Verglichen auf dem Gitter von",
    "Warnings": "Warnungen",
    "To repeat this": "Wiederholen mit",
    "Changes between consecutive dates are detected separately and need not add up to differences of the maps.": (
        "Änderungen werden zwischen benachbarten Zeitpunkten eigens bestimmt und müssen sich nicht zu den "
        "Unterschieden der Karten summieren."
    ),
}
