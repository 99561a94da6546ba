"""The real, labelled sets for evaluating models: their paths, the meaning of their labels, the places they are from.

The documentation of each set states its terms of use and its origin. The sets are not part of the product; they are
read from a folder that the user names. Training may read them too (``training.real.reading``), but never a set of the
fold that is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.real.readers import field as spectra
from training.real.readers import rasters, seasons, tables
from training.real.readers.rasters import Image
from training.real.scene import Group, Table
from training.real.storing import stored

OTHER = "other"
BUILT_UP: Group = ("built_up",)
LOW: Group = ("low_vegetation", "dry_vegetation")
TREE: Group = ("tree",)
SOIL: Group = ("bare_soil",)
WATER: Group = ("water",)
SNOW: Group = ("snow",)
VEGETATION: Group = ("low_vegetation", "tree", "dry_vegetation")
OPEN: Group = ("low_vegetation", "dry_vegetation", "bare_soil")
GROUND: Group = ("built_up", "bare_soil")
CLOUD: Group = ("cloud",)
SHADOW: Group = ("cloud_shadow",)
LAND: Group = ("built_up", "low_vegetation", "tree", "bare_soil", "dry_vegetation", "water", "snow", "burned")

TITLES: dict[Group, str] = {
    BUILT_UP: "built-up", LOW: "low vegetation", TREE: "tree", SOIL: "soil", WATER: "water", SNOW: "snow",
    VEGETATION: "vegetation", OPEN: "open", GROUND: "built-up or soil", CLOUD: "cloud", SHADOW: "cloud shadow",
    LAND: "clear",
}  # fmt: skip
"""Name of each group in tables."""


@dataclass(frozen=True)
class RealSet:
    """One labelled data set with one grouping of the classes.

    Attributes:
        name: short name, as in tables.
        title: description, as in tables.
        fold: place or flight; all sets of one fold are left out of training together.
        legend: label -> correct classes of the model; the classes of two labels are either equal or disjoint.
        images: glob pattern of the rasters, relative to the data folder; "" for sets that use ``read``.
        label_of: (text, replacement) that turns the relative path of an image into that of its label raster.
        overrides: sensor settings that the files lack.
        read: reader of a table of pixels, or of an image with a scaling that the product cannot know.
        doubtful: further labels, for training only: the classes they may stand for overlap with those of other labels.
        role: "tune" for sets on which choices were made, "seen" if scores were looked at between choices, "library" if
            the simulator mixes the set's own spectra, "new" for sets that did not influence the bundled models.
        weak: True if labels come from a map or from another model.
        repeats: the set that has the same pixels; only one of the two counts in means.
        counts: False for sets that are too small to count in means, or that no training can leave out.
    """

    name: str
    title: str
    fold: str
    legend: Mapping[int, Group]
    images: str = ""
    label_of: tuple[str, str] = ("", "")
    overrides: Mapping[str, object] = field(default_factory=dict)
    read: Callable[[Path], Table | Image | None] | None = None
    doubtful: Mapping[int, Group] = field(default_factory=dict)
    role: str = "seen"
    weak: bool = False
    repeats: str = ""
    counts: bool = True

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the scored groups, in the order of the legend."""
        return tuple(dict.fromkeys(TITLES[group] for group in self.legend.values()))

    @property
    def truth(self) -> dict[int, str]:
        """Label value -> name of its group."""
        return {label: TITLES[group] for label, group in self.legend.items()}

    @property
    def mapped(self) -> dict[str, str]:
        """Class name of the model -> name of its group; classes that are missing here count as errors ("other")."""
        return {name: TITLES[group] for group in self.legend.values() for name in group}

    @property
    def tabular(self) -> bool:
        """True for a table of pixels, in which neighbours have no meaning."""
        return self.read is not None and self.read.__module__ != rasters.__name__

    @property
    def source(self) -> str:
        """Identifier of the pixels: equal for two groupings of one scene."""
        return self.repeats or self.name

    def scenes(self, data: Path) -> list[tuple[Path, Path]]:
        """Sorted pairs of raster and label raster under ``data``; for a set with ``read``, its temporary rasters."""
        if self.read is not None:
            return stored(self.read, data)
        pairs = []
        for image in sorted(data.glob(self.images)):
            relative = image.relative_to(data).as_posix()
            label = data / relative.replace(*self.label_of)
            if label.exists() and label != image:
                pairs.append((image, label))
        return pairs

    def truth_positions(self, labels: NDArray[np.integer]) -> NDArray[np.int64]:
        """Label raster -> 0-based positions in ``groups``; -1 where a pixel is not scored."""
        groups = self.groups
        table = np.full(256, -1, dtype=np.int64)
        for value, group in self.truth.items():
            table[value] = groups.index(group)
        result: NDArray[np.int64] = table[labels]
        return result

    def mapped_positions(self, classes: NDArray[np.integer], names: Mapping[int, str]) -> NDArray[np.int64]:
        """Class map -> 0-based positions in ``groups`` + ("other",)."""
        groups, mapped = self.groups, self.mapped
        table = np.full(256, len(groups), dtype=np.int64)
        for value, name in names.items():
            group = mapped.get(name)
            if group is not None:
                table[value] = groups.index(group)
        result: NDArray[np.int64] = table[classes]
        return result


