"""Open a scene for a run: product, bands, area, model and conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..catalog import store as model_store
from ..catalog.cards import ModelCard
from ..common.errors import InputError, SensorError
from ..common.wording import counted
from ..engines.base import Conditions
from ..job.spec import JobSpec
from ..raster.georeference import GeoReference
from ..raster.sample import scene_sample
from ..raster.tiling.tiler import TileGrid
from ..raster.window import Window
from ..spectral.bands import UNKNOWN_GSD_M, Sensor
from ..spectral.inputs.attributes import attribute_note, attributes
from ..spectral.inputs.content import content_quantiles
from ..spectral.normalise import FEWEST_FOR_FILL, Normaliser, one_number, quadrature_weights
from ..spectral.overrides import SensorOverrides
from ..spectral.physics.plausible import fault, fault_sentence

if TYPE_CHECKING:
    from ..products.base import Product, RasterMeta
    from ..products.geometry.orthorectify import Placement

BAND_TOLERANCE_NM = 25.0
"""Largest distance in nm of a band from the model's own: Sentinel-2A and 2B differ by up to 17 nm."""
_MUCH_FILL = 0.05  # share of pixels
_FEW_BANDS = 2  # times the model's smallest number of bands; fewer give a warning


@dataclass(frozen=True)
class Scene:
    """A raster ready to be mapped by a model.

    ``bands``: 0-based positions of the used bands. ``account``: one entry per band of the raster, for the report.
    ``area``: the pixels to map. ``level``: the processing level passed to the model. ``placement``: how a map in sensor
    geometry is georeferenced; None if the map keeps the raster's own grid.
    """

    product: Product
    normaliser: Normaliser
    card: ModelCard
    bands: tuple[int, ...]
    account: tuple[dict[str, Any], ...]
    area: Window
    grid: TileGrid
    level: str
    warnings: tuple[str, ...]
    placement: Placement | None = None

    @property
    def meta(self) -> RasterMeta:
        """Metadata of the raster."""
        return self.product.meta

    @property
    def reference(self) -> GeoReference:
        """Georeference of the area."""
        return GeoReference(self.meta.geotransform, self.meta.crs_wkt).moved(self.area)


@dataclass(frozen=True)
class Area:
    """The requested part of a raster.

    ``extent``: (xmin, ymin, xmax, ymax) in its CRS (in the map's CRS if it is georeferenced). ``rows``: a half-open
    range. ``geometry``, for results from a raster in sensor geometry: "map" georeferences them, "sensor" leaves them as
    measured, "" does the same with a warning.
    """

    extent: tuple[float, float, float, float] | None = None
    rows: tuple[int, int] | None = None
    geometry: str = "map"


def scene_of_job(spec: JobSpec) -> Scene:
    """Open the raster and the model of a job; the caller closes ``product``.

    Raises:
        ModelError: there is no such model.
        SpecAwareError: see :func:`open_scene`.
    """
    return open_scene(
        spec.source,
        model_store.find(spec.model),
        spec.overrides,
        area=Area(spec.extent, spec.rows, spec.options.geometry if spec.declared.placed else ""),
        clouds=spec.options.clouds,
        outside_files_allowed=spec.options.outside_files,
    )


@contextmanager
def opened_scene(spec: JobSpec) -> Iterator[Scene]:
    """Open the scene of a job for the duration of a ``with`` block; errors as for :func:`scene_of_job`."""
    scene = scene_of_job(spec)
    with scene.product:
        yield scene


def open_scene(
    source: Path | str,
    card: ModelCard,
    overrides: Mapping[str, Any] | None = None,
    *,
    area: Area = Area(),
    clouds: str = "nodata",
    outside_files_allowed: bool = False,
) -> Scene:
    """Open a raster for a model and check that they fit; the caller closes ``product``.

    Args:
        source: any file or folder that a reader accepts.
        card: the model.
        overrides: the user's sensor settings, as written by ``SensorOverrides.to_json``.
        area: the requested part.
        clouds: one of :data:`backend.job.spec.CLOUDS`.
        outside_files_allowed: whether a VRT or HDF5 file may read files outside its own folder.

    Raises:
        InputError: the raster cannot be read, or the extent or rows are outside it.
        SensorError: wavelengths, level, units or scale are missing, or do not fit the model.
    """
    from ..products.base import ensure_ready
    from ..products.files.references import outside_files
    from ..products.registry import open_product
    from .clouds import hide_clouds

    with outside_files(outside_files_allowed):
        opened = open_product(source, SensorOverrides.from_json(dict(overrides or {})))
    product = hide_clouds(opened, clouds)
    try:
        meta = product.meta
        _check_count(meta, card)
        ensure_ready(meta)
        bands, account = choose_bands(meta.sensor, card, name=meta.path.name)
        level, notes = _level(meta.sensor, card)
        placement = _placement(area, meta)
        return Scene(
            product=product,
            normaliser=Normaliser(meta.sensor, bands, band_nodata=meta.band_nodata),
            card=card,
            bands=bands,
            account=account,
            area=_window(area, meta) if placement is None else placement.area,
            grid=TileGrid.of(meta.height, meta.width, size=card.window_px, overlap=card.overlap_px),
            level=level,
            warnings=(*meta.warnings, *notes, *_notes(meta, area), *scope_warnings(meta.sensor, card, len(bands))),
            placement=placement,
        )
    except BaseException:
        product.close()
        raise


