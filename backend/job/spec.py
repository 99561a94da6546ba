"""Jobs: requests from the plugin, the command line and the worker. Python 3.9: QGIS imports this module.

A line from the client is a :class:`JobSpec` (``{"type": "job", ...}``) or a cancel line (:mod:`.events`). It carries
``version``; an unknown field is refused with a sentence, never ignored. The settings and outputs of each kind of job
are declared in :mod:`.kinds`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from ..common.errors import InputError
from ..common.fields import build, expect, numbers, refuse_unknown
from ..common.locations import without_keys
from ..common.wording import shown
from .events import PROTOCOL_VERSION, dump_line, parse_line
from .kinds.base import JobKind, setting, settings_of
from .kinds.registry import kind_of, kinds

DEVICES = ("auto", "cpu", "cuda", "directml", "coreml")
PRECISIONS = ("float32", "int8", "bfloat16", "auto")
GEOMETRIES = ("map", "sensor")
CLOUDS = ("nodata", "class", "keep")
_MOST = {"threads": 1024, "memory_mb": 1 << 30, "min_area_m2": 1e15, "batch": 65_536, "block_px": 1 << 31}  # of options
_EARLIER = {
    "training": "train",
    "importing": "import",
    "seeking": "similar",
    "assessing": "assess",
    "sampling": "sample",
}
"""Keys of a kind's settings in reports of earlier versions."""
T = TypeVar("T")


