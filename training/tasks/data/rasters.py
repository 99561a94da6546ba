"""Labelled patches from the user's files: images with masks, rasters with polygons, labelled scenes.

Rasters and products are opened by the engine, which determines bands, units, scale and no data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.accuracy.class_map import ClassMap
from backend.catalog import store as model_store
from backend.common.errors import InputError
from backend.common.wording import counted
from backend.job.sources import find_scenes, scene_name
from backend.job.spec import JobSpec
from backend.labels.read import LabelFile, LabelPixels, place_labels, read_labels
from backend.raster.georeference import GeoReference
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.scene.open import Scene, conditions_of, open_scene
from backend.scene_models.examples import Example, Examples
from backend.scene_models.training import LARGEST_PX, examples_of
from backend.spectral.bands import UNKNOWN_GSD_M
from backend.spectral.resampling import Bands

from .patches import BandTable, Patch, Task

BLOCK_PX = 256
"""Side in pixels of the patches that large rasters are cut into, and of the blocks that are held out together."""
_SAME_NAME = ("", "_mask", "_label", "_labels", "_gt", "_classes")  # suffixes of a mask's name after that of its image
_MASKS = (".tif", ".tiff", ".png", ".bmp", ".img", ".bsq", ".dat", ".jp2", ".vrt")


@dataclass(frozen=True)
class Piece:
    """A patch before it is read: a window of a raster, and its labels."""

    source: str
    window: Window | None
    group: str
    labels: tuple[int, ...] = ()
    part: str = ""


@dataclass(frozen=True)
class RasterPatches:
    """Patches of rasters (see :class:`training.tasks.data.patches.LabelledPatches`).

    Attributes:
        task: task that the labels are for.
        classes: names of the classes.
        pieces: windows and labels of the patches.
        overrides: sensor settings that the files do not state, as from ``SensorOverrides.to_json``.
        mask_of: function that returns the mask (h, w) of a window of a source, for the task "dense".
    """

    task: Task
    classes: tuple[str, ...]
    pieces: tuple[Piece, ...]
    overrides: Mapping[str, Any] = field(default_factory=dict)
    mask_of: Callable[[str, Window], NDArray[np.uint8]] | None = None
    _contents: dict[str, NDArray[np.float32]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.pieces)

    def __getitem__(self, index: int, /) -> Patch:
        """Read a patch.

        Raises:
            InputError: the raster cannot be read.
            SensorError: the wavelengths, units or scale of the raster are not known.
        """
        piece = self.pieces[index]
        scene = opened(piece.source, self.overrides)
        try:
            meta = scene.meta
            window = piece.window or Window(0, 0, meta.height, meta.width)
            if piece.window is None and self.task != "dense" and max(meta.height, meta.width) > LARGEST_PX:
                raise InputError(
                    f"Scene {meta.path.name} has {meta.height} x {meta.width} pixels, but a side may have at most "
                    f"{LARGEST_PX}; label parts of it with polygons instead."
                )
            content = self._contents.get(piece.source)
            if content is None:  # quantiles of the whole raster, so read once
                content = conditions_of(scene, check=lambda: None)[0].content
                self._contents[piece.source] = content
            pixels, valid = read_normalised(scene.product, scene.normaliser, scene.bands, window)
            bands = Bands(scene.normaliser.center_nm, scene.normaliser.fwhm_nm)
            table = BandTable(bands, meta.sensor.name, scene.level, meta.sensor.gsd_m or UNKNOWN_GSD_M)
        finally:
            scene.product.close()
        mask = None if self.mask_of is None else self.mask_of(piece.source, window)
        return Patch(piece.source, pixels, valid, table, mask=mask, labels=piece.labels, content=content)

    def group(self, index: int, /) -> str:
        """Return the place."""
        return self.pieces[index].group

    def part(self, index: int, /) -> str:
        """Return the part of the split that the table states."""
        return self.pieces[index].part


def opened(source: str, overrides: Mapping[str, Any]) -> Scene:
    """Open a raster with the bands in the bundled model's range; the caller closes ``product``."""
    return open_scene(source, model_store.find(""), overrides)


def from_masks(
    images: Path, masks: Path, *, classes: Sequence[str] = (), overrides: Mapping[str, Any] | None = None
) -> RasterPatches:
    """Return the patches of a folder of images and a folder of masks with the same names.

    A mask is a raster with one band on the grid of its image: class numbers from 1, 0 for no label. The class names are
    ``classes``, else those of the first mask (tags, categories, a style file beside it), else the numbers.

    Raises:
        InputError: an image has no mask, a mask has no image, or the two differ in size.
    """
    for folder in (images, masks):
        if not folder.is_dir():
            raise InputError(f"Folder {folder} does not exist; give folders of images and of masks.")
    by_name = {path.stem: str(path) for path in sorted(masks.rglob("*")) if path.suffix.lower() in _MASKS}
    pairs = []
    for image in find_scenes([str(images)]):
        found = next((by_name[n] for e in _SAME_NAME if (n := scene_name(image) + e) in by_name), None)
        if found is not None and found != image:
            pairs.append((image, found))
    if not pairs:
        raise InputError(f"No image in {images} has a mask with the same name in {masks}; rename them.")
    values, stated = _values_of([mask for _, mask in pairs])
    names = _names_of(values, stated, classes)
    place = {value: position for position, value in enumerate(values, start=1)}
    pieces: list[Piece] = []
    for image, mask in pairs:
        pieces += _blocks(image, _shape_of(mask))
    return RasterPatches("dense", names, tuple(pieces), overrides or {}, _MaskFiles(dict(pairs), place))


