"""All labelled real scenes as one iterable, for training.

    for scene in labelled_scenes(data, leave_out=("berlin",)): ...

Rasters are read as in the product, with its readers, scaling and validity. Tables become scenes of one row of
independent pixels (``positions`` False). Doubtful labels, which are not used in evaluation, are returned with all
classes that they may stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backend.common.errors import InputError
from backend.products.registry import open_product
from backend.raster.source import read_normalised
from backend.raster.window import Window
from backend.spectral.bands import UNKNOWN_GSD_M
from backend.spectral.normalise import Normaliser
from backend.spectral.overrides import SensorOverrides
from backend.spectral.resampling import Bands
from training.real.benchmarks import FOLDS, SETS, RealSet

from .readers.rasters import Image
from .scene import Group, LabelledScene, Table

RANGE_NM = (350.0, 2600.0)
"""Bands outside this range are dropped: the input contract of the bundled models."""


def labelled_scenes(
    data: Path, *, leave_out: Sequence[str] = (), only: Sequence[str] = (), doubtful: bool = True
) -> Iterator[LabelledScene]:
    """Yield every labelled scene under ``data`` once.

    Args:
        data: folder of the labelled sets.
        leave_out: folds to exclude.
        only: names of sets; all by default.
        doubtful: whether to return labels that are not used in evaluation.

    Raises:
        InputError: a fold or set does not exist, or a file is damaged.
    """
    for given, known, kind in ((leave_out, FOLDS, "fold"), (only, tuple(s.name for s in SETS), "set")):
        for name in given:
            if name not in known:
                raise InputError(f"There is no {kind} '{name}' of real data; use one of {', '.join(known)}.")
    for real in SETS:
        if not real.repeats and real.fold not in leave_out and (not only or real.name in only):
            yield from _of_set(real, data, doubtful=doubtful)


def _of_set(real: RealSet, data: Path, *, doubtful: bool) -> Iterator[LabelledScene]:
    legend = {**real.legend, **(real.doubtful if doubtful else {})}
    if real.read is None:
        for image, label in real.scenes(data):
            yield _of_raster(real, image, label, legend)
        return
    found = real.read(data)
    if found is None:
        return
    whole = _row_of(found) if isinstance(found, Table) else found
    yield LabelledScene(
        name=real.name, set=real.name, fold=real.fold, pixels=whole.pixels.astype(np.float32), valid=whole.valid,
        bands=whole.bands, level=whole.level, sensor=whole.sensor, gsd_m=whole.gsd_m,
        labels=_known(whole.labels, legend), classes=legend,
        positions=not isinstance(found, Table),
    )  # fmt: skip


def _row_of(table: Table) -> Image:
    """Return a table of n pixels as an image of 1 x n."""
    pixels = table.pixels[None]
    finite = np.isfinite(pixels).all(axis=2)
    return Image(pixels, finite, table.labels[None], table.bands, table.level, table.sensor, table.gsd_m)


def _known(labels: NDArray[np.integer], legend: Mapping[int, Group]) -> NDArray[np.uint8]:
    return np.where(np.isin(labels, list(legend)), labels, 0).astype(np.uint8)


def _of_raster(real: RealSet, image: Path, label: Path, legend: Mapping[int, Group]) -> LabelledScene:
    import rasterio

    with open_product(image, SensorOverrides.from_json(dict(real.overrides))) as product:
        meta = product.meta
        centers = meta.sensor.bands.center_nm()
        low, high = RANGE_NM
        used = [i for i in meta.sensor.bands.used if low <= centers[i] <= high]
        normaliser = Normaliser(meta.sensor, used, band_nodata=meta.band_nodata)
        pixels, valid = read_normalised(product, normaliser, used, Window(0, 0, meta.height, meta.width))
    with rasterio.open(label) as source:
        labels = source.read(1)
    return LabelledScene(
        name=image.stem, set=real.name, fold=real.fold, pixels=np.moveaxis(pixels, 0, -1), valid=valid,
        bands=Bands(normaliser.center_nm, normaliser.fwhm_nm), level=meta.sensor.level or "L2",
        sensor=meta.sensor.name, gsd_m=meta.sensor.gsd_m or UNKNOWN_GSD_M,
        labels=_known(labels, legend), classes=legend,
    )  # fmt: skip