class Outputs:
    """Paths of the files a job writes, by the keys that its kind declares; None for an output not requested.

    For a map, ``report`` is a JSON file (default: ``classes`` with the suffix .json). ``model``: folder of the model
    from a train or import job (default: among the user's models). ``page`` of a report job: by default ``source`` with
    the suffix .html.
    """

    def __init__(self, **paths: str | None) -> None:
        self.__dict__.update({key: path for key, path in paths.items() if path is not None})

    def __getattr__(self, key: str) -> str | None:
        if key.startswith("_"):
            raise AttributeError(key)
        return None

    def __setattr__(self, key: str, value: object) -> None:
        raise AttributeError(f"Outputs are read-only: '{key}'.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outputs) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(frozenset(self.__dict__.items()))

    def __repr__(self) -> str:
        return f"Outputs({', '.join(f'{key}={path!r}' for key, path in self.__dict__.items())})"


@dataclass(frozen=True)
class Options:
    """How a job runs; 0 means automatic.

    ``memory_mb``: limit of the worker's own memory, in MiB. ``min_area_m2``: segments smaller than this are
    merged into a neighbour. ``block_px``: largest number of columns in memory at once; it affects memory and speed,
    but not the map. ``precision``: "int8" is for maps on the processor, "bfloat16" needs torch, "auto" is
    the fastest that the processor supports and that does not change the classes. ``geometry``: "map"
    georeferences a product in sensor geometry by its geolocation, "sensor" leaves it as measured.
    ``clouds``: treatment of clouds and shadows, from the product's quality layers or, without them, of clouds found in
    the spectra: "nodata", "class" for separate classes (the model's, or added ones), or "keep" to map them like the
    ground.
    """

    threads: int = setting(0, metavar="N", help="processor threads (0: all)")
    memory_mb: int = setting(0, metavar="N", help="memory ceiling in MiB (0: automatic)")
    overwrite: bool = setting(False, help="replace existing outputs")
    device: str = setting("auto", choices=DEVICES, help="device that runs the network")
    min_area_m2: float = setting(0.0, flag="min-area", metavar="M2", help="smallest segment")
    batch: int = setting(0, metavar="N", help="windows at once (0: automatic)")
    block_px: int = setting(0, metavar="N", help="widest block of columns (0: automatic)")
    features: str = setting(
        "", metavar="NAME", help="output to write (default: the deepest one)", advanced=True,
        title="Output of an imported model (empty: the deepest)",
    )  # fmt: skip
    precision: str = setting("float32", choices=PRECISIONS, help="auto: the fastest that the processor has")
    geometry: str = setting(
        "map", choices=GEOMETRIES,
        help="products in sensor geometry: georeference the map, or leave it as measured",
    )  # fmt: skip
    outside_files: bool = setting(False, help="allow VRT and HDF5 files to read files outside their own folder")
    clouds: str = setting(
        CLOUDS[0], choices=CLOUDS,
        help="of quality layers, or found by their spectra: no data, classes of their own, or mapped like the ground",
    )  # fmt: skip
    cog: bool = setting(False, help="write cloud-optimised GeoTIFFs with overviews")


@dataclass(frozen=True)
class JobSpec:
    """One job.

    ``kind``: one of :func:`backend.job.kinds.registry.kinds`. ``source``: the raster or file it reads. ``model``: name
    or path of a card; empty is the bundled one. ``overrides``: the user's sensor settings, as written by
    ``SensorOverrides.to_json``. ``extent``: (xmin, ymin, xmax, ymax) in the raster's CRS (of a map that is placed on
    the ground, in the map's). ``rows``: a half-open range of raster rows. ``settings``: of the kind, an instance of its
    dataclass. ``points``: (x, y) in the raster's CRS. ``language``: of a page. ``id`` comes back in every event.
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
    settings: Any = None
    points: tuple[tuple[float, float], ...] = ()
    language: str = ""

    def __post_init__(self) -> None:
        """Refuse inconsistent jobs.

        Raises:
            InputError: unknown kind or device, a missing source, point or output, a malformed extent or row range.
        """
        kind = self.declared
        if self.settings is None and kind.settings is not None:
            object.__setattr__(self, "settings", kind.settings())
        if not isinstance(self.settings, kind.settings or type(None)):
            raise InputError(f"A job of kind '{self.kind}' has other settings than {type(self.settings).__name__}.")
        if kind.needs_source and not self.source:
            raise InputError(f"A job of kind '{self.kind}' needs a source raster; give its path.")
        for path in self.paths():
            if "\0" in path:
                raise InputError(f"The path {shown(path)} holds a zero character, which no file name has; correct it.")
        _check_outputs(self.outputs, kind)
        _check_choices(self.settings, kind)
        if kind.check is not None:
            kind.check(self)
        _check_required(self.settings, kind)
        if self.extent is not None:
            _check_extent(self.extent)
        if self.rows is not None and not 0 <= self.rows[0] < self.rows[1]:
            raise InputError(f"Row range {self.rows[0]}:{self.rows[1]} is empty; give first:end with 0 <= first < end.")
        _check_options(self.options)

    @property
    def declared(self) -> JobKind:
        """The declaration of the job's kind."""
        return kind_of(self.kind)

    def asked(self, cls: type[T]) -> T:
        """Return the settings if they are of class ``cls``, else the defaults of that class."""
        return self.settings if isinstance(self.settings, cls) else cls()

    def paths(self) -> Iterator[str]:
        """Yield the paths that the job reads and writes, as given."""
        yield from (self.source, self.model, *vars(self.outputs).values(), *self.paths_of_settings())

    def paths_of_settings(self) -> Iterator[str]:
        """Yield the paths that its settings name."""
        for one, asked in settings_of(self.declared.settings):
            value = getattr(self.settings, one.name)
            if asked.path:
                yield from [value] if isinstance(value, str) else [path for path in value if isinstance(path, str)]

    def to_dict(self) -> dict[str, Any]:
        """Return the job as JSON values, without files and settings that are not requested."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        values.update(outputs=dict(vars(self.outputs)), options=asdict(self.options))
        values["settings"] = None if self.settings is None else asdict(self.settings)
        return values

    def to_line(self) -> str:
        """Return the job as one JSON line (no newline at the end)."""
        return dump_line({"type": "job", "version": PROTOCOL_VERSION, **self.to_dict()})

    def record(self) -> dict[str, Any]:
        """Return the job as reports hold it: JSON values, without the keys of web addresses."""
        kept: dict[str, Any] = _without_keys(parse_line(self.to_line()))
        return kept

    @classmethod
    def from_line(cls, line: str) -> JobSpec:
        """Parse one JSON line.

        Raises:
            InputError: not JSON, another protocol version, an unknown field, or a value of the wrong type.
        """
        return cls.from_dict(parse_line(line))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> JobSpec:
        """Build a job from the parsed JSON of a line; errors as for :meth:`from_line`."""
        values = {k: v for k, v in data.items() if k not in ("type", "version", *_EARLIER)}
        refuse_unknown(values, cls, "job")
        for name in ("kind", "source", "id", "model", "language"):
            expect(values, name, str, "job")
        expect(values, "overrides", dict, "job")
        if "kind" not in values:
            raise InputError("The job names no kind; add one of " + ", ".join(kinds()) + ".")
        kind = kind_of(values["kind"])
        given = [data[name] for name, owner in _EARLIER.items() if owner == kind.name and name in data]
        values["extent"] = numbers(values.get("extent"), 4, float, "extent")
        values["rows"] = numbers(values.get("rows"), 2, int, "rows")
        values["outputs"] = _outputs(values.get("outputs"), kind)
        values["options"] = build(Options, values.get("options"), "options")
        values["settings"] = _settings(values.get("settings") or next(iter(given), None), kind)
        points = values.get("points") or ()
        expect({"points": points}, "points", (list, tuple), "job")
        values["points"] = tuple(numbers(point or (), 2, float, "points") for point in points)
        return cls(**values)


def _without_keys(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return without_keys(value)
    if isinstance(value, list):
        return [_without_keys(item) for item in value]
    return {key: _without_keys(item) for key, item in value.items()} if isinstance(value, dict) else value


def _settings(value: object, kind: JobKind) -> Any:  # noqa: ANN401 - the dataclass of the kind
    if kind.settings is not None:
        return build(kind.settings, value, "settings")
    if value:
        raise InputError(f"A job of kind '{kind.name}' has no settings; leave them out.")
    return None


def _outputs(value: dict[str, Any] | None, kind: JobKind) -> Outputs:
    """Return the outputs from a JSON object; null means not requested."""
    expect({"outputs": value}, "outputs", (dict, type(None)), "job")
    given = {key: path for key, path in dict(value or {}).items() if path is not None}
    for key in given:
        if not isinstance(key, str) or kind.output(key) is None:
            raise InputError(
                f"Field '{key}' of the outputs is not known; remove it, or update the engine and the plugin."
            )
        expect(given, key, str, "outputs")
    return Outputs(**given)


def _check_outputs(outputs: Outputs, kind: JobKind) -> None:
    for key in vars(outputs):
        if kind.output(key) is None:
            raise InputError(f"A job of kind '{kind.name}' has no output '{key}'; leave it out.")
    for one in kind.outputs:
        if one.required and not getattr(outputs, one.key):
            raise InputError(f"{_with_article(kind)} job needs the path of its {one.help}; give outputs.{one.key}.")


def _check_required(settings: object, kind: JobKind) -> None:
    for one, asked in settings_of(kind.settings):
        if asked.required and not getattr(settings, one.name):
            raise InputError(f"{_with_article(kind)} job needs settings.{one.name} ({asked.help}); give it.")


def _check_choices(settings: object, kind: JobKind) -> None:
    for one, asked in settings_of(kind.settings):
        value = getattr(settings, one.name)
        if asked.choices and value not in (*asked.choices, one.default):
            name = one.name.replace("_", " ").capitalize()
            raise InputError(f"{name} {shown(value)} is not known; use one of {', '.join(asked.choices)}.")


def _with_article(kind: JobKind) -> str:
    return f"{'An' if kind.name[0] in 'aeiou' else 'A'} {kind.name}"


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
