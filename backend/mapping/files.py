"""The files of a map: paths, checks before writing, and one rename for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import InputFiles, check_targets
from ..common.outputs.temporary import check_disk
from ..job.kinds.maps import extra_keys
from ..job.spec import JobSpec
from ..products.belonging import files_beside, files_of
from ..raster.cloud_optimised import layout_facts, optimise
from ..raster.sink import RasterLayer, category_sidecar, style_sidecar
from ..scene.open import Scene
from .report import output_digests, report_path

_SIDECARS = {"categories": category_sidecar, "style": style_sidecar}  # small files that go with the class map
_SPARE_BYTES = 16 * 2**20  # of disk, for what the file system itself needs
Check = Callable[[], None]


def check_job_targets(
    scene: Scene, spec: JobSpec, targets: Iterable[Path], *, beside: Iterable[Path | str | None] = ()
) -> None:
    """Check the outputs of a job against all files of the raster, the model and what else it reads.

    Args:
        scene: what the job opened.
        spec: the job.
        targets: files it will write.
        beside: other files it reads.

    Raises:
        InputError, OutputError: as :func:`backend.common.outputs.targets.check_targets`.
    """
    inputs = files_of(scene.meta, spec.source) | files_beside(scene.card.path, scene.card.weights, *beside)
    check_targets([(target, spec.options.overwrite) for target in targets], inputs)


class MapFiles:
    """The files that a map job writes; :meth:`commit` puts all in place, :meth:`abort` leaves none.

    ``targets``: where each goes, by key, in the order in which they are put in place: the class map last.
    ``temporaries``: where each is written until then.
    """

    def __init__(self, spec: JobSpec, inputs: InputFiles) -> None:
        self._spec, self._inputs = spec, inputs
        self._set = OutputSet()
        self.temporaries: dict[str, Path] = {}
        outputs = spec.outputs
        self.classes = Path(str(outputs.classes))
        self.targets = {key: Path(path) for key in extra_keys() if (path := getattr(outputs, key))}
        self.targets["report"] = report_path(spec)
        self.targets["categories"] = self.classes.with_name(self.classes.name + ".aux.xml")
        style = self.classes.with_suffix(".qml")
        if (self.classes.exists() or not style.exists()) and not inputs.hold(style):  # else it is another file's
            self.targets["style"] = style
        self.targets["classes"] = self.classes

    def check(self, needed_bytes: int) -> list[Path]:
        """Check all targets and the disk; return what killed runs had left there, which is removed.

        Raises:
            InputError: an output is named twice.
            OutputError: an output exists, cannot be written, or the disk is too full.
        """
        overwrite = self._spec.options.overwrite
        removed = check_targets(
            [(path, overwrite or key in _SIDECARS) for key, path in self.targets.items()], self._inputs
        )
        folder = next(p for p in self.classes.resolve().parents if p.is_dir())
        check_disk(folder, needed_bytes + _SPARE_BYTES)
        return list(removed)

    def begin(self, layers: Sequence[RasterLayer]) -> None:
        """Make the temporaries: of all targets, and of layers that only others are made of."""
        for key, target in self.targets.items():
            self.temporaries[key] = self._set.add(target)
        for layer in layers:
            if layer.key not in self.temporaries:
                self.temporaries[layer.key] = self.scratch(layer.key)

    def scratch(self, name: str) -> Path:
        """Return the path of a file that is needed until the end of the run."""
        return self._set.scratch(self.classes, name)

    def optimise(self, layers: Sequence[RasterLayer], *, size: tuple[int, int], check: Check) -> dict[str, Any]:
        """Make the rasters of ``size`` (rows, columns) cloud-optimised; return what the report says of them."""
        written = [layer for layer in layers if layer.key in self.targets]
        for layer in written:
            scratch = self._set.scratch(self.targets[layer.key], "cog")
            optimise(self.temporaries[layer.key], layer, scratch=scratch, check=check)
        return layout_facts(written, *size)

    def write_sidecars(self, classes: RasterLayer) -> None:
        """Write the names and colours of the classes for programs that do not find them in the map."""
        for key, text_of in _SIDECARS.items():
            if key in self.temporaries:
                self.temporaries[key].write_text(text_of(classes), encoding="utf-8")

    def outputs(self) -> dict[str, str]:
        """Return the paths that a result names, by key."""
        return {key: str(path) for key, path in self.targets.items() if key not in _SIDECARS}

    def digests(self, *, check: Check) -> dict[str, str]:
        """Return the hashes of the rasters that are asked for, by key."""
        return output_digests({key: path for key, path in self.temporaries.items() if key in self.targets}, check=check)

    def commit(self) -> None:
        """Put everything in place."""
        self._set.commit()

    def abort(self) -> None:
        """Remove every temporary; nothing after a commit."""
        self._set.abort()
