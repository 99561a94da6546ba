"""The real, labelled scenes on which models are judged: where they lie, what labels mean, how classes are grouped.

Nothing here is used in training. Terms and origins of the scenes are stated in the documentation of each data set; they
are not part of the product and are read from a folder that the user names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VEGETATION = ("low_vegetation", "tree", "dry_vegetation")
OTHER = "other"


@dataclass(frozen=True)
class RealSet:
    """One labelled data set and one way to group classes.

    Attributes:
        name: short name, as in tables.
        title: what it is.
        images: glob pattern of the rasters, relative to the data folder.
        label_of: (text, replacement) that turns an image's relative path into its label raster's.
        groups: names of the groups that are scored, in order.
        truth: label value -> group.
        mapped: class name of the model -> group; what is missing counts as an error ("other").
        overrides: sensor settings that the files do not carry.
        role: "report" for figures that are published, "tune" for sets on which choices may be made.
    """

    name: str
    title: str
    images: str
    label_of: tuple[str, str]
    groups: tuple[str, ...]
    truth: Mapping[int, str]
    mapped: Mapping[str, str]
    overrides: Mapping[str, object] = field(default_factory=dict)
    role: str = "tune"

    def scenes(self, data: Path) -> list[tuple[Path, Path]]:
        """Pairs of raster and label raster that exist under ``data``, sorted."""
        pairs = []
        for image in sorted(data.glob(self.images)):
            relative = image.relative_to(data).as_posix()
            label = data / relative.replace(*self.label_of)
            if label.exists() and label != image:
                pairs.append((image, label))
        return pairs

    def truth_positions(self, labels: NDArray[np.integer]) -> NDArray[np.int64]:
        """Label raster -> 0-based positions in ``groups``; -1 where a pixel is not scored."""
        table = np.full(256, -1, dtype=np.int64)
        for value, group in self.truth.items():
            table[value] = self.groups.index(group)
        result: NDArray[np.int64] = table[labels]
        return result

    def mapped_positions(self, classes: NDArray[np.integer], names: Mapping[int, str]) -> NDArray[np.int64]:
        """Class map -> 0-based positions in ``groups`` + ("other",)."""
        table = np.full(256, len(self.groups), dtype=np.int64)
        for value, name in names.items():
            group = self.mapped.get(name)
            if group is not None:
                table[value] = self.groups.index(group)
        result: NDArray[np.int64] = table[classes]
        return result


_POTSDAM = "enmap_potsdam/images/*.tif"
_URBAN5 = {"built_up": "impervious", "low_vegetation": "low vegetation", "dry_vegetation": "low vegetation"}
_URBAN5 |= {"tree": "tree", "bare_soil": "soil", "water": "water"}
_URBAN4 = {k: v for k, v in _URBAN5.items() if v != "water"}
_HYMAP_TRUTH = {1: "impervious", 2: "impervious", 3: "low vegetation", 4: "tree", 5: "soil"}

SETS: tuple[RealSet, ...] = (
    RealSet(
        name="potsdam4",
        title="EnMAP Potsdam, 4 classes",
        images=_POTSDAM,
        label_of=("images", "labels"),
        groups=("impervious", "vegetation", "soil", "water"),
        truth={1: "impervious", 2: "impervious", 3: "vegetation", 4: "vegetation", 5: "soil", 6: "water"},
        mapped={
            "built_up": "impervious", **dict.fromkeys(VEGETATION, "vegetation"), "bare_soil": "soil", "water": "water"
        },
        role="report",
    ),
    RealSet(
        name="potsdam5",
        title="EnMAP Potsdam, 5 classes",
        images=_POTSDAM,
        label_of=("images", "labels"),
        groups=("impervious", "low vegetation", "tree", "soil", "water"),
        truth={1: "impervious", 2: "impervious", 3: "low vegetation", 4: "tree", 5: "soil", 6: "water"},
        mapped=_URBAN5,
        role="report",
    ),
    RealSet(
        name="hymap4",
        title="HyMap Berlin, 4 classes",
        images="hymap_berlin/*.bsq",
        label_of=("HyMap02_Berlin_Urban_Gradient_2009.bsq", "HyMap02_label_L2_dominant.tif"),
        groups=("impervious", "low vegetation", "tree", "soil"),
        truth=_HYMAP_TRUTH,
        mapped=_URBAN4,
        overrides={"level": "L2"},
    ),
    RealSet(
        name="enmap_berlin4",
        title="EnMAP simulated from HyMap, Berlin, 4 classes",
        images="enmap_simulated_berlin/*.bsq",
        label_of=("EnMAP_BerlinUrbanGradient.bsq", "label_L2_dominant_30m.tif"),
        groups=("impervious", "low vegetation", "tree", "soil"),
        truth=_HYMAP_TRUTH,
        mapped=_URBAN4,
        overrides={"level": "L2", "scale": 1e-4},
    ),
    RealSet(
        name="neon_crowns",
        title="NEON crowns called tree",
        images="neon_trees/images/*.tif",
        label_of=("images", "labels"),
        groups=("tree",),
        truth=dict.fromkeys(range(1, 256), "tree"),
        mapped={"tree": "tree"},
        overrides={"sensor": "NEON AOP", "level": "L2", "scale": 1e-4},
    ),
    RealSet(
        name="sentinel2",
        title="Sentinel-2 L1C Brandenburg in winter, forest / water / built-up / open (weak labels)",
        images="sentinel2_l1c/S2A*.tif",
        label_of=("S2A_L1C_T33UUU_20170216_stack13_10m.tif", "osm_landuse_label_10m.tif"),
        groups=("built-up", "forest", "water", "open"),
        truth={1: "open", 2: "forest", 3: "open", 4: "open", 5: "built-up", 7: "water"},
        mapped={
            "built_up": "built-up", "tree": "forest", "water": "water", "low_vegetation": "open",
            "dry_vegetation": "open", "bare_soil": "open",
        },
        overrides={"sensor": "Sentinel-2", "level": "L1", "scale": 1e-4},
    ),
)  # fmt: skip
