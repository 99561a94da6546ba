"""Merge parts of a map, each a range of rows, into the map that a single run would produce."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from ...catalog import store as model_store
from ...catalog.cards import ModelCard
from ...common.errors import InputError, ModelError, SpecAwareError
from ...common.outputs.targets import InputFiles
from ...job.repeat import repeat_command
from ...job.spec import JobSpec, Outputs
from ...products.belonging import files_beside, files_of
from ...products.files.references import outside_files
from ...products.registry import open_product
from ...raster.cloud_optimised import extra_bytes
from ...raster.georeference import GeoReference
from ...raster.sink import GeoTiffSink, RasterLayer, block_side
from ...raster.tiling.tiler import TileGrid
from ...raster.window import Window
from ...scene.clouds import merged_clouds
from ..files import MapFiles
from ..outputs import task_of
from ..outputs.base import Task
from ..report import ClassCounter, dump_report, hashed_outputs, model_facts, whole_digest
from .resume import read_report, settings_of

WINDOW_TAG = "SPECAWARE_WINDOW"
_CACHE_BYTES = 128 * 2**20  # GDAL's cache; its default grows with the machine's memory


@dataclass(frozen=True)
class MapPart:
    """The map of a range of rows: its rasters by key, its report, and the part of the scene it covers."""

    rasters: Mapping[str, Path]
    report: Mapping[str, Any]
    window: Window

    @property
    def path(self) -> Path:
        """The class map."""
        return self.rasters["classes"]

    @property
    def rows(self) -> str:
        """Its rows, in the form of the option --rows."""
        return f"{self.window.row}:{self.window.row_end}"


def load_part(classes: Path) -> MapPart:
    """Read the report of a part; ``classes`` is its class map or the report beside it.

    The rasters are expected beside the class map under the names in the report, so the folder may have been moved.

    Raises:
        InputError: the part is missing, not a map of this program, or not on the raster's own grid.
    """
    classes = classes.with_suffix(".tif") if classes.suffix == ".json" else classes
    if not classes.is_file():
        raise InputError(f"Part {classes} does not exist; check the path.")
    report = read_report(classes, classes.with_suffix(".json"))
    if "by" in report.get("geometry", {}):
        raise InputError(f"Part {classes} has been georeferenced; map its rows with --geometry sensor to merge them.")
    stated = {key: report.get("outputs", {}).get(key) for key in hashed_outputs()}
    rasters = {key: classes.parent / Path(path).name for key, path in stated.items() if path}
    return MapPart({**rasters, "classes": classes}, report, Window(**report["window"]))


def merge(
    parts: Sequence[MapPart],
    outputs: Outputs,
    *,
    overwrite: bool,
    check: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Write one map from its parts; pixels, palette, names, nodata and tags are those of a single run.

    Args:
        parts: in any order; together they must cover every row of the scene, or of its extent, exactly once.
        outputs: paths of the rasters, the segments and the report; every raster must be in all parts.
        overwrite: whether existing files may be replaced.
        check: called between steps; raises to stop.

    Returns:
        The data of a map job's result: outputs, classes, model, device, seconds, window, warnings.

    Raises:
        InputError: parts are damaged, missing, overlap, or were made with different settings.
        ModelError: the model of the parts is not installed.
        OutputError: an output cannot be written.
    """
    import rasterio

    try:
        ordered = _checked(parts, check)
        card = _card(ordered[0])
        job = _whole_job(ordered[0], outputs, overwrite=overwrite)
    except (LookupError, TypeError, AttributeError, ValueError) as exc:
        raise InputError(f"The report of a part is damaged ({exc}); map its rows again.") from exc
    with ExitStack() as stack:
        run = _Merge(ordered, job, card, check)
        stack.callback(run.discard)
        stack.enter_context(rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES))
        return run.execute()


def _checked(parts: Sequence[MapPart], check: Callable[[], None]) -> list[MapPart]:
    """Return the parts ordered from top to bottom.

    Raises:
        InputError: the parts do not form one map.
    """
    if not parts:
        raise InputError("There are no parts to merge; give their class maps.")
    ordered = sorted(parts, key=lambda part: part.window.row)
    for part in ordered:
        _check_rasters(part, check)
    for other in ordered[1:]:
        difference = _difference(ordered[0], other)
        if difference:
            raise InputError(
                f"Parts {ordered[0].path.name} and {other.path.name} do not match: {difference}; "
                f"map rows {other.rows} again with the settings of the others."
            )
    _check_cover(ordered)
    return ordered


