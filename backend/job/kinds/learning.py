"""Declarations shared by the kinds of job that take labels: settings, output model and checks."""

from __future__ import annotations

from typing import Any

from ...common.errors import InputError
from .base import Output, setting

CELL_PX = (8, 512)
"""Smallest and largest side of a cell in pixels."""
MODEL = Output("model", "", "model folder", required=True, title="Folder of the model (empty: your model folder)")
"""The output of kinds that make a model."""


def labels(*, required: bool = False) -> Any:  # noqa: ANN401 - a field of a dataclass
    """Declare a file of labels."""
    return setting(
        "", metavar="FILE", required=required, path=True, vector=True,
        help="points or polygons: GeoPackage, GeoJSON, Shapefile", title="Labels: points or polygons",
    )  # fmt: skip


def layer() -> Any:  # noqa: ANN401
    """Declare the layer of the labels."""
    return setting("", metavar="NAME", layer_of="labels", help="layer of the labels (default: the first)")


def class_field(*, required: bool = False) -> Any:  # noqa: ANN401
    """Declare the attribute of the labels."""
    return setting(
        "", flag="field", metavar="NAME", required=required, field_of="labels", help="attribute with the class",
        title="Field with the class",
    )  # fmt: skip


def further_rasters() -> Any:  # noqa: ANN401
    """Declare further rasters with labels, besides the source."""
    return setting(
        (), parameter="MORE", path=True, raster=True, behind_source=True,
        help="further rasters with labels, from any sensors", title="Further rasters with labels",
    )  # fmt: skip


def multi_label() -> Any:  # noqa: ANN401
    """Declare whether a scene may have several classes."""
    return setting(False, help="a scene may have several classes", title="Several classes per scene")


def model_name() -> Any:  # noqa: ANN401
    """Declare the name of the model to make."""
    return setting(
        "", metavar="NAME", help="name of the new model (default: the name of its folder)",
        title="Name of the model (empty: named after the input)",
    )  # fmt: skip


def check_cell(side_px: int) -> None:
    """Refuse a cell side that is outside :data:`CELL_PX`.

    Raises:
        InputError: the side is out of range.
    """
    if not CELL_PX[0] <= side_px <= CELL_PX[1]:
        raise InputError(f"Cells of {side_px} pixels are not possible; give {CELL_PX[0]} to {CELL_PX[1]}.")


def check_labels(labels_path: str, field: str, more: tuple[str, ...] = ()) -> None:
    """Refuse labels without a field, and further rasters with empty paths.

    Raises:
        InputError: labels have no field, or a path is empty.
    """
    if labels_path and not field:
        raise InputError("Labels need the field that holds the class; give settings.class_field.")
    if not all(more):
        raise InputError("The further rasters must be paths; correct settings.more.")