def _check_count(meta: RasterMeta, card: ModelCard) -> None:
    """Refuse a raster with too few bands before the user is asked about them.

    Raises:
        SensorError: there are fewer bands than the model needs, not counting masks.
    """
    count = sum(band.good_origin != "alpha band" for band in meta.sensor.bands)
    if count < card.min_bands:
        raise SensorError(
            f"'{meta.path.name}' has {counted(count, 'band')} but model '{card.name}' needs "
            f"{card.min_bands} or more; use a multispectral or hyperspectral raster."
        )


def _placement(area: Area, meta: RasterMeta) -> Placement | None:
    """Return how a map in sensor geometry is georeferenced, if requested."""
    if area.geometry != "map":
        return None
    from ..products.geometry.orthorectify import place

    return place(meta, extent=area.extent, rows=area.rows)


def _notes(meta: RasterMeta, area: Area) -> list[str]:
    """Return notes for the user on how the raster is interpreted."""
    note = attribute_note(meta.sensor.name)
    notes = [note] if note else []
    if meta.geolocation is not None and meta.geotransform is None and not area.geometry:
        notes.append(f"{meta.path.name} is in sensor geometry, and so are the results.")
    return notes


def scope_warnings(sensor: Sensor, card: ModelCard, used: int) -> list[str]:
    """Return warnings about data beyond the model's training: bands outside its range, and few bands."""
    low, high = card.center_nm
    outside = sum(b.good and b.center_nm is not None and not low <= b.center_nm <= high for b in sensor.bands)
    found = []
    if outside:
        found.append(
            f"{outside} of {counted(len(sensor.bands), 'band')} {'lies' if outside == 1 else 'lie'} outside the "
            f"{low:g}-{high:g} nm that model '{card.name}' was trained on and are not used."
        )
    if used < _FEW_BANDS * card.min_bands and card.properties.get("specaware:bands_nm") is None:
        found.append(
            f"Only {counted(used, 'band')} can be used, and model '{card.name}' needs at least {card.min_bands}: "
            "classes that look similar in so few bands are confused; check the wavelengths and bad bands."
        )
    return found


def choose_bands(sensor: Sensor, card: ModelCard, *, name: str) -> tuple[tuple[int, ...], tuple[dict[str, Any], ...]]:
    """Return the positions of the bands a model uses, and an account of all bands.

    Each entry of the account: number, center_nm, fwhm_nm, used, reason (if not used), origin, fwhm_origin, good_origin.

    Raises:
        SensorError: there are no wavelengths, or too few bands within the model's range.
    """
    if not sensor.bands.has_wavelengths and not sensor.bands.used:
        raise SensorError(f"Raster {name} has no wavelengths; give the sensor or a list of wavelengths.")
    low, high = card.center_nm
    used, account = [], []
    for position, band in enumerate(sensor.bands):
        reason = ""
        if band.center_nm is None:
            reason = "no wavelength"
        elif not band.good:
            reason = "marked as bad"
        elif not low <= band.center_nm <= high:
            reason = f"outside the model's range of {low:g}-{high:g} nm"
        else:
            used.append(position)
        account.append({
            "number": band.number, "center_nm": band.center_nm, "fwhm_nm": band.fwhm_nm, "used": not reason,
            "reason": reason, "origin": band.origin, "fwhm_origin": band.fwhm_origin, "good_origin": band.good_origin,
        })  # fmt: skip
    if len(used) < card.min_bands:
        raise SensorError(
            f"Raster {name} has {counted(len(used), 'usable band')} between {low:g} and {high:g} nm but model "
            f"'{card.name}' needs {card.min_bands}; check its wavelengths and bad bands, or choose another model."
        )
    chosen = made_for(sensor, card, tuple(used), name=name)
    for position in set(used) - set(chosen):
        account[position] |= {"used": False, "reason": "not one of the model's bands"}
    return chosen, tuple(account)


