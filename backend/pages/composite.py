"""The ``composite`` job: a colour picture of a raster on its own grid, or georeferenced, with contrast stretch."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..common.arrays import FloatArray
from ..common.cancellation import CancelToken
from ..common.errors import InputError, OutputError
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import InputFiles, check_targets
from ..common.outputs.temporary import check_disk
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.kinds.composite import Composing
from ..job.spec import JobSpec
from ..mapping.place import place_rasters
from ..products.base import Product
from ..products.belonging import files_of
from ..products.files.references import outside_files
from ..products.geometry.orthorectify import Placement, place
from ..products.registry import open_product
from ..raster.georeference import GeoReference
from ..raster.sink import GeoTiffSink, RasterLayer, block_side
from ..raster.source import read_normalised
from ..raster.window import Window
from ..spectral.composites import band_numbers
from ..spectral.normalise import Normaliser
from ..spectral.overrides import SensorOverrides
from .pictures import composite, limits_of, step_of

Send = Callable[[JobEvent], None]

_NODATA = 0
_SIDE = block_side(256)
_SAMPLE_PX = 1000  # longer side of the thinned raster from which the stretch is computed
_READ_VALUES = 1 << 22  # values read at a time
_SPARE_BYTES = 16 * 2**20  # of disk, kept free for the file system's own needs


def run_composite(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Write three bands of a raster as red, green and blue bytes; 0 is nodata.

    Args:
        spec: a job of kind "composite": ``outputs.image`` is the GeoTIFF, ``options.geometry`` as for a map.
        context: receives progress events and stops the job.

    Returns:
        The data of the result event: outputs, kind, bands (numbers from 1), wavelengths_nm, stretch (reflectance shown
        darkest and brightest in each band), warnings, seconds.

    Raises:
        InputError: the raster cannot be read, has no valid pixel or lacks the bands of this kind.
        OutputError: the picture cannot be written.
    """
    started = time.perf_counter()
    target = Path(str(spec.outputs.image))
    if target.suffix.lower() not in (".tif", ".tiff"):
        raise OutputError(f"Picture {target.name} must end in .tif; change its name.")
    with ExitStack() as stack:
        stack.enter_context(outside_files(spec.options.outside_files))
        product = stack.enter_context(open_product(spec.source, SensorOverrides.from_json(spec.overrides)))
        check_targets([(target, spec.options.overwrite)], files_of(product.meta, spec.source) | InputFiles())
        job = _Composite(product, spec, context.send, context.token)
        facts = job.write(target)
    return {**facts, "seconds": round(time.perf_counter() - started, 3)}


