"""Spanish texts of pages: for maps by key, for assessments and series by their English texts."""

MAPS = {
    "title": "Cobertura del suelo: {}",
    "made": "Generado el {} con SpecAware {} y el modelo {}.",
    "read": "Ráster: {}. Se cartografiaron {} x {} píxeles.",
    "sensor": "Sensor",
    "level": "Nivel de procesamiento",
    "acquired": "Adquisición",
    "gsd": "Tamaño de píxel",
    "quantity": "Valores",
    "reflectance": "reflectancia",
    "radiance": "radiancia",
    "unknown": "desconocido",
    "warnings": "Tenga en cuenta",
    "engine_language": "Los mensajes del motor están en inglés.",
    "pictures": "Imagen y mapa",
    "true_colour": "Color verdadero, bandas a {} nm",
    "infrared": "Falso color (infrarrojo cercano, rojo, verde), bandas a {} nm",
    "false_colour": "Falso color, bandas a {} nm",
    "stretch": "Cada banda se realza entre sus percentiles 2 y 98.",
    "map": "Cobertura del suelo",
    "every": "Se muestra un píxel de cada {} x {}.",
    "no_source": "El ráster ya no está en su sitio ({}). Esta página no incluye su imagen ni sus espectros.",
    "changed_source": (
        "El ráster ha cambiado desde que se hizo el mapa. Esta página no incluye su imagen ni sus espectros."
    ),
    "unread_source": "No se pudo leer el ráster ({}). Esta página no incluye su imagen ni sus espectros.",
    "changed_map": "El archivo del mapa ha cambiado desde que se creó: la imagen puede no coincidir con las cifras.",
    "areas": "Superficies",
    "class": "Clase",
    "pixels": "Píxeles",
    "hectares": "Hectáreas",
    "share": "Proporción",
    "total": "Todas las clases",
    "no_area": "El ráster no tiene coordenadas; las superficies se dan solo en píxeles.",
    "no_data": "{} píxeles no tienen clase (sin datos).",
    "confidence": "Confianza",
    "confidence_text": (
        "Probabilidad de la clase mostrada según el modelo. Media: {} %; el {} % de los píxeles "
        "está por debajo del 50 %."
    ),
    "confidence_axis": "Confianza (%)",
    "share_axis": "Proporción de píxeles (%)",
    "unknown_text": (
        "El {} % de los píxeles no se parece a ningún espectro que el modelo conozca (desconocido, 50 "
        "% o más): no confíe en la clase asignada allí."
    ),
    "spectra": "Espectro medio de cada clase",
    "spectra_text": "Medias de los píxeles de una muestra fija, según su clase en el mapa. Número de píxeles: {}.",
    "reflectance_axis": "Reflectancia",
    "sensor_axis": "Reflectancia en el sensor",
    "miou": "IoU medio",
    "wavelength": "Longitud de onda (nm)",
    "bands": "Bandas utilizadas",
    "bands_used": "{} de {} bandas, de {} a {} nm: números {}.",
    "bands_left": "No utilizadas: {}.",
    "no wavelength": "sin longitud de onda",
    "marked as bad": "marcada como defectuosa",
    "outside": "fuera del intervalo del modelo, {}",
    "clouds": "Nubes",
    "clouds_by": "Según {}.",
    "clouds_found": (
        "Detectadas mediante pruebas espectrales; las sombras, por la posición de las nubes: el "
        "producto no tiene capas de calidad."
    ),
    "clouds_found_large": (
        "Encontradas mediante pruebas espectrales; el producto no tiene capas de calidad "
        "y el ráster es demasiado grande para buscar sombras."
    ),
    "clouds_none": "Las pruebas espectrales no encuentran ninguna; el producto no tiene capas de calidad.",
    "clouds_kept": "Se cartografiaron como el terreno.",
    "clouds_classes": "Tienen clases propias.",
    "clouds_nodata": "No tienen clase.",
    "kind": "Tipo",
    "model": "El modelo",
    "model_maps": "{} distingue: {}.",
    "model_needs": "Necesita al menos {} bandas entre {} y {} nm, nivel {}. Licencia: {}.",
    "model_trained": "Entrenado con: {}.",
    "accuracy": (
        "Exactitud medida en otras escenas. Indica cuánto se puede confiar en mapas como este, no cuán "
        "correcto es este."
    ),
    "accuracy_own": (
        "Exactitud en las etiquetas de entrenamiento: cada una fue clasificada por un modelo entrenado sin "
        "su bloque espacial. Si las etiquetas son muy típicas de su clase, resulta demasiado alta; evalúe el "
        "mapa con datos de referencia tomados al azar."
    ),
    "own_labels": "etiquetas de entrenamiento, reservadas por bloques",
    "no_accuracy": "No se indica la exactitud de este modelo.",
    "scene": "Datos de referencia",
    "protocol": "Protocolo",
    "correct": "Exactitud global",
    "each set counts once; {} of them influenced the model": (
        "cada conjunto cuenta una vez; {} de ellos influyeron en el modelo"
    ),
    "not used in making the model": "no se usó para crear el modelo",
    "labels from this place were used in training": "se usaron etiquetas de este lugar en el entrenamiento",
    "not trained on, but used to choose the model": "no se usó en el entrenamiento, pero sí para elegir el modelo",
    "its spectra are in the simulator's library": "sus espectros están en la biblioteca del simulador",
    "not trained on, but its figures were known when the model was chosen": (
        "no se usó en el entrenamiento, pero sus cifras se conocían al elegir el modelo"
    ),
    "caveats": "Cómo interpretarlo",
    "caveat_classes": "Cada píxel recibe la clase más probable del modelo, aunque ninguna sea adecuada.",
    "caveat_areas": (
        "Las superficies se cuentan en píxeles y contienen los errores del mapa. Para corregirlas, "
        "evalúe el mapa con datos de referencia tomados al azar (Olofsson et al. 2014)."
    ),
    "caveat_confidence": (
        "No se guardó la confianza de este mapa; vuelva a hacerlo con ella para ver dónde es inseguro."
    ),
    "repeat": "Para repetir este mapa",
    "technical": "Detalles técnicos",
    "band": "Banda",
    "centre": "Centro, nm",
    "fwhm": "FWHM, nm",
    "used": "Utilizada",
    "yes": "sí",
    "reason": "Motivo",
    "all_bands": "Todas las bandas",
}

