"""What a similar job looks for, and how: a part of :class:`backend.job.spec.JobSpec`."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..common.errors import InputError

METHODS = ("auto", "spectrum", "features")


@dataclass(frozen=True)
class Seeking:
    """What a similar job compares each pixel with, beside the job's ``points``.

    ``vector``: file of points or polygons that mark pixels of the raster; ``layer``: its layer, empty for the first.
    ``library``: file of spectra, CSV or an ENVI spectral library; ``spectra``: names of those to use, none for all.
    ``method``: one of :data:`METHODS`; "auto" is by spectrum.
    """

    vector: str = ""
    layer: str = ""
    library: str = ""
    spectra: list[str] = field(default_factory=list)
    method: str = "auto"

    def check(self, *, has_points: bool, target: str | None) -> None:
        """Refuse what no similar job can mean.

        Raises:
            InputError: nothing to compare with, no output, or an unknown method.
        """
        if not (has_points or self.vector or self.library):
            raise InputError("A similar job needs something to look for; give points, a vector file or a library.")
        if not target:
            raise InputError("A similar job needs the path of its raster; give outputs.similarity.")
        if self.method not in METHODS:
            raise InputError(f"Method '{self.method}' is not known; use one of {', '.join(METHODS)}.")
        if not all(isinstance(name, str) and name for name in self.spectra):
            raise InputError("The spectra to look for must be names; correct seeking.spectra.")