def _check_cover(ordered: Sequence[MapPart]) -> None:
    whole = _whole_window(ordered[0])
    row = whole.row
    for number, part in enumerate(ordered):
        if part.window.row < row:
            name = ordered[number - 1].path.name
            raise InputError(f"Parts {name} and {part.path.name} overlap in rows {part.rows}; leave one of them out.")
        if part.window.row > row:
            raise _missing(ordered[0], row, part.window.row)
        row = part.window.row_end
    if row < whole.row_end:
        raise _missing(ordered[0], row, whole.row_end)


def _missing(part: MapPart, first: int, end: int) -> InputError:
    source = Path(str(part.report["input"]["path"])).name
    return InputError(f"Rows {first}:{end} of {source} are in no part; map them with --rows {first}:{end}.")


def _check_rasters(part: MapPart, check: Callable[[], None]) -> None:
    for key, path in part.rasters.items():
        if not path.is_file():
            raise InputError(f"Part {path} is missing; map rows {part.rows} again.")
        if whole_digest(path, check=check) != part.report["output_files"].get(key):
            raise InputError(f"Part {path} is damaged: it does not match its report; map rows {part.rows} again.")


def _difference(first: MapPart, other: MapPart) -> str | None:
    """Return how two parts differ in what all parts must share; None if they do not."""
    for name, value in (
        ("the program's versions differ", lambda r: r["specaware"]),
        ("the models differ", lambda r: (r["model"]["sha256"], r["model"]["card_sha256"])),
        ("the inputs differ", lambda r: [(f["bytes"], f["sha256"]) for f in r["input"]["files"]]),
        ("the bands used differ", lambda r: r["bands"]),
        ("the settings differ", lambda r: {**settings_of(r["job"]), "rows": None}),
        ("the precisions differ", lambda r: r["precision"]),
        ("the files written differ", lambda r: sorted(r["outputs"])),
    ):
        if value(first.report) != value(other.report):
            return name
    columns = [(part.window.col, part.window.width) for part in (first, other)]
    return None if columns[0] == columns[1] else "the columns differ"


def _scene_reference(part: MapPart) -> GeoReference:
    facts = part.report["input"]
    grid = facts["geotransform"]
    return GeoReference(None if grid is None else tuple(grid), facts["crs"])


def _whole_window(part: MapPart) -> Window:
    """Return the pixels that all parts together must cover."""
    facts, extent = part.report["input"], part.report["job"]["extent"]
    if extent is None:
        return Window(0, 0, facts["height"], facts["width"])
    return _scene_reference(part).window_of(tuple(extent), height=facts["height"], width=facts["width"])


def _card(part: MapPart) -> ModelCard:
    model = part.report["model"]
    card = model_store.find(str(part.report["job"]["model"] or model["name"]))
    now = model_facts(card)
    if any(now[key] != model[key] for key in ("sha256", "card_sha256")):
        raise ModelError(
            f"Model '{card.name}' differs from the one used for {part.path.name}; install that one, or map again."
        )
    return card


def _whole_job(part: MapPart, outputs: Outputs, *, overwrite: bool) -> JobSpec:
    job = JobSpec.from_dict(part.report["job"])
    return replace(job, id="", rows=None, outputs=outputs, options=replace(job.options, overwrite=overwrite))


