"""French texts of pages: for maps by key, for assessments and series by their English texts."""

MAPS = {
    "title": "Occupation du sol : {}",
    "made": "Créé le {} par SpecAware {} avec le modèle {}.",
    "read": "Raster : {}. {} x {} pixels ont été cartographiés.",
    "sensor": "Capteur",
    "level": "Niveau de traitement",
    "acquired": "Acquisition",
    "gsd": "Taille de pixel",
    "quantity": "Valeurs",
    "reflectance": "réflectance",
    "radiance": "luminance",
    "unknown": "inconnu",
    "warnings": "À noter",
    "engine_language": "Les messages du moteur sont en anglais.",
    "pictures": "Image et carte",
    "true_colour": "Couleurs vraies, bandes à {} nm",
    "infrared": "Fausses couleurs (proche infrarouge, rouge, vert), bandes à {} nm",
    "false_colour": "Fausses couleurs, bandes à {} nm",
    "stretch": "Chaque bande est étirée du 2e au 98e centile.",
    "map": "Occupation du sol",
    "every": "Un pixel sur {} x {} est affiché.",
    "no_source": "Le raster n'est plus à son emplacement ({}). Cette page ne contient ni son image ni ses spectres.",
    "changed_source": (
        "Le raster a changé depuis la création de la carte. Cette page ne contient ni son image ni ses spectres."
    ),
    "unread_source": "Le raster n'a pas pu être lu ({}). Cette page ne contient ni son image ni ses spectres.",
    "changed_map": "Le fichier de la carte a changé depuis sa création : l'image peut différer des chiffres.",
    "areas": "Surfaces",
    "class": "Classe",
    "pixels": "Pixels",
    "hectares": "Hectares",
    "share": "Part",
    "total": "Toutes les classes",
    "no_area": "Le raster n'a pas de coordonnées ; les surfaces ne sont données qu'en pixels.",
    "no_data": "{} pixels n'ont pas de classe (aucune donnée).",
    "confidence": "Confiance",
    "confidence_text": (
        "Probabilité de la classe affichée, selon le modèle. Moyenne : {} % ; {} % des pixels sont en dessous de 50 %."
    ),
    "confidence_axis": "Confiance (%)",
    "share_axis": "Part des pixels (%)",
    "unknown_text": (
        "{} % des pixels ne ressemblent à aucun spectre connu du modèle (inconnu, 50 % ou plus) : ne "
        "vous fiez pas à la classe à ces endroits."
    ),
    "spectra": "Spectre moyen de chaque classe",
    "spectra_text": "Moyennes des pixels d'un échantillon fixe, selon leur classe sur la carte. Nombre de pixels : {}.",
    "reflectance_axis": "Réflectance",
    "sensor_axis": "Réflectance au capteur",
    "miou": "IoU moyen",
    "wavelength": "Longueur d'onde (nm)",
    "bands": "Bandes utilisées",
    "bands_used": "{} bandes sur {}, de {} à {} nm : numéros {}.",
    "bands_left": "Non utilisées : {}.",
    "no wavelength": "sans longueur d'onde",
    "marked as bad": "marquée comme défectueuse",
    "outside": "hors de l'intervalle du modèle, {}",
    "clouds": "Nuages",
    "clouds_by": "D'après {}.",
    "clouds_found": (
        "Détectés par des tests spectraux, ombres selon la position des nuages : le produit n'a "
        "pas de couches de qualité."
    ),
    "clouds_found_large": (
        "Trouvés par des tests spectraux ; le produit n'a pas de couches de qualité et le "
        "raster est trop grand pour y chercher des ombres."
    ),
    "clouds_none": "Les tests spectraux n'en trouvent aucun ; le produit n'a pas de couches de qualité.",
    "clouds_kept": "Ils ont été cartographiés comme le sol.",
    "clouds_classes": "Ils ont leurs propres classes.",
    "clouds_nodata": "Ils n'ont pas de classe.",
    "kind": "Type",
    "model": "Le modèle",
    "model_maps": "{} distingue : {}.",
    "model_needs": "Il lui faut au moins {} bandes entre {} et {} nm, niveau {}. Licence : {}.",
    "model_trained": "Entraîné avec : {}.",
    "accuracy": (
        "Exactitude mesurée sur d'autres scènes. Elle indique la confiance à accorder à de telles cartes, "
        "et non l'exactitude de celle-ci."
    ),
    "accuracy_own": (
        "Exactitude sur les étiquettes d'entraînement : chacune a été classée par un modèle entraîné sans "
        "son bloc spatial. Des étiquettes trop typiques de leur classe la rendent trop élevée ; évaluez la "
        "carte avec des données de référence tirées au hasard."
    ),
    "own_labels": "étiquettes d'entraînement, mises de côté par blocs",
    "no_accuracy": "L'exactitude de ce modèle n'est pas indiquée.",
    "scene": "Données de référence",
    "protocol": "Protocole",
    "correct": "Exactitude globale",
    "each set counts once; {} of them influenced the model": (
        "chaque jeu compte une fois ; {} d'entre eux ont influencé le modèle"
    ),
    "not used in making the model": "n'a pas servi à faire le modèle",
    "labels from this place were used in training": "des étiquettes de ce lieu ont servi à l'apprentissage",
    "not trained on, but used to choose the model": "n'a pas servi à l'apprentissage, mais au choix du modèle",
    "its spectra are in the simulator's library": "ses spectres sont dans la bibliothèque du simulateur",
    "not trained on, but its figures were known when the model was chosen": (
        "n'a pas servi à l'apprentissage, mais ses chiffres étaient connus lors du choix du modèle"
    ),
    "caveats": "Comment lire cette page",
    "caveat_classes": "Chaque pixel reçoit la classe la plus probable du modèle, même si aucune ne convient.",
    "caveat_areas": (
        "Les surfaces sont des comptages de pixels et contiennent les erreurs de la carte. Pour les "
        "corriger, évaluez la carte avec des données de référence tirées au hasard (Olofsson et al. "
        "2014)."
    ),
    "caveat_confidence": (
        "La confiance de cette carte n'a pas été enregistrée ; refaites la carte avec elle pour "
        "voir où elle est incertaine."
    ),
    "repeat": "Pour refaire cette carte",
    "technical": "Détails techniques",
    "band": "Bande",
    "centre": "Centre, nm",
    "fwhm": "FWHM, nm",
    "used": "Utilisée",
    "yes": "oui",
    "reason": "Raison",
    "all_bands": "Toutes les bandes",
}

