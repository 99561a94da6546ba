"""The files of a map: paths, checks before writing, and a rename of all of them at the end."""

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

_SIDECARS = {"categories": category_sidecar, "style": style_sidecar}  # small files beside the class map
_SPARE_BYTES = 16 * 2**20  # of disk, kept free for the file system's own needs
Check = Callable[[], None]


def check_job_targets(scene: Scene, spec: JobSpec, targets: Iterable[Path]) -> None:
    """Check the outputs of a job against all files of the raster, the model and what its settings name.

    Args:
        scene: what the job opened.
        spec: the job.
        targets: files it will write.

    Raises:
        InputError, OutputError: as :func:`backend.common.outputs.targets.check_targets`.
    """
    inputs = files_of(scene.meta, spec.source) | files_beside(scene.card.path, scene.card.weights)
    inputs |= files_beside(*spec.paths_of_settings())
    check_targets([(target, spec.options.overwrite) for target in targets], inputs)


class MapFiles:
    """The files that a map job writes; :meth:`commit` puts all of them in place, :meth:`abort` removes them.

    ``targets``: final paths by key, in the order of the renames: the class map comes last.
    ``temporaries``: paths used until then.
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
        if (self.classes.exists() or not style.exists()) and not inputs.hold(style):  # else another file's style
            self.targets["style"] = style
        self.targets["classes"] = self.classes

    def check(self, needed_bytes: int) -> list[Path]:
        """Check all targets and the disk; return the leftovers of killed runs, which are removed.

        Raises:
            InputError: two outputs have the same path.
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
        """Create the temporaries: for all targets, and for layers that are only needed to make others."""
        for key, target in self.targets.items():
            self.temporaries[key] = self._set.add(target)
        for layer in layers:
            if layer.key not in self.temporaries:
                self.temporaries[layer.key] = self.scratch(layer.key)

    def scratch(self, name: str) -> Path:
        """Return the path of a file that is needed until the end of the run."""
        return self._set.scratch(self.classes, name)

    def optimise(self, layers: Sequence[RasterLayer], *, size: tuple[int, int], check: Check) -> dict[str, Any]:
        """Make the rasters of ``size`` (rows, columns) cloud-optimised; return their part of the report."""
        written = [layer for layer in layers if layer.key in self.targets]
        for layer in written:
            scratch = self._set.scratch(self.targets[layer.key], "cog")
            optimise(self.temporaries[layer.key], layer, scratch=scratch, check=check)
        return layout_facts(written, *size)

    def write_sidecars(self, classes: RasterLayer) -> None:
        """Write names and colours of the classes for programs that do not read them from the map itself."""
        for key, text_of in _SIDECARS.items():
            if key in self.temporaries:
                self.temporaries[key].write_text(text_of(classes), encoding="utf-8")

    def outputs(self) -> dict[str, str]:
        """Return the output paths of a result by key."""
        return {key: str(path) for key, path in self.targets.items() if key not in _SIDECARS}

    def digests(self, *, check: Check) -> dict[str, str]:
        """Return the hashes of the requested rasters by key."""
        return output_digests({key: path for key, path in self.temporaries.items() if key in self.targets}, check=check)

    def commit(self) -> None:
        """Rename all files to their final paths."""
        self._set.commit()

    def abort(self) -> None:
        """Remove all temporaries; does nothing after a commit."""
        self._set.abort()