def made_for(sensor: Sensor, card: ModelCard, used: tuple[int, ...], *, name: str) -> tuple[int, ...]:
    """Return a fixed-band model's bands in its order, each the usable band nearest to a centre; else all usable bands.

    Raises:
        SensorError: the raster lacks a band.
    """
    centers_nm = card.properties.get("specaware:bands_nm")
    if centers_nm is None:
        return used
    have = sensor.bands.center_nm()[list(used)]
    nearest = [int(np.argmin(np.abs(have - center))) for center in centers_nm]
    far = [c for c, i in zip(centers_nm, nearest) if abs(have[i] - c) > BAND_TOLERANCE_NM]
    if far or len(set(nearest)) < len(centers_nm):
        wanted = ", ".join(f"{c:.0f}" for c in far or centers_nm)
        raise SensorError(
            f"Model '{card.name}' needs bands near {wanted} nm, which {name} lacks; choose a raster of its sensor, or "
            "a model for any bands."
        )
    return tuple(used[i] for i in nearest)


def _level(sensor: Sensor, card: ModelCard) -> tuple[str, list[str]]:
    """Return the processing level to pass to the model, and warnings."""
    level, notes = sensor.level, []
    if level is None:
        level = "L1" if sensor.quantity == "radiance" else "L2"
        notes.append(f"The processing level is unknown and assumed to be {level}; give it if that is wrong.")
    if level not in card.levels:
        raise SensorError(
            f"Model '{card.name}' accepts level {' or '.join(card.levels)} but the raster is {level}; "
            "choose another model."
        )
    return level, notes


def _window(wanted: Area, meta: RasterMeta) -> Window:
    """Return the requested pixels: the extent, snapped outwards to the grid, limited to the rows."""
    area = Window(0, 0, meta.height, meta.width)
    if wanted.extent is not None:
        reference = GeoReference(meta.geotransform, meta.crs_wkt)
        area = reference.window_of(wanted.extent, height=meta.height, width=meta.width)
    if wanted.rows is not None:
        first, end = wanted.rows
        part = area.intersect(Window(first, 0, end - first, meta.width))
        if part is None:
            raise InputError(f"Rows {first}:{end} are outside of what is mapped; the raster has rows 0:{meta.height}.")
        area = part
    return area


def conditions_of(scene: Scene, *, check: Callable[[], None]) -> tuple[Conditions, tuple[str, ...]]:
    """Return the model's conditions from a fixed sample of the whole raster, and warnings.

    Raises:
        InputError: the raster has no valid pixel.
        SensorError: most of its values cannot be reflectance.
        CancelledError: ``check`` raised it.
    """
    from .clouds import hides_clouds

    meta, normaliser = scene.meta, scene.normaliser
    sample = scene_sample(
        scene.product,
        normaliser,
        scene.bands,
        height=meta.height,
        width=meta.width,
        block_shape=scene.product.block_shape,
        check=check,
    )  # (C, N)
    if sample.shape[1] == 0:
        if hides_clouds(scene.product):
            raise InputError(f"All of {meta.path.name} is nodata, cloud or cloud shadow; keep clouds to map it.")
        raise InputError(f"Raster {meta.path.name} has no valid pixel: all is nodata; check its nodata value and mask.")
    check()
    conditions = Conditions(
        center_nm=np.asarray(normaliser.center_nm, dtype=np.float32),
        fwhm_nm=np.asarray(normaliser.fwhm_nm, dtype=np.float32),
        weight=quadrature_weights(normaliser.center_nm, normaliser.fwhm_nm).astype(np.float32),
        attributes=attributes(meta.sensor.name, scene.level),
        content=content_quantiles(sample, count=scene.card.content_quantiles),
        gsd_m=meta.sensor.gsd_m or UNKNOWN_GSD_M,
        level=scene.level,
    )
    return conditions, _check_scale(sample, scene)


def _check_scale(sample: np.ndarray, scene: Scene) -> tuple[str, ...]:
    """Return warnings about implausible reflectance (C, N).

    Raises:
        SensorError: most values cannot be reflectance, or many pixels hold the same number in all bands.
    """
    name, (low, high) = scene.meta.path.name, scene.card.reflectance
    found = fault(sample)
    if found is not None:
        raise SensorError(fault_sentence(found, name=name, radiance=scene.meta.sensor.quantity == "radiance"))
    if (
        len(sample) >= FEWEST_FOR_FILL
        and scene.meta.sensor.band_scale is None
        and (share := float(one_number(sample).mean())) > _MUCH_FILL
    ):
        raise SensorError(
            f"{share:.0%} of the pixels of '{name}' hold the same number in all bands, which no surface does; give "
            "that number as nodata."
        )
    share = float(np.mean((sample < low) | (sample > high)))
    if share > 0.05:
        return (f"{share:.0%} of the values of {name} are outside {low:g} to {high:g}, the model's training range.",)
    return ()
