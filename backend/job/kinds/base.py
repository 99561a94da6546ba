"""Declaration of a kind of job: its settings, its outputs, its help and the function that runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ...common.cancellation import CancelToken
from ...common.documents import dumped

if TYPE_CHECKING:
    from ...catalog.cards import ModelCard
    from ...engines.base import Engine
    from ..events import JobEvent
    from ..spec import JobSpec

NETWORK_OPTIONS = ("precision", "device", "threads", "memory_mb")
"""Options of the kinds that run a network over a raster."""
LAND_COVER, SCENES = "semantic-segmentation", "scene-classification"
"""Tasks of model cards."""
_KEY = "setting"  # key of the declaration in a dataclass field's metadata


@dataclass(frozen=True)
class Setting:
    """How users state a field of a kind's settings.

    ``help``: one line, for the command line and the parameter in Processing. ``title``: label of the parameter; a
    setting without a title has none in Processing. ``flag``: option without its dashes. ``parameter``: name in
    Processing; the flag in capitals if empty.

    ``choices``: allowed values. ``suggested``: values offered in dialogs where others are allowed too. ``path``: a
    file or folder, made absolute; ``folder``: a folder. ``vector``: a file of points or polygons; ``polygons``: of
    polygons alone. ``raster``: a raster layer, file or product; several if the default is a tuple. ``field_of``: an
    attribute of the file in that setting. ``layer_of``: its layer. ``minimum``, ``maximum``: of a number.

    ``automatic``: label in dialogs for no choice, or the choice that this means. ``advanced``: hidden under "Advanced"
    in dialogs. ``behind_source``: stated after the source on the command line, without an option.
    """

    help: str
    title: str = ""
    flag: str = ""
    parameter: str = ""
    metavar: str = ""
    choices: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    required: bool = False
    path: bool = False
    folder: bool = False
    vector: bool = False
    polygons: bool = False
    raster: bool = False
    field_of: str = ""
    layer_of: str = ""
    minimum: float | None = None
    maximum: float | None = None
    automatic: str = "automatic"
    advanced: bool = False
    behind_source: bool = False


def setting(default: Any, *, help: str, **more: Any) -> Any:  # noqa: ANN401 - the field's own type
    """Declare a field of a kind's settings; further arguments as for :class:`Setting`."""
    return field(default=default, metadata={_KEY: Setting(help, **more)})


def settings_of(cls: type | None) -> list[tuple[Field[Any], Setting]]:
    """Return the declared fields of a kind's settings, in their order."""
    if cls is None:
        return []
    found = []
    for one in fields(cls):
        asked = one.metadata.get(_KEY)
        if asked is not None:
            flag = asked.flag or one.name.replace("_", "-")
            name = asked.parameter or flag.replace("-", "_").upper()
            found.append((one, _named(asked, flag, name)))
    return found


def _named(asked: Setting, flag: str, parameter: str) -> Setting:
    return replace(asked, flag=flag, parameter=parameter)


@dataclass(frozen=True)
class Output:
    """A file that a job writes.

    ``key``: its name in the job and in the report. ``suffix``: suffix of its name, which also defines its format.
    ``help``: its content. ``required``: the job needs it; other outputs are written on request.
    ``title``: label of its parameter in Processing and of its layer. ``parameter``: its name there; if empty, "OUTPUT"
    for the first output and the key in capitals for others. ``by_default``: written in Processing unless switched off.
    ``made_by``, for outputs of a map: maker of its raster, a :class:`backend.mapping.outputs.base.MapRaster` as
    "package.module:NAME", or a function that returns one.
    """

    key: str
    suffix: str
    help: str = ""
    required: bool = False
    title: str = ""
    parameter: str = ""
    by_default: bool = False
    made_by: Callable[[], Any] | str = ""

    @property
    def ending(self) -> str:
        """Suffix of the file's name, such as ".tif"; "" for a folder."""
        return "".join(self.suffix.rpartition(".")[1:])

    @property
    def raster(self) -> bool:
        """True for a GeoTIFF."""
        return self.ending == ".tif"


