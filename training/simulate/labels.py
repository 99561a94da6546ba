"""Classes of the simulator, and the tables that map every library's own labels to them."""

from __future__ import annotations

GROUND = ("roof", "pavement", "low_vegetation", "tree", "bare_soil", "dry_vegetation", "water", "snow", "burned")
"""Classes of ground cover, to which the materials belong."""

CLASSES = (*GROUND, "cloud", "cloud_shadow")
"""Training classes in the order of the fraction axis; products may merge them (roof + pavement = built-up)."""

CLASS_INDEX = {name: position for position, name in enumerate(CLASSES)}

COLOURS = ("c8102e", "8c8c8c", "9ccb3b", "1a6b2f", "b5834a", "e3cf75", "2b6cb0", "e8f4fb", "3b2a2a", "f6c1d9", "5e4b7a")
"""Colours (RRGGBB) of the classes, for label rasters and picture sheets."""

# earthlib 1.1.0 (MIT), data/spectra.csv: (LEVEL_2, LEVEL_3) -> class; None = not used.
# The 2,000 simulated canopies of earthlib are not used: canopies.py models its own, with known traits.
EARTHLIB: dict[tuple[str, str], str | None] = {
    ("built", "comp_shingle"): "roof",
    ("built", "concrete_tile"): "roof",
    ("built", "wood_shingle"): "roof",
    ("built", "tile"): "roof",
    ("built", "metal"): "roof",
    ("built", "glass"): "roof",
    ("built", "paint"): "roof",
    ("built", "gravel"): "roof",
    ("built", "asphalt"): "roof",
    ("built", "mixed"): "roof",
    ("built", "other"): None,
    ("built", "manhole"): None,
    ("built", "road"): "pavement",
    ("built", "parking_lot"): "pavement",
    ("built", "sidewalk"): "pavement",
    ("built", "driveway"): "pavement",
    ("built", "bridge"): "pavement",
    ("bare", "soil"): "bare_soil",
    ("bare", "sand"): "bare_soil",
    ("bare", "gravel"): "bare_soil",
    ("bare", "dirt"): "bare_soil",
    ("burned", "char"): "burned",
    ("npv", "litter"): "dry_vegetation",
    ("npv", "npv"): "dry_vegetation",
    ("npv", "bark"): "dry_vegetation",
    ("npv", "wood"): "dry_vegetation",
    ("vegetation", "canopy"): None,
}

# roberts2017_urban.csv (Roberts et al. 2017, Santa Barbara): rules on (Level_2, Level_3), first match wins; "" = any.
ROBERTS: tuple[tuple[str, str, str | None], ...] = (
    ("GV", "tree", "tree"),
    ("GV", "shrub", "tree"),
    ("GV", "grass", "low_vegetation"),
    ("GV", "sports_field", "low_vegetation"),
    ("GV", "herb", "low_vegetation"),
    ("GV", "", None),
    ("NPV", "", "dry_vegetation"),
    ("turf", "", None),
    ("SOIL", "", "bare_soil"),
    ("ROCK", "", "bare_soil"),
    ("paved", "tennis", None),
    ("paved", "sport_surface", None),
    ("paved", "", "pavement"),
    ("roof", "solar_panel", "roof"),
    ("roof", "plastic", "roof"),
    ("roof", "", "roof"),
    ("water", "", "water"),
)

# Level_7 species or materials whose class differs from the rule above.
ROBERTS_LEVEL_7: dict[str, str | None] = {
    "MARSH": None,  # wet marsh is neither lawn nor water
    "BRNI": "low_vegetation",  # black mustard, a herb
    "BARE_SOIL_PARKING_LOT": "bare_soil",
    "LICHEN": None,
    "UNKNOWN": None,
    "GREENHOUSE": "roof",
    "IRGR": "low_vegetation",  # irrigated grass
}

# Minerals of the USGS 1995 library that are common at the land surface; the rest are ores, gems or reagents.
USGS_ROCK = (
    "quartz", "calcite", "dolomite", "gypsum", "kaolin", "montmorillonite", "illite", "muscovite", "microcline",
    "albite", "orthoclase", "oligoclase", "andesine", "labradorite", "sanidine", "hematite", "goethite", "limonite",
    "desert_varnish", "halite", "anhydrite", "chlorite", "clinochlore", "biotite", "hornblende", "augite", "opal",
    "chalcedony", "chert", "nontronite", "smectite", "halloysite", "saponite", "vermiculite", "palygorskite",
    "serpentine", "olivine", "diopside", "enstatite", "magnesite", "alunite", "jarosite", "trona", "thenardite",
)  # fmt: skip