_POTSDAM = "enmap_potsdam/images/*.tif"
_BERLIN = {1: BUILT_UP, 2: BUILT_UP, 3: LOW, 4: TREE, 5: SOIL}
_GLACIER = {1: SNOW, 2: SNOW, 3: SNOW, 4: SOIL, 5: WATER}  # snow, shadowed snow, ice, rock, water

SETS: tuple[RealSet, ...] = (
    RealSet(
        name="potsdam4", title="EnMAP Potsdam, 4 classes", fold="potsdam", images=_POTSDAM,
        label_of=("images", "labels"), repeats="potsdam5",
        legend={1: BUILT_UP, 2: BUILT_UP, 3: VEGETATION, 4: VEGETATION, 5: SOIL, 6: WATER},
    ),
    RealSet(
        name="potsdam5", title="EnMAP Potsdam, 5 classes", fold="potsdam", images=_POTSDAM,
        label_of=("images", "labels"),
        legend={1: BUILT_UP, 2: BUILT_UP, 3: LOW, 4: TREE, 5: SOIL, 6: WATER},
    ),
    RealSet(
        name="hymap4", title="HyMap Berlin, 4 classes", fold="berlin", images="hymap_berlin/*.bsq",
        label_of=("HyMap02_Berlin_Urban_Gradient_2009.bsq", "HyMap02_label_L2_dominant.tif"),
        legend=_BERLIN, overrides={"level": "L2"}, role="tune",
    ),
    RealSet(
        name="enmap_berlin4", title="EnMAP simulated from HyMap, Berlin, 4 classes", fold="berlin",
        images="enmap_simulated_berlin/*.bsq",
        label_of=("EnMAP_BerlinUrbanGradient.bsq", "label_L2_dominant_30m.tif"),
        legend=_BERLIN, overrides={"level": "L2", "scale": 1e-4}, role="tune",
    ),
    RealSet(
        name="neon_crowns", title="NEON airborne, tree crowns", fold="neon", images="neon_trees/images/*.tif",
        label_of=("images", "labels"), legend=dict.fromkeys(range(1, 256), TREE),
        overrides={"sensor": "NEON AOP", "level": "L2", "scale": 1e-4}, role="tune",
    ),
    RealSet(
        name="sentinel2", title="Sentinel-2 L1C Brandenburg in winter, built-up / forest / water / open",
        fold="havelland", images="sentinel2_l1c/S2A*.tif",
        label_of=("S2A_L1C_T33UUU_20170216_stack13_10m.tif", "osm_landuse_label_10m.tif"),
        legend={5: BUILT_UP, 2: TREE, 7: WATER, 1: OPEN, 3: OPEN, 4: OPEN},
        overrides={"sensor": "Sentinel-2", "level": "L1", "scale": 1e-4}, role="tune", weak=True,
    ),
    RealSet(
        name="houston_casi", title="CASI Houston, radiance, pixels", fold="houston", read=tables.houston,
        legend={1: LOW, 2: LOW, 4: TREE, 5: SOIL, 6: WATER, **dict.fromkeys(range(7, 16), BUILT_UP)},
    ),
    RealSet(
        name="amazon_s2", title="Sentinel-2 L2A, river in the Amazon", fold="tapajos", read=rasters.amazon_sentinel2,
        legend={1: SOIL, 2: TREE, 4: WATER}, doubtful={3: GROUND},
    ),
    RealSet(
        name="amazon_tm", title="Landsat 5 TM L1, Amazon", fold="para", read=rasters.amazon_landsat5,
        legend={1: OPEN, 2: OPEN, 3: TREE, 4: WATER},
    ),
    RealSet(
        name="chiapas_1999", title="Landsat 7 ETM+, Chiapas, clear", fold="chiapas", read=rasters.chiapas_1999,
        legend={1: TREE, 3: LOW, 4: GROUND, 5: GROUND}, doubtful={2: WATER},
    ),
    RealSet(
        name="chiapas_2002", title="Landsat 7 ETM+, Chiapas, clouds", fold="chiapas", read=rasters.chiapas_2002,
        legend={rasters.CLEAR: LAND, rasters.CLOUD: CLOUD, rasters.SHADOW: SHADOW}, weak=True,
    ),
    RealSet(
        name="worldcereal", title="Sentinel-2 L2A, points worldwide", fold="worldcereal",
        read=seasons.worldcereal, legend={1: TREE, 2: LOW, 3: BUILT_UP, 4: SOIL, 5: WATER},
    ),
    RealSet(
        name="mato_grosso", title="MODIS Mato Grosso, field samples", fold="mato_grosso", read=seasons.mato_grosso,
        legend={1: TREE, 2: LOW, 4: LOW}, doubtful={3: VEGETATION},
    ),
    RealSet(
        name="mato_grosso_cube", title="MODIS Mato Grosso, samples of a cube", fold="mato_grosso",
        read=seasons.mato_grosso_cube, legend={1: TREE, 4: LOW},
    ),
    RealSet(
        name="glacier_s2", title="Sentinel-2 L2A, glaciers", fold="glaciers", read=tables.glacier_sentinel2,
        legend=_GLACIER, role="tune",
    ),
    RealSet(
        name="glacier_s2_toa", title="Sentinel-2 L1C, glaciers", fold="glaciers", read=tables.glacier_sentinel2_toa,
        legend=_GLACIER, role="tune",
    ),
    RealSet(
        name="glacier_landsat", title="Landsat 8/9 L2, glaciers", fold="glaciers", read=tables.glacier_landsat,
        legend=_GLACIER, role="tune",
    ),
    RealSet(
        name="glacier_planet", title="PlanetScope, 4 bands, glaciers", fold="glaciers", read=tables.glacier_planet,
        legend=_GLACIER, role="tune",
    ),
    RealSet(
        name="fuel_moisture", title="Sentinel-2 L1C composites, western US, trees and grass", fold="western_us",
        read=tables.fuel_moisture, legend={1: TREE, 2: LOW}, weak=True,
    ),
    RealSet(
        name="bc_plots", title="Sentinel-2 L2A, three plots in British Columbia", fold="british_columbia",
        read=tables.plots, legend={1: TREE, 2: LOW}, counts=False,
    ),
    RealSet(
        name="klum", title="Field spectra of urban materials", fold="klum", read=spectra.urban_materials,
        legend={1: BUILT_UP}, role="library", counts=False,
    ),
    RealSet(
        name="herbs", title="Field spectra of herbs, South Africa", fold="herbs", read=spectra.herbs, legend={1: LOW},
        role="library", counts=False,
    ),
)  # fmt: skip

FOLDS: tuple[str, ...] = tuple(dict.fromkeys(real.fold for real in SETS))
"""Places and flights, in the order of the sets."""