ASSESSMENTS = {
    "Confusion matrix": "Matrice de confusion",
    "Accuracy of the labels": "Exactitude d'après les données de référence",
    "Estimates for the map": "Estimations pour la carte",
    "label \\ map": "référence \\ carte",
    "total": "total",
    "class": "classe",
    "labels": "références",
    "user's accuracy": "exactitude utilisateur",
    "producer's accuracy": "exactitude producteur",
    "F1": "F1",
    "IoU": "IoU",
    "± 95 %": "± 95 %",
    "mapped share": "part sur la carte",
    "estimated share": "part estimée",
    "mapped area (ha)": "surface sur la carte (ha)",
    "estimated area (ha)": "surface estimée (ha)",
    "Estimated for the whole map, weighted by the share of each mapped class (Olofsson et al. 2014, "
    "Remote Sensing of Environment 148, 42-57); ± is half a 95 % confidence interval.": (
        "Estimé pour toute la "
        "carte d'après la part "
        "qu'y occupe chaque classe "
        "(Olofsson et al. 2014, "
        "Remote Sensing of "
        "Environment 148, 42-57) ; "
        "± est la moitié de "
        "l'intervalle de confiance "
        "à 95 %."
    ),
    "Without confidence intervals:": "Sans intervalles de confiance :",
    "Computed from the labels alone, each with the same weight; labels in rows, the map in columns.": (
        "D'après les données "
        "de référence telles "
        "quelles, toutes de "
        "même poids ; "
        "référence en "
        "lignes, carte en "
        "colonnes."
    ),
    "These estimates hold for {} of the map.": "Ces estimations valent pour {} de la carte.",
    "drawn at random over the whole map": "tiré au hasard sur toute la carte",
    "drawn at random within the classes of the map": "tiré au hasard dans les classes de la carte",
    "clustered": "par grappes",
    "not stated": "non indiqué",
    "as stated": "tel qu'indiqué",
    "recognised from the sample": "reconnu d'après l'échantillon",
    "polygons": "polygones",
    "Accuracy of {}": "Exactitude de {}",
    "Class map": "Carte de classes",
    "Labels": "Données de référence",
    "Sampling design": "Plan d'échantillonnage",
    "Labels that count": "Données de référence retenues",
    "Overall accuracy of the labels": "Exactitude globale des données de référence",
    "Overall accuracy of the map": "Exactitude globale de la carte",
    "Mean IoU": "IoU moyen",
    "Warnings": "Avertissements",
    "To repeat this": "Pour refaire ce calcul",
    "Estimated areas": "Surfaces estimées",
}

SERIES = {
    "Land cover by date": "Occupation du sol par date",
    "Areas of classes, over the pixels that all dates have in common.": (
        "Surfaces des classes sur les pixels communs à toutes les dates."
    ),
    "year": "année",
    "area (ha)": "surface (ha)",
    "pixels": "pixels",
    "class": "classe",
    "Changes between dates": "Changements entre les dates",
    "from": "de",
    "to": "à",
    "changed": "changé",
    "largest changes": "principaux changements",
    "Dates are compared on the grid of": "Comparé sur la grille de",
    "Warnings": "Avertissements",
    "To repeat this": "Pour refaire ce calcul",
    "Changes between consecutive dates are detected separately and need not add up to differences of the maps.": (
        "Les changements sont détectés séparément entre dates voisines ; leur somme ne correspond pas "
        "forcément aux différences entre les cartes."
    ),
}