ASSESSMENTS = {
    "Confusion matrix": "Matriz de confusión",
    "Accuracy of the labels": "Exactitud según los datos de referencia",
    "Estimates for the map": "Estimaciones para el mapa",
    "label \\ map": "referencia \\ mapa",
    "total": "total",
    "class": "clase",
    "labels": "referencias",
    "user's accuracy": "exactitud del usuario",
    "producer's accuracy": "exactitud del productor",
    "F1": "F1",
    "IoU": "IoU",
    "± 95 %": "± 95 %",
    "mapped share": "proporción en el mapa",
    "estimated share": "proporción estimada",
    "mapped area (ha)": "superficie en el mapa (ha)",
    "estimated area (ha)": "superficie estimada (ha)",
    "Estimated for the whole map, weighted by the share of each mapped class (Olofsson et al. 2014, "
    "Remote Sensing of Environment 148, 42-57); ± is half a 95 % confidence interval.": (
        "Estimado para todo el "
        "mapa a partir de la "
        "proporción que ocupa cada "
        "clase (Olofsson et al. "
        "2014, Remote Sensing of "
        "Environment 148, 42-57); "
        "± es la mitad del "
        "intervalo de confianza "
        "del 95 %."
    ),
    "Without confidence intervals:": "Sin intervalos de confianza:",
    "Computed from the labels alone, each with the same weight; labels in rows, the map in columns.": (
        "Según los datos de referencia tal como están, todos con el mismo peso; referencia en filas, mapa en columnas."
    ),
    "These estimates hold for {} of the map.": "Estas estimaciones valen para el {} del mapa.",
    "drawn at random over the whole map": "al azar en todo el mapa",
    "drawn at random within the classes of the map": "al azar dentro de las clases del mapa",
    "clustered": "por conglomerados",
    "not stated": "no indicado",
    "as stated": "según lo indicado",
    "recognised from the sample": "reconocido en la muestra",
    "polygons": "polígonos",
    "Accuracy of {}": "Exactitud de {}",
    "Class map": "Mapa de clases",
    "Labels": "Datos de referencia",
    "Sampling design": "Diseño del muestreo",
    "Labels that count": "Datos de referencia válidos",
    "Overall accuracy of the labels": "Exactitud global de los datos de referencia",
    "Overall accuracy of the map": "Exactitud global del mapa",
    "Mean IoU": "IoU medio",
    "Warnings": "Advertencias",
    "To repeat this": "Para repetirlo",
    "Estimated areas": "Superficies estimadas",
}

SERIES = {
    "Land cover by date": "Cobertura del suelo por fecha",
    "Areas of classes, over the pixels that all dates have in common.": (
        "Superficies de las clases en los píxeles comunes a todas las fechas."
    ),
    "year": "año",
    "area (ha)": "superficie (ha)",
    "pixels": "píxeles",
    "class": "clase",
    "Changes between dates": "Cambios entre fechas",
    "from": "de",
    "to": "a",
    "changed": "cambiado",
    "largest changes": "mayores cambios",
    "Dates are compared on the grid of": "Comparado en la cuadrícula de",
    "Warnings": "Advertencias",
    "To repeat this": "Para repetirlo",
    "Changes between consecutive dates are detected separately and need not add up to differences of the maps.": (
        "Los cambios se detectan por separado entre fechas consecutivas y no tienen por qué sumar las "
        "diferencias entre los mapas."
    ),
}
