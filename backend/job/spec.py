"""Jobs and their events: what the plugin, the command line and the worker say to each other, as JSON lines.

A line from the client is a :class:`JobSpec` (``{"type": "job", ...}``) or a cancel line (``{"type": "cancel"}``, with
an optional ``"job"`` naming which one). A line from the worker is a :class:`JobEvent`. Both carry ``version``; a
field that is not known is refused with a sentence, never ignored. Python 3.9 at run time: QGIS imports this module.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..common.documents import dumped, parse_document
from ..common.errors import CancelledError, InputError, ModelError, expected
from ..common.fields import build, expect, numbers, refuse_unknown
from ..common.wording import shown
from .assessing import Assessing, Sampling
from .seeking import Seeking

PROTOCOL_VERSION = 1
KINDS = (
    "map", "plan", "embed", "scene", "similar", "train", "import", "report", "inspect", "profile", "models", "check",
    "assess", "sample",
)  # fmt: skip
EVENT_TYPES = ("progress", "log", "warning", "result", "error")
_LONGEST = 1200  # characters of a sentence
FINAL_EVENTS = ("result", "error")
DEVICES = ("auto", "cpu", "cuda", "directml", "coreml")
PRECISIONS = ("float32", "int8", "bfloat16")
GEOMETRIES = ("map", "sensor")
CLOUDS = ("class", "nodata", "keep")
EXTRA_RASTERS = ("probabilities", "fractions", "confidence", "unknown")
EXTRA_OUTPUTS = (*EXTRA_RASTERS, "segments")  # what a map may have beside its classes, by the names of Outputs
_MOST = {"threads": 1024, "memory_mb": 1 << 30, "min_area_m2": 1e15, "batch": 65_536, "block_px": 1 << 31}  # of options
PRIORS = ("uniform", "labels", "zero-shot")


@dataclass(frozen=True)
class Outputs:
    """Paths of the files a job writes; None leaves one out.

    Of a map: ``classes`` and :data:`EXTRA_RASTERS` are GeoTIFFs, ``segments`` a GeoPackage, ``report`` a JSON file
    (default: ``classes`` with the suffix .json). ``embedding``: GeoTIFF of an embed job, ``picture`` one of its main
    components in three bands. ``scores``: CSV of a scene job. ``similarity``: GeoTIFF of a similar job. ``model``:
    folder of what a train or import job makes (else the user's own models). ``page``: HTML file of a report job
    (default: ``source`` with the suffix .html) or an assess job, which also has a CSV, ``table``, and a ``report``.
    ``points``: GeoPackage of a sample job.
    """

    classes: str | None = None
    probabilities: str | None = None
    fractions: str | None = None
    confidence: str | None = None
    unknown: str | None = None
    segments: str | None = None
    report: str | None = None
    embedding: str | None = None
    picture: str | None = None
    scores: str | None = None
    similarity: str | None = None
    model: str | None = None
    page: str | None = None
    table: str | None = None
    points: str | None = None


@dataclass(frozen=True)
class Options:
    """How a job runs; 0 means automatic.

    ``threads``: processor threads of the engine. ``memory_mb``: ceiling of the worker's own memory, in MiB.
    ``overwrite``: may an existing output be replaced. ``device``: one of :data:`DEVICES`. ``min_area_m2``: segments
    smaller than this are merged into a neighbour. ``batch``: windows given to the engine at once. ``block_px``: the
    widest block of columns held in memory, in pixels; it changes memory and speed, never the map. ``features``: the
    model's output an embed job writes; empty means the deepest. ``precision``: one of :data:`PRECISIONS`; "int8" is for
    maps on the processor, "bfloat16" needs torch. ``geometry`` of the map of a product in sensor geometry: "map" places
    it on the ground by the product's geolocation, "sensor" leaves it as it was measured. ``outside_files``: may a VRT
    or HDF5 file be followed to files outside its own folder. ``clouds``: what becomes of
    the clouds and cloud shadows that a product's quality layers state: "class" (nodata where the model has no such
    classes), "nodata", or "keep" to map them like the ground. ``cog``: a map's rasters become
    cloud-optimised GeoTIFFs, with overviews.
    """

    threads: int = 0
    memory_mb: int = 0
    overwrite: bool = False
    device: str = "auto"
    min_area_m2: float = 0.0
    batch: int = 0
    block_px: int = 0
    features: str = ""
    precision: str = "float32"
    geometry: str = "map"
    outside_files: bool = False
    clouds: str = "class"
    cog: bool = False


@dataclass(frozen=True)
class Training:
    """What a train job learns from.

    ``labels``: vector file of points or polygons. ``layer``: its layer, empty for the first. ``class_field``: the
    attribute that holds the class. ``more``: further rasters beside the job's source. ``name``: of the model, empty for
    its folder's. ``prior``: how common the classes are taken to be, one of :data:`PRIORS`, empty for the default.
    """

    labels: str = ""
    layer: str = ""
    class_field: str = ""
    more: list[str] = field(default_factory=list)
    name: str = ""
    prior: str = ""


@dataclass(frozen=True)
class Importing:
    """How an import job reads published weights.

    ``architecture``: a registered encoder. ``head``: the scene classifier to keep, as of ``import-model``. ``classes``:
    names of the classes, "a,b,c" or a file with one a line. ``name``: of the model, empty for the file's.
    ``attention_heads``: of a model of other sizes than the published, 0 for the published ones.
    """

    architecture: str = ""
    head: str = "auto"
    classes: str = ""
    name: str = ""
    attention_heads: int = 0


@dataclass(frozen=True)
class JobSpec:
    """One job.

    ``kind``: "map" (classes and what else ``outputs`` names), "plan" (the same job, only tiles, memory, disk and time),
    "embed" (features of a model), "scene" (an imported model's scores for each cell of a grid and the whole raster),
    "similar" (how like each pixel is to what ``points`` and ``seeking`` name),
    "train" (a model for the user's classes, from the labels that ``training`` names), "import" (published weights in
    ``source`` become an installed model), "report" (the page of the map ``source``, in ``language``), "assess" (the
    class map ``source`` against labels), "sample" (points of it to label), "inspect" (what is understood of
    ``source``), "profile" (its spectra at ``points``, (x, y) in its CRS), "models" (installed model cards), "check"
    (versions of the engine). ``model``: name or path of a card; empty is the bundled one. ``overrides``: the user's
    sensor settings, as written by ``SensorOverrides.to_json``. ``extent``: (xmin, ymin, xmax, ymax) in the raster's CRS
    (of a map that is placed on the ground, in the map's). ``rows``: a half-open range of raster rows. ``id`` comes back
    in every event.
    """

    kind: str
    source: str = ""
    id: str = ""
    model: str = ""
    overrides: dict[str, Any] = field(default_factory=dict)
    extent: tuple[float, float, float, float] | None = None
    rows: tuple[int, int] | None = None
    outputs: Outputs = field(default_factory=Outputs)
    options: Options = field(default_factory=Options)
    training: Training = field(default_factory=Training)
    importing: Importing = field(default_factory=Importing)
    points: tuple[tuple[float, float], ...] = ()
    seeking: Seeking = field(default_factory=Seeking)
    language: str = ""
    assessing: Assessing = field(default_factory=Assessing)
    sampling: Sampling = field(default_factory=Sampling)

    def __post_init__(self) -> None:
        """Refuse what no job can mean.

        Raises:
            InputError: unknown kind or device, a missing source, point or output, a malformed extent or row range.
        """
        if self.kind not in KINDS:
            raise InputError(f"Job kind '{self.kind}' is not known; use one of {', '.join(KINDS)}.")
        if self.kind not in ("models", "check") and not self.source:
            raise InputError(f"A job of kind '{self.kind}' needs a source raster; give its path.")
        paths = [self.training.labels, *self.training.more, self.seeking.vector, self.seeking.library]
        paths.append(self.assessing.labels)
        for path in (self.source, self.model, *asdict(self.outputs).values(), *paths):
            if isinstance(path, str) and "\0" in path:
                raise InputError(f"The path {shown(path)} holds a zero character, which no file name has; correct it.")
        if self.kind == "map" and not self.outputs.classes:
            raise InputError("A map job needs the path of its class map; give outputs.classes.")
        if self.kind == "embed" and not self.outputs.embedding:
            raise InputError("An embed job needs the path of its features; give outputs.embedding.")
        if self.kind == "import" and not self.importing.architecture:
            raise InputError("An import job needs the design of the model; give importing.architecture.")
        if self.kind == "assess":
            self.assessing.check()
        if self.kind == "sample":
            self.sampling.check(self.outputs.points)
        if self.kind == "profile" and not self.points:
            raise InputError("A profile job needs a place; give points.")
        if self.kind == "similar":
            self.seeking.check(has_points=bool(self.points), target=self.outputs.similarity)
        if self.kind == "train":
            _check_training(self.training, self.outputs)
        if self.extent is not None:
            _check_extent(self.extent)
        if self.rows is not None and not 0 <= self.rows[0] < self.rows[1]:
            raise InputError(f"Row range {self.rows[0]}:{self.rows[1]} is empty; give first:end with 0 <= first < end.")
        _check_options(self.options)

    def to_line(self) -> str:
        """Return the job as one JSON line (no newline at the end)."""
        return _dump({"type": "job", "version": PROTOCOL_VERSION, **asdict(self)})

    @classmethod
    def from_line(cls, line: str) -> JobSpec:
        """Parse one JSON line.

        Raises:
            InputError: not JSON, another protocol version, an unknown field or a value of the wrong type.
        """
        return cls.from_dict(parse_line(line))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> JobSpec:
        """Build a job from the parsed JSON of a line; errors as in :meth:`from_line`."""
        values = {k: v for k, v in data.items() if k not in ("type", "version")}
        refuse_unknown(values, cls, "job")
        for name in ("kind", "source", "id", "model", "language"):
            expect(values, name, str, "job")
        expect(values, "overrides", dict, "job")
        if "kind" not in values:
            raise InputError("The job names no kind; add one of " + ", ".join(KINDS) + ".")
        values["extent"] = numbers(values.get("extent"), 4, float, "extent")
        values["rows"] = numbers(values.get("rows"), 2, int, "rows")
        values["outputs"] = build(Outputs, values.get("outputs"), "outputs")
        values["options"] = build(Options, values.get("options"), "options")
        values["training"] = build(Training, values.get("training"), "training")
        values["importing"] = build(Importing, values.get("importing"), "importing")
        values["seeking"] = build(Seeking, values.get("seeking"), "seeking")
        values["assessing"] = build(Assessing, values.get("assessing"), "assessing")
        values["sampling"] = build(Sampling, values.get("sampling"), "sampling")
        points = values.get("points") or ()
        expect({"points": points}, "points", (list, tuple), "job")
        values["points"] = tuple(numbers(point or (), 2, float, "points") for point in points)
        return cls(**values)


@dataclass(frozen=True)
class JobEvent:
    """Something that happened in a job.

    "progress": ``fraction`` 0..1, ``message`` the stage, ``data`` {done_px, total_px, px_per_s, seconds_left}.
    "log", "warning": ``message``. "result": ``data``, the last event of a job that ended well.
    "error": ``code`` and ``message``, the last event of one that did not ("cancelled" if the user stopped it).
    """

    type: str
    job: str = ""
    message: str = ""
    code: str = ""
    fraction: float | None = None
    data: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse unknown types."""
        if self.type not in EVENT_TYPES:
            raise InputError(f"Event type '{self.type}' is not known; use one of {', '.join(EVENT_TYPES)}.")

    @property
    def is_final(self) -> bool:
        """True for the last event of a job."""
        return self.type in FINAL_EVENTS

    def to_line(self) -> str:
        """Return the event as one JSON line (no newline at the end); empty fields are left out."""
        values = {k: v for k, v in asdict(self).items() if v not in ("", None, {})}
        return _dump({"version": PROTOCOL_VERSION, **values})

    @classmethod
    def from_line(cls, line: str) -> JobEvent:
        """Parse one JSON line.

        Raises:
            InputError: not JSON, another protocol version, an unknown field or a value of the wrong type.
        """
        values = {k: v for k, v in parse_line(line).items() if k != "version"}
        refuse_unknown(values, cls, "event")
        for name in ("type", "job", "message", "code"):
            expect(values, name, str, "event")
        expect(values, "data", dict, "event")
        if "type" not in values:
            raise InputError("The event names no type; update the engine and the plugin together.")
        if values.get("fraction") is not None:
            expect(values, "fraction", (int, float), "event")
        return cls(**values)

    @classmethod
    def from_error(cls, error: BaseException, *, job: str = "", about: str = "") -> JobEvent:
        """Return the error event of an exception; one that is not ours gets the code "internal".

        ``about`` is the path of what failed: its name begins the message where that does not name it already. A model
        that is missing or damaged, and a cancel, are no matter of the raster.
        """
        ours = expected(error)
        if ours is not None:
            about = "" if isinstance(ours, (CancelledError, ModelError)) else about
            return cls("error", job=job, code=ours.code, message=named(one_sentence(ours), about))
        text = f"The engine failed unexpectedly ({type(error).__name__}: {one_sentence(error)}); please report it."
        return cls("error", job=job, code="internal", message=named(text, about))


def cancel_line(job: str = "") -> str:
    """Return the line that cancels ``job``, or every job the worker holds if empty."""
    return _dump({"type": "cancel", "version": PROTOCOL_VERSION, "job": job})


def parse_line(line: str) -> dict[str, Any]:
    """Parse a protocol line into a dict and check its version.

    Raises:
        InputError: not a JSON object, or of another protocol version.
    """
    try:
        data = parse_document(line)
    except ValueError as exc:
        raise InputError(f"A line of the worker protocol is not JSON ({exc}); send one JSON object per line.") from exc
    if not isinstance(data, dict):
        raise InputError("A line of the worker protocol is not a JSON object; send one JSON object per line.")
    if data.get("version") != PROTOCOL_VERSION:
        raise InputError(
            f"Protocol version {shown(data.get('version'))} is not {PROTOCOL_VERSION}; "
            "update the engine and the plugin together."
        )
    return data


def named(message: str, path: str) -> str:
    """Return a message that names the file or folder ``path``: as it is if it does so, else with the name before it."""
    name = re.split(r"[\\/]", path.rstrip("\\/"))[-1]
    return message if name in message else f"{name}: {message}"


def one_sentence(error: BaseException) -> str:
    """Return an exception's text on one line; the middle of one that quotes something very long is left out."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 303]}...{text[-300:]}"


def _dump(data: dict[str, Any]) -> str:
    return dumped(_finite(data), separators=(",", ":"))


def _finite(value: object) -> object:
    """Replace NaN and infinity, which JSON does not have, by null; tuples become lists."""
    if isinstance(value, dict):
        return {str(k): _finite(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(v) for v in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _check_extent(extent: tuple[float, float, float, float]) -> None:
    xmin, ymin, xmax, ymax = extent
    if not all(math.isfinite(v) for v in extent) or xmin >= xmax or ymin >= ymax:
        raise InputError(
            f"Extent {xmin:g},{ymin:g},{xmax:g},{ymax:g} is empty; give xmin,ymin,xmax,ymax with min < max."
        )


def _check_options(options: Options) -> None:
    if options.device not in DEVICES:
        raise InputError(f"Device '{options.device}' is not known; use one of {', '.join(DEVICES)}.")
    if options.precision not in PRECISIONS:
        raise InputError(f"Precision '{options.precision}' is not known; use one of {', '.join(PRECISIONS)}.")
    if options.geometry not in GEOMETRIES:
        raise InputError(f"Geometry '{options.geometry}' is not known; use {' or '.join(GEOMETRIES)}.")
    if options.clouds not in CLOUDS:
        raise InputError(f"Handling of clouds '{options.clouds}' is not known; use one of {', '.join(CLOUDS)}.")
    for name, most in _MOST.items():
        value = getattr(options, name)
        if not value >= 0:
            raise InputError(f"Option '{name}' must not be negative; give 0 for the automatic choice.")
        if value > most:
            raise InputError(f"Option '{name}' must be at most {most:,}; give 0 for the automatic choice.")


def _check_training(training: Training, outputs: Outputs) -> None:
    if not training.labels or not training.class_field:
        raise InputError("A train job needs labels; give a vector file and the field that holds the class.")
    if not outputs.model:
        raise InputError("A train job needs the folder of its model; give outputs.model.")
    if training.prior and training.prior not in PRIORS:
        raise InputError(f"Class prior '{training.prior}' is not known; use one of {', '.join(PRIORS)}.")
    if not all(isinstance(path, str) and path for path in training.more):
        raise InputError("The further rasters of a train job must be paths; correct training.more.")
