"""Pictures of an evaluation: maps with colour composites, and reliability diagrams. Needs matplotlib."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.catalog.cards import ModelCard
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import open_scene
from training.evaluation.mapping import Mapper
from training.real.benchmarks import RealSet

FALSE_COLOUR_NM = (850.0, 660.0, 560.0)
"""Near infrared, red and green displayed as red, green and blue, so that vegetation is red."""
_MOST_SCENES = 12
_OF_ONE_COLOUR = 3  # groups with more classes are drawn in grey
_STRETCH = (2.0, 98.0)  # percentiles that become black and white


def composite(image: Path, real: RealSet, card: ModelCard) -> NDArray[np.float32]:
    """Return a false-colour picture (h, w, 3) in 0..1 of a scene."""
    scene = open_scene(image, card, real.overrides)
    with scene.product:
        area = Window(0, 0, scene.meta.height, scene.meta.width)
        centers = np.asarray(scene.normaliser.center_nm)
        nearest = [int(np.abs(centers - wanted).argmin()) for wanted in FALSE_COLOUR_NM]
        pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, area)
    chosen = pixels[nearest].transpose(1, 2, 0)  # (3, h, w) -> (h, w, 3)
    low, high = np.percentile(chosen[valid], _STRETCH, axis=0)
    picture: NDArray[np.float32] = np.clip((chosen - low) / np.maximum(high - low, 1e-6), 0, 1)
    picture[~valid] = 0
    return picture


def draw_maps(real: RealSet, mapper: Mapper, data: Path, path: Path) -> None:
    """Draw the scenes of a set, each as composite, map and labels from top to bottom, with a legend."""
    import rasterio
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    scenes = real.scenes(data)[:_MOST_SCENES]
    figure = Figure(figsize=(2.2 * max(len(scenes), 3), 7), layout="constrained")
    axes = figure.subplots(3, len(scenes), squeeze=False)
    for column, (image, label) in enumerate(scenes):
        with rasterio.open(label) as source:
            truth = real.truth_positions(source.read(1).astype(np.uint8))
        classes = mapper.map(image, dict(real.overrides)).classes
        pictures = (
            composite(image, real, mapper.card),
            _coloured(classes, mapper.card),
            _labels(truth, real, mapper.card),
        )
        for row, picture in enumerate(pictures):
            axes[row][column].imshow(picture, interpolation="nearest")
            axes[row][column].set_axis_off()
    for row, title in enumerate(("850, 660, 560 nm", "map", "labels")):
        axes[row][0].set_title(title, loc="left", fontsize=9)
    patches = [Patch(color="#{:02x}{:02x}{:02x}".format(*c.color), label=c.title) for c in mapper.card.classes]
    figure.legend(handles=patches, loc="outside lower center", ncols=4, fontsize=8)
    figure.suptitle(textwrap.fill(f"{real.title}: {mapper.card.name}, no labels used", 70), fontsize=10)
    figure.savefig(path, dpi=110)


def _coloured(classes: NDArray[np.uint8], card: ModelCard) -> NDArray[np.float32]:
    table = np.zeros((256, 3), dtype=np.float32)
    for entry in card.classes:
        table[entry.value] = np.array(entry.color) / 255
    coloured: NDArray[np.float32] = table[classes]
    return coloured


def _labels(truth: NDArray[np.int64], real: RealSet, card: ModelCard) -> NDArray[np.float32]:
    """Return labels (h, w) in the colour of the first class that maps to their group."""
    table = np.zeros((len(real.groups) + 1, 3), dtype=np.float32)  # the last row is for pixels without a label
    groups = list(real.mapped.values())
    for entry in reversed(card.classes):
        group = real.mapped.get(entry.name)
        if group is not None:
            grey = groups.count(group) > _OF_ONE_COLOUR
            table[real.groups.index(group)] = 0.75 if grey else np.array(entry.color) / 255
    coloured: NDArray[np.float32] = table[truth]
    return coloured


def draw_reliability(reports: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Draw accuracy against confidence for all sets of one model."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 6), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="0.6", linewidth=1)
    for report in reports:
        bins = [b for b in report["reliability"] if b["pixels"]]
        axes.plot(
            [b["confidence"] for b in bins], [b["accuracy"] for b in bins], marker="o", markersize=3,
            label=f"{report['set']}, ECE {report['ece']:.3f}",
        )  # fmt: skip
    axes.set(xlabel="confidence", ylabel="accuracy", xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.set_title(f"Reliability of {reports[0]['model']}, no labels used", fontsize=10)
    axes.legend(fontsize=8)
    figure.savefig(path, dpi=110)