class _Merge:
    """One merge, until all files are in place."""

    def __init__(self, parts: Sequence[MapPart], job: JobSpec, card: ModelCard, check: Callable[[], None]) -> None:
        self._parts, self._job, self._card, self._check = parts, job, card, check
        self._window = _whole_window(parts[0])
        self._reference = _scene_reference(parts[0]).moved(self._window)
        self._areas = self._reference.row_areas_m2(self._window.height)
        self._counter = ClassCounter(self._areas)
        self._task: Task = task_of(card, job)
        self._layers = self._task.layers(self._tags())
        self._files = MapFiles(job, self._inputs())
        self._sinks: dict[str, GeoTiffSink] = {}
        facts = parts[0].report["input"]
        self._grid = TileGrid.of(facts["height"], facts["width"], size=card.window_px, overlap=card.overlap_px)

    def _tags(self) -> dict[str, str]:
        """Return the provenance tags of the whole map: those of a part, with another window."""
        import rasterio

        window = self._window
        with rasterio.open(self._parts[0].path, driver="GTiff") as file:
            tags = {key: value for key, value in file.tags().items() if key.startswith("SPECAWARE_")}
        text = f"row {window.row} col {window.col} height {window.height} width {window.width}"
        return {**tags, WINDOW_TAG: text}

    def execute(self) -> dict[str, Any]:
        """Check the outputs, copy the rows, make what needs the whole map, and put all files in place."""
        self._check_targets()
        self._files.begin(self._layers)
        for layer in self._layers:
            self._copy(layer)
        size = (self._window.height, self._window.width)
        optimised = self._job.options.cog
        layout = self._files.optimise(self._layers, size=size, check=self._check) if optimised else {}
        if self._counter.mapped == 0:
            name = Path(str(self._parts[0].report["input"]["path"])).name
            raise InputError(f"No part of {name} has a valid pixel; choose another extent.")
        extra = self._task.finish(self._files.temporaries, self._files.temporaries.get("segments"))
        self._files.write_sidecars(self._layers[0])
        facts = {
            "classes": self._counter.table(self._task.classes), "outputs": self._files.outputs(),
            "output_files": self._files.digests(check=self._check), **layout, **extra,
        }  # fmt: skip
        report = self._report(facts)
        dump_report(report, self._files.temporaries["report"])
        self._check()
        self._files.commit()
        names = ("outputs", "classes", "device", "precision", "seconds", "px_per_s", "engine_busy", "window")
        return {
            **{name: report[name] for name in names},
            **extra,
            "model": self._card.name,
            "warnings": report["warnings"],
        }

    def _check_targets(self) -> None:
        for layer in self._layers:
            if layer.key not in self._parts[0].rasters:
                raise InputError(
                    f"Part {self._parts[0].path.name} has no {layer.key}, which the merged files need; "
                    f"map the parts with --{layer.key} too."
                )
        self._task.check(self._window, has_areas=self._areas is not None)
        pixels = self._window.height * self._window.width
        extra = extra_bytes(pixels, self._layers) if self._job.options.cog else 0
        self._files.check(pixels * sum(layer.bytes_per_pixel for layer in self._layers) + extra)

    def _inputs(self) -> InputFiles:
        """Return the parts and, if it still exists, the raster that they were made from."""
        parts = [file for part in self._parts for file in (*part.rasters.values(), part.path.with_suffix(".json"))]
        source, model = self._job.source, (self._card.path, self._card.weights)
        try:
            with outside_files(True), open_product(source) as product:
                scene = files_of(product.meta, source)
        except SpecAwareError:  # for example deleted: then it cannot be overwritten either
            scene = files_beside(source)
        return scene | files_beside(*parts, *model)

    def _copy(self, layer: RasterLayer) -> None:
        """Copy the rows of all parts into one raster of a layer, one row of blocks at a time."""
        import rasterio
        from rasterio.windows import Window as RasterioWindow

        side = block_side(self._grid.rows.stride)
        sink = self._sinks[layer.key] = GeoTiffSink(
            self._files.temporaries[layer.key], layer, height=self._window.height, width=self._window.width,
            reference=self._reference, side=side,
        )  # fmt: skip
        for part in self._parts:
            with rasterio.open(part.rasters[layer.key], driver="GTiff") as file:
                for first in range(0, part.window.height, side):
                    self._check()
                    rows = min(side, part.window.height - first)
                    data = file.read(window=RasterioWindow(0, first, part.window.width, rows))  # (bands, rows, width)
                    row = part.window.row + first - self._window.row
                    if layer.key == "classes":
                        self._counter.add(data[0], row)
                    sink.write(row, 0, data)
        sink.close()

    def _report(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return the report of the whole map: what the parts share, sums of their times, and a list of the parts."""
        reports = [part.report for part in self._parts]
        timings = {key: round(sum(r["timings_s"][key] for r in reports), 3) for key in reports[0]["timings_s"]}
        peaks = [r["memory_mb"]["peak_anonymous"] for r in reports if r["memory_mb"]["peak_anonymous"] is not None]
        seconds = round(sum(r["seconds"] for r in reports), 3)
        grid = {**reports[0]["grid"], "tiles": self._grid.count_over(self._window)}
        return {
            **reports[0],
            "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "job": self._job.record(),
            "command": repeat_command(self._job),
            "device": ", ".join(dict.fromkeys(r["device"] for r in reports)),
            "window": asdict(self._window),
            "grid": grid,
            "memory_mb": {**reports[0]["memory_mb"], "peak_anonymous": max(peaks, default=None)},
            "timings_s": timings,
            "engine_busy": round(sum(r["engine_busy"] for r in reports) / len(reports), 3),
            "px_per_s": round(self._window.height * self._window.width / max(seconds, 1e-9)),
            "warnings": list(dict.fromkeys(text for r in reports for text in r["warnings"])),
            "seconds": seconds,
            **merged_clouds([r["clouds"] for r in reports if "clouds" in r]),
            **facts,
            "parts": [
                {"rows": part.rows, **{k: part.report[k] for k in ("seconds", "device")}} for part in self._parts
            ],
        }

    def discard(self) -> None:
        """Close open files and remove all temporaries; does nothing after a commit."""
        for sink in self._sinks.values():
            sink.discard()
        self._files.abort()
