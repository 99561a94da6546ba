"""The kind "similar": how similar each pixel is to given pixels or spectra."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...common.errors import InputError
from ...common.wording import counted
from .base import NETWORK_OPTIONS, JobKind, Output, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

METHODS = ("auto", "spectrum", "features")


@dataclass(frozen=True)
class Seeking:
    """Targets of the comparison, besides the job's ``points``; "auto" uses features for places in the raster."""

    vector: str = setting(
        "", flag="points", metavar="FILE", vector=True, path=True,
        help="points or polygons that mark the pixels to search for", title="Points or polygons to search for",
    )  # fmt: skip
    layer: str = setting("", metavar="NAME", layer_of="vector", help="layer of the points (default: the first)")
    library: str = setting(
        "", metavar="FILE", path=True, help="spectra to search for: CSV or ENVI spectral library",
        title="Spectral library",
    )  # fmt: skip
    spectra: tuple[str, ...] = setting(
        (), flag="spectrum", parameter="SPECTRA", metavar="NAME",
        help="spectrum of the library (default: all); can be repeated",
        title="Spectra of the library, separated by ; (empty: all)",
    )  # fmt: skip
    method: str = setting("auto", choices=METHODS, help="compare spectra, or features of the model", title="Compare by")


def _check(spec: JobSpec) -> None:
    asked = spec.asked(Seeking)
    if not (spec.points or asked.vector or asked.library):
        raise InputError("A similar job needs a target; give points, a vector file or a library.")
    if not all(asked.spectra):
        raise InputError("The target spectra must be names; correct settings.spectra.")


def _describe(data: Mapping[str, Any]) -> str:
    return (
        f"{data['outputs']['similarity']}: by {data['method']}, "
        f"{counted(data['pixels_over_50'], 'pixel')} of 50 % and more, {data['seconds']:.1f} s, {data['device']}"
    )


KINDS = (
    JobKind(
        "similar",
        "similarity of each pixel to other pixels or to spectra: DIR/<stem>_similarity.tif and its report",
        "embedding.similar:run_similar",
        settings=Seeking,
        outputs=(Output("similarity", "_similarity.tif", "raster", required=True, title="Similarity"),),
        check=_check,
        describe=_describe,
        command="folder",
        options=NETWORK_OPTIONS,
        model="optional",
        sensor=True,
        extent=True,
        points=True,
        title="Find similar pixels",
        summary="Maps how similar each pixel is to points, polygons or library spectra, in percent.",
        details=(
            "<p>Compares each pixel of the raster with the points, polygons or spectra you give, and writes the best "
            "match in percent. Nothing is trained.</p><p><b>Points or polygons</b>: in any CRS. <b>Pixels</b>: x,y in "
            "the raster's CRS, separated by semicolons. <b>Library</b>: CSV with a column 'wavelength' and one column "
            "per spectrum, a CSV exported by the profile tool, or an ENVI spectral library.</p><p><b>Compare by</b>: "
            "<i>spectrum</i> uses the spectral angle over the bands in use; 100 % is the same shape, 0 % is 30 degrees "
            "or more. <i>features</i> uses the model's features, which include the neighbourhood; 0 % is no more "
            "similar than the average of the scene. <i>auto</i> takes features for places and spectra for a "
            "library.</p>"
        ),
        tags="similarity,spectral angle,SAM,target detection,search,spectral library,hyperspectral",
    ),
)
