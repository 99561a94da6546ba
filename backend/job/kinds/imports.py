"""The kind "import": published weights become an installed model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...common.errors import InputError
from .base import JobKind, Output, setting

if TYPE_CHECKING:
    from ..spec import JobSpec

HEADS = ("auto", "none", "scene", "multilabel")


@dataclass(frozen=True)
class Importing:
    """How published weights are read; 0 attention heads for the published number."""

    architecture: str = setting(
        "", flag="arch", required=True, metavar="NAME", help="specaware-base, spectralgpt-base, ..."
    )
    head: str = setting("auto", choices=HEADS, help="scene classifier to keep (auto: if any)")
    classes: str = setting("", metavar="LIST|FILE", help="names of the classes: a,b,c, or a file with one per line")
    name: str = setting("", help="name of the installed model (default: the name of the file)")
    attention_heads: int = setting(
        0, flag="heads", metavar="N", help="number of attention heads, if the size is not a published one"
    )


def _check(spec: JobSpec) -> None:
    asked = spec.asked(Importing)
    if not asked.architecture:
        raise InputError("An import job needs the design of the model; give settings.architecture.")
    if asked.head not in HEADS:
        raise InputError(f"There is no head '{asked.head}' to keep; use one of {', '.join(HEADS)}.")


KINDS = (
    JobKind(
        "import",
        "install published weights of SpecAware or SpectralGPT",
        "imported.install:run_import",
        settings=Importing,
        outputs=(Output("model", "", "folder of the model"),),
        check=_check,
    ),
)
