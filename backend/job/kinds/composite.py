"""The kind "composite": a raster as a colour picture, with bands chosen by wavelength."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...common.errors import InputError
from ...spectral.composites import KINDS as COMPOSITES
from .base import JobKind, Output, setting

if TYPE_CHECKING:
    from ..spec import JobSpec


@dataclass(frozen=True)
class Composing:
    """Bands shown as red, green and blue."""

    bands: str = setting(
        "", choices=COMPOSITES, title="Composite", automatic="best",
        help="true colour, colour infrared or shortwave infrared (default: true colour or colour infrared if the bands "
        "allow it, otherwise long, middle and short wavelengths)",
    )  # fmt: skip


def _check(spec: JobSpec) -> None:
    asked = spec.asked(Composing).bands
    if asked and asked not in COMPOSITES:
        raise InputError(f"Composite '{asked}' is not known; use one of {', '.join(COMPOSITES)}.")


def _describe(data: Mapping[str, Any]) -> str:
    centers = ", ".join("?" if nm is None else f"{nm:.0f}" for nm in data["wavelengths_nm"])
    numbers = ", ".join(str(number) for number in data["bands"])
    return f"{data['outputs']['image']}: bands {numbers} ({centers} nm), {data['seconds']:.1f} s"


KINDS = (
    JobKind(
        "composite",
        "a colour picture of a raster, stretched for display: DIR/<stem>_image.tif",
        "pages.composite:run_composite",
        settings=Composing,
        outputs=(
            Output("image", "_image.tif", "red, green and blue bytes, 0 is no data", required=True, title="Picture"),
        ),
        check=_check,
        describe=_describe,
        command="folder",
        options=("geometry",),
        sensor=True,
        placed=True,
        title="Colour composite",
        summary="Shows a raster or product in colour; the bands are chosen by wavelength.",
        details="<p>Writes a colour picture of a raster or product, also of products that QGIS itself cannot "
        "open.</p><p><b>best</b>: true colour if the bands allow it, otherwise colour infrared, otherwise long, "
        "middle and short wavelengths.<br><b>true_colour</b>: 660, 560 and 480 nm as red, green and "
        "blue.<br><b>infrared</b>: 850, 660 and 560 nm; vegetation is red.<br><b>shortwave</b>: 1650, 850 and 660 "
        "nm; vegetation is green, bare ground pink, water dark.</p><p>Each band is stretched from its 2nd to its "
        "98th percentile. The picture has the raster's own pixels; a product in sensor geometry is "
        "georeferenced.</p>",
        tags="true colour,false colour,RGB,infrared,picture,stretch,quicklook,hyperspectral",
    ),
)