@dataclass(frozen=True)
class JobContext:
    """What a running job gets from its caller.

    ``send``: receives events. ``token``: stops the job. ``engine_of``: returns a loaded engine for a card, a job and a
    number of parallel runs. ``features_of``: the same, with the network's features. ``pair_of``: two such engines, for
    two rasters whose conditions differ.
    """

    send: Callable[[JobEvent], None]
    token: CancelToken
    engine_of: Callable[[ModelCard, JobSpec, int], Engine]
    features_of: Callable[[ModelCard, JobSpec, int], Engine]
    pair_of: Callable[[ModelCard, JobSpec, int], tuple[Engine, Engine]]

    @classmethod
    def of(
        cls, engine: Engine, *, second: Engine | None = None, send: Callable[[JobEvent], None] = lambda event: None
    ) -> JobContext:
        """Return a context that runs jobs with one engine, or two of one model, and cannot be cancelled."""
        return cls(send, CancelToken(), lambda *_: engine, lambda *_: engine, lambda *_: (engine, second or engine))


@dataclass(frozen=True)
class JobKind:
    """A kind of job.

    ``name``: of the job and its command. ``help``: one line. ``run``: does the job and returns the data of its result;
    a text "package.module:function" is imported when a job runs, as are other functions given as text.
    ``settings``: a frozen dataclass of :func:`setting` fields. ``outputs``: the files it writes. ``check``: refuses
    inconsistent jobs. ``describe``: turns the data of a result into lines of text.

    ``command``: its form on the command line: "folder" (a job per source, outputs named after it in a folder), "file"
    (one source, one named output, the others beside it), or "" if it has a command of its own.
    ``options``: fields of :class:`backend.job.spec.Options` that it uses and the command line offers. ``model``: ""
    if it uses none, else "optional" or "required". ``model_task``: task that the card of that model must state;
    "" for any model. ``sensor``, ``extent``, ``points``, ``language``: whether it
    uses these parts of a job. ``placed``: its rasters are georeferenced. ``quick``: it takes only a moment.
    ``needs_source``: it reads a raster or a file. ``source``: description of its source, ``source_title``: its label in
    Processing, ``source_parameter``: its name there, ``source_files``: file patterns if it is a file other than a
    raster.

    ``title``, ``summary``, ``details``, ``tags``: name, one-line summary, HTML help and search words of its algorithm
    in Processing; a kind without a title has no algorithm there.
    """

    name: str
    help: str
    run: Callable[[JobSpec, JobContext], dict[str, Any]] | str
    settings: type | None = None
    outputs: tuple[Output, ...] = ()
    check: Callable[[JobSpec], None] | None = None
    describe: Callable[[Mapping[str, Any]], str] | str | None = None
    command: str = ""
    options: tuple[str, ...] = ()
    model: str = ""
    model_task: str = ""
    sensor: bool = False
    extent: bool = False
    points: bool = False
    language: bool = False
    placed: bool = False
    quick: bool = False
    needs_source: bool = True
    source: str = "raster, ENVI header or product"
    source_title: str = "Raster layer, file or product"
    source_parameter: str = "INPUT"
    source_files: str = ""
    title: str = ""
    summary: str = ""
    details: str = field(default="", repr=False)
    tags: str = ""

    def start(self, spec: JobSpec, context: JobContext) -> dict[str, Any]:
        """Run a job of this kind; return the data of its result."""
        return dict(_loaded(self.run)(spec, context))

    def text(self, data: Mapping[str, Any]) -> str:
        """Return a result as text; as JSON if the kind does not describe it."""
        return dumped(data, indent=1) if self.describe is None else str(_loaded(self.describe)(data))

    def output(self, key: str) -> Output | None:
        """Return a declared output; None if no output has that key."""
        return next((one for one in self.outputs if one.key == key), None)


def _loaded(function: Callable[..., Any] | str) -> Callable[..., Any]:
    """Return a function; one given as text is imported."""
    if not isinstance(function, str):
        return function
    found: Callable[..., Any] = named(function)
    return found


def named(text: str) -> Any:  # noqa: ANN401 - whatever has that name
    """Return the object of the engine named by a text such as "package.module:name"; its module is imported."""
    module, _, name = text.partition(":")
    return getattr(import_module(f"...{module}", __package__), name)