def _values_of(masks: Sequence[str]) -> tuple[list[int], dict[int, str]]:
    """Return the class numbers in the masks, in order, and the names that the first mask states."""
    values: set[int] = set()
    stated: dict[int, str] = {}
    for number, path in enumerate(masks):
        with ClassMap(path) as found:
            for window in found.windows():
                pixels, valid = found.read(window)
                values |= set(np.unique(pixels[valid]).tolist())
            if number == 0:
                stated = {value: found.class_of(value).title for value in sorted(values - {0})}
    return sorted(values - {0}), stated


def _names_of(values: Sequence[int], stated: Mapping[int, str], classes: Sequence[str]) -> tuple[str, ...]:
    if classes:
        if max(values, default=0) > len(classes) or min(values, default=1) < 1:
            raise InputError(
                f"The masks hold the number {max(values)} and {counted(len(classes), 'class is', 'classes are')} "
                "named; name one for each number from 1."
            )
        return tuple(classes[value - 1] for value in values)
    return tuple(stated.get(value) or f"class {value}" for value in values)


def _shape_of(path: str) -> tuple[int, int]:
    import rasterio

    with rasterio.open(path) as source:
        return int(source.height), int(source.width)


@dataclass(frozen=True)
class _MaskFiles:
    """Masks by the paths of their images; ``place`` maps a class number to its position + 1."""

    files: Mapping[str, str]
    place: Mapping[int, int]

    def __call__(self, source: str, window: Window) -> NDArray[np.uint8]:
        """Return the mask of a window of an image."""
        with ClassMap(self.files[source]) as found:
            if window.row + window.height > found.height or window.col + window.width > found.width:
                raise InputError(
                    f"Mask {found.path.name} is smaller than its image; give a mask on the grid of the image."
                )
            values, valid = found.read(window)
        mask = np.zeros(values.shape, dtype=np.uint8)
        for value, position in self.place.items():
            mask[valid & (values == value)] = position
        return mask


def _blocks(source: str, shape: tuple[int, int]) -> list[Piece]:
    """Divide a raster into patches; a small raster is one patch and its own place."""
    height, width = shape
    name = scene_name(source)
    if max(shape) <= BLOCK_PX:
        return [Piece(source, None, name)]
    return [
        Piece(
            source, Window(row, col, min(BLOCK_PX, height - row), min(BLOCK_PX, width - col)),
            f"{name} {row // BLOCK_PX} {col // BLOCK_PX}",
        )
        for row in range(0, height, BLOCK_PX)
        for col in range(0, width, BLOCK_PX)
    ]  # fmt: skip


def from_polygons(
    rasters: Sequence[str], labels: Path, *, class_field: str, layer: str = "",
    overrides: Mapping[str, Any] | None = None,
) -> RasterPatches:  # fmt: skip
    """Return the labelled blocks of rasters that points or polygons lie on.

    Raises:
        InputError: the labels cannot be read or lie on none of the rasters.
    """
    found = read_labels(labels, field=class_field, layer=layer)
    placed = _Placed(found)
    pieces: list[Piece] = []
    for source in rasters:
        scene = opened(source, overrides or {})
        meta = scene.meta
        scene.product.close()
        reference = GeoReference(meta.geotransform, meta.crs_wkt)
        pixels = place_labels(found, reference, height=meta.height, width=meta.width)
        placed.add(source, pixels)
        for piece in _blocks(source, (meta.height, meta.width)):
            if piece.window is None or placed.mask(source, piece.window).any():
                pieces.append(piece)
    if not any(pixels.count for pixels in placed.pixels.values()):
        raise InputError(f"No label of {labels.name} lies on a raster; check that both cover the same place.")
    return RasterPatches("dense", found.classes, tuple(pieces), overrides or {}, placed.mask)


class _Placed:
    """Labelled pixels of several rasters, as masks of their windows."""

    def __init__(self, labels: LabelFile) -> None:
        self.labels = labels
        self.pixels: dict[str, LabelPixels] = {}

    def add(self, source: str, pixels: LabelPixels) -> None:
        """Add the labelled pixels of a raster."""
        self.pixels[source] = pixels

    def mask(self, source: str, window: Window) -> NDArray[np.uint8]:
        """Return the mask of a window."""
        pixels = self.pixels[source]
        rows, cols = pixels.rows - window.row, pixels.cols - window.col
        inside = (rows >= 0) & (rows < window.height) & (cols >= 0) & (cols < window.width)
        mask = np.zeros((window.height, window.width), dtype=np.uint8)
        mask[rows[inside], cols[inside]] = pixels.classes[inside] + 1
        return mask


def from_examples(spec: JobSpec) -> RasterPatches:
    """Return the labelled scenes of a trainscene job; training without torch uses the same scenes."""
    found: Examples = examples_of(spec)
    task: Task = "multi" if found.multi_label else "single"
    return RasterPatches(task, found.classes, tuple(_piece(item) for item in found.items), spec.overrides)


def _piece(item: Example) -> Piece:
    return Piece(item.source, item.window, item.group, item.labels, item.part)