class _Composite:
    """One composite of an open product."""

    def __init__(self, product: Product, spec: JobSpec, send: Send, token: CancelToken) -> None:
        self._product, self._spec, self._send, self._token = product, spec, send, token
        self._kind, self._numbers = self._choose()
        self._bands = [number - 1 for number in self._numbers]
        meta = product.meta
        self._normaliser = Normaliser(meta.sensor, self._bands, band_nodata=meta.band_nodata)

    def _choose(self) -> tuple[str, tuple[int, int, int]]:
        meta, kind = self._product.meta, self._spec.asked(Composing).bands
        bands = [{"number": band.number, "center_nm": band.center_nm, "good": band.good} for band in meta.sensor.bands]
        found = band_numbers(bands, kind)
        if found is None:
            what = f"the bands of a composite of kind '{kind}'; choose another kind" if kind else "a band in use"
            raise InputError(f"'{meta.path.name}' lacks {what}.")
        return found

    def write(self, target: Path) -> dict[str, Any]:
        """Write the picture, all of it or nothing; return the data of the result."""
        meta = self._product.meta
        placement = None
        if self._spec.options.geometry == "map":
            placement = place(meta, extent=self._spec.extent, rows=self._spec.rows)
        size = (meta.height, meta.width) if placement is None else (placement.window.height, placement.window.width)
        folder = next(parent for parent in target.resolve().parents if parent.is_dir())
        check_disk(folder, 3 * size[0] * size[1] + _SPARE_BYTES)
        self._progress(0.0)
        stretch = self._stretch()
        with OutputSet() as files:
            path = files.add(target)
            if placement is None:
                self._write_grid(path, stretch, GeoReference(meta.geotransform, meta.crs_wkt))
            else:
                self._write_placed(path, stretch, placement)
            self._token.check()
        centers = [meta.sensor.bands.bands[i].center_nm for i in self._bands]
        return {
            "outputs": {"image": str(target)}, "kind": self._kind, "bands": list(self._numbers),
            "wavelengths_nm": centers, "stretch": [[float(low), float(high)] for low, high in stretch],
            "warnings": list(meta.warnings),
        }  # fmt: skip

    def _stretch(self) -> list[tuple[float, float]]:
        """Return the reflectance shown darkest and brightest in each band, from the thinned raster."""
        meta = self._product.meta
        area = Window(0, 0, meta.height, meta.width)
        step = step_of(meta.height, meta.width, _SAMPLE_PX)
        pixels, valid = composite(self._product, self._bands, area, step, self._normaliser, self._token.check)
        if not valid.any():
            raise InputError(f"'{meta.path.name}' has no valid pixel: all is nodata; check its nodata value and mask.")
        return limits_of(pixels, valid)

    def _layer(self) -> RasterLayer:
        names = []
        for color, place_ in zip(("red", "green", "blue"), self._bands):
            center = self._product.meta.sensor.bands.bands[place_].center_nm
            names.append(f"{color}: band {place_ + 1}" + ("" if center is None else f", {center:.0f} nm"))
        return RasterLayer(key="image", dtype="uint8", nodata=_NODATA, band_names=tuple(names))

    def _write_grid(self, path: Path, stretch: list[tuple[float, float]], reference: GeoReference) -> None:
        meta = self._product.meta
        sink = GeoTiffSink(
            path, self._layer(), height=meta.height, width=meta.width, reference=reference, side=_SIDE
        )  # fmt: skip
        try:
            for window in self._windows():
                self._token.check()
                pixels, valid = read_normalised(self._product, self._normaliser, self._bands, window)
                sink.write(window.row, window.col, as_bytes(pixels, valid, stretch))
                self._progress(window.row_end / meta.height)
            sink.close()
        finally:
            sink.discard()

    def _windows(self) -> list[Window]:
        """Return strips of complete file blocks, as wide as the raster."""
        meta, block = self._product.meta, self._product.block_shape[0]
        rows = max(1, _READ_VALUES // (3 * meta.width) // block) * block
        rows = min(rows, max(1, 8 * _READ_VALUES // (3 * meta.width)))
        return [
            Window(row, 0, min(rows, meta.height - row), meta.width) for row in range(0, meta.height, rows)
        ]  # fmt: skip

    def _write_placed(self, path: Path, stretch: list[tuple[float, float]], placement: Placement) -> None:
        """Write the picture in sensor geometry beside the target, then georeference it."""
        with TemporaryDirectory(dir=path.parent, prefix=".specaware-") as folder:
            plain = Path(folder) / "picture.tif"
            self._write_grid(plain, stretch, GeoReference(None, None))
            place_rasters(
                placement, [self._layer()], sources={"image": plain}, targets={"image": path}, side=_SIDE,
                check=self._token.check, count=lambda *_: None,
            )  # fmt: skip

    def _progress(self, fraction: float) -> None:
        self._send(JobEvent("progress", job=self._spec.id, fraction=round(min(fraction, 1.0), 3), message="composite"))


def as_bytes(pixels: FloatArray, valid: NDArray[np.bool_], stretch: list[tuple[float, float]]) -> NDArray[np.uint8]:
    """Return bytes (3, h, w): 1 to 255 between the limits of each band; 0 where reflectance (3, h, w) is not valid."""
    result = np.zeros(pixels.shape, dtype=np.uint8)
    for band, (low, high) in enumerate(stretch):
        scaled = np.clip((pixels[band] - low) / max(high - low, 1e-6), 0.0, 1.0)
        result[band] = np.where(valid, np.rint(1.0 + 254.0 * scaled), _NODATA)
    return result
