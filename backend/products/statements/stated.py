"""Metadata stated by a raster file: from GDAL, an ENVI header, and a STAC Item beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from ...common.errors import InputError
from ..files.dataset import open_dataset
from ..files.gdal import descriptions_of
from ..files.package import parse_xml
from .evidence import Evidence, of_band_items, of_header, of_imagery, of_names, of_stac
from .naming import of_file_name

Tags = Mapping[str, str]
_LARGEST_VRT = 50_000_000  # bytes


@dataclass(frozen=True)
class _Said:
    """Metadata from GDAL: items and IMAGERY items of each band, band names, scales and offsets, dataset items."""

    items: Sequence[Tags]
    imagery: Sequence[Tags]
    names: Sequence[str]
    scales: Sequence[tuple[float, float]]
    tags: Tags

    @classmethod
    def of(cls, dataset: Any) -> _Said:  # noqa: ANN401 - rasterio is untyped
        return cls(
            items=[dataset.tags(i) for i in dataset.indexes],
            imagery=[dataset.tags(i, ns="IMAGERY") for i in dataset.indexes],
            names=descriptions_of(dataset),
            scales=list(zip(map(float, dataset.scales), map(float, dataset.offsets), strict=True)),
            tags=dataset.tags(),
        )

    def beyond(self, other: _Said) -> _Said:
        """Return the metadata that ``other`` lacks or states differently."""
        pairs = zip(self.scales, other.scales, strict=True)
        return _Said(
            items=[_beyond(mine, its) for mine, its in zip(self.items, other.items, strict=True)],
            imagery=[_beyond(mine, its) for mine, its in zip(self.imagery, other.imagery, strict=True)],
            names=[mine if mine != its else "" for mine, its in zip(self.names, other.names, strict=True)],
            scales=self.scales if any(mine != its for mine, its in pairs) else [(1.0, 0.0)] * len(self.scales),
            tags=_beyond(self.tags, other.tags),
        )

    def evidence(self, confirmed: str | None) -> dict[str, Evidence]:
        """Return evidence by source."""
        return {
            "items": of_band_items(self.items, confirmed),
            "imagery": of_imagery(self.imagery),
            "tags": of_header(self.tags, len(self.items), "dataset item", confirmed),
            "names": of_names(self.names, confirmed),
            "scales": scales(self.scales),
        }


def _beyond(mine: Tags, its: Tags) -> Tags:
    return {key: value for key, value in mine.items() if its.get(key) != value}


def evidence_of(
    dataset: Any,  # noqa: ANN401
    path: Path,
    confirmed: str | None,
    *,
    header: Mapping[str, str] | None = None,
) -> list[Evidence]:
    """Return what an open dataset states, most trusted first.

    Args:
        dataset: the open rasterio dataset.
        path: the file.
        confirmed: the user's wavelength unit.
        header: fields of the ENVI header if parsed here; by default GDAL's copy of it.
    """
    if dataset.driver == "ENVI" or header is not None:
        return _of_envi(dataset, path, confirmed, dataset.tags(ns="ENVI") if header is None else header)
    said = _Said.of(dataset).evidence(confirmed)
    fields = of_header(dataset.tags(ns="ENVI"), dataset.count, "ENVI header", confirmed)
    found = [said["items"], fields, said["imagery"], said["tags"], said["names"], said["scales"]]
    if dataset.driver == "VRT" and not any(descriptions_of(dataset)):
        found += _of_sources(path, dataset.count)
    return found + _beside(path, dataset.count)


def _of_sources(vrt: Path, count: int) -> list[Evidence]:
    """Return evidence from the names of a virtual raster's source files, if each band has one file."""
    if not vrt.is_file() or vrt.stat().st_size > _LARGEST_VRT:
        return []
    try:
        root = parse_xml(vrt.read_text(encoding="utf-8", errors="replace"), vrt.name)
    except InputError:
        return []
    sources = [band.findtext(".//SourceFilename") or "" for band in root.iter("VRTRasterBand")]
    stems = [PurePosixPath(source.replace("\\", "/")).stem for source in sources]
    if len(set(stems)) != count or len(stems) != count:
        return []
    product = next(
        (part for part in sources[0].replace("\\", "/").split("/") if part.upper().endswith(".SAFE")), stems[0]
    )
    return [Evidence(origin="VRT source", names=tuple(stems)), replace(of_file_name(product), origin="VRT source")]


def _of_envi(
    dataset: Any,  # noqa: ANN401
    path: Path,
    confirmed: str | None,
    header: Mapping[str, str],
) -> list[Evidence]:
    """Return the evidence from an ENVI header and files beside it, most trusted first.

    The header is only taken from ``header``: GDAL truncates its lists to the number of bands and splits them at decimal
    commas and at commas inside names. Of GDAL's metadata only those in its own file beside the raster (``.aux.xml``)
    are used.
    """
    names = [name.strip() for name in header.get("band_names", "").strip("{} \t").split(",")]
    stated = [of_header(header, dataset.count, "ENVI header", confirmed)]
    if any(names):
        stated.append(of_names(names if names[-1] else names[:-1], confirmed))
    if any(str(file).lower().endswith(".aux.xml") for file in dataset.files):
        added = _added(dataset, path).evidence(confirmed)
        stated = [added["items"], *stated, added["imagery"], added["tags"], added["names"], added["scales"]]
    return stated + _beside(path, dataset.count)


def _added(dataset: Any, path: Path) -> _Said:  # noqa: ANN401
    """Return the metadata added by GDAL's own file beside a raster."""
    import rasterio

    with rasterio.Env(GDAL_PAM_ENABLED="NO"), open_dataset(path) as bare:
        return _Said.of(dataset).beyond(_Said.of(bare))


def _beside(path: Path, count: int) -> list[Evidence]:
    stac = of_stac(path, count)
    return [stac] if stac is not None else []


def scales(pairs: Sequence[tuple[float, float]]) -> Evidence:
    """Return scale and offset of GDAL's bands if they are set (not 1 and 0 throughout)."""
    scales, offsets = tuple(scale for scale, _ in pairs), tuple(offset for _, offset in pairs)
    if (set(scales) == {1.0} and set(offsets) == {0.0}) or any(s <= 0 for s in scales):
        return Evidence(origin="band scale")
    if len(set(scales)) == 1 and len(set(offsets)) == 1:
        return Evidence(origin="band scale", scale=scales[0], offset=offsets[0])
    return Evidence(origin="band scale", band_scale=scales, band_offset=offsets)
