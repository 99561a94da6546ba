"""A data set as an entry of a registry: one TOML file says what a reader and a table of figures need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from backend.common.errors import InputError
from training.common.config import build, read_toml

from .bands import FileBands, file_bands
from .layouts import LAYOUTS, Layout
from .values import Values

FOLDER = Path(__file__).resolve().parents[1] / "configs" / "data_sets"
Kind = Literal["dense", "single", "multi", "change"]
KINDS = ("dense", "single", "multi", "change")
"""A class for each pixel, one class or several for each image, changed pixels between two dates."""
METRICS = {
    "oa": "overall accuracy", "aa": "mean recall of the classes", "miou": "mean IoU", "mean_f1": "mean F1",
    "f1": "F1", "kappa": "kappa",
    "map_macro": "mean average precision, each class alike", "map_micro": "mean average precision, each label alike",
}  # fmt: skip
_PARTS = {"title", "task", "sensor", "level", "gsd_m", "metric", "split", "note", "origin", "unverified"}
_SECTIONS = {"bands", "values", "layout", "classes", "protocol", "published", "labels"}


@dataclass(frozen=True)
class Published:
    """A published figure.

    Attributes:
        model: whose figure.
        metric: key of :data:`METRICS`.
        value: in percent.
        source: where it stands.
    """

    model: str
    metric: str
    value: float
    source: str


@dataclass(frozen=True)
class Protocol:
    """How the paper trains, as far as the fine-tuning loop has it; 0 for what the paper does not say.

    Attributes:
        epochs: passes over the training part.
        batch: patches of a step.
        lr: peak learning rate.
        weight_decay: of AdamW.
        layer_decay: rate of a layer as a share of the next one's.
        mixup: parameter of the mixing of scenes.
        cutmix: the same with rectangles.
        drop_path: largest share of dropped branches.
        smoothing: of the labels.
        tile: side of random crops in pixels.
        more: further settings of a plan, as on the command line.
        source: where this stands.
    """

    epochs: int = 0
    batch: int = 0
    lr: float = 0.0
    weight_decay: float = 0.0
    layer_decay: float = 0.0
    mixup: float = 0.0
    cutmix: float = 0.0
    drop_path: float = 0.0
    smoothing: float = 0.0
    tile: int = 0
    more: tuple[str, ...] = ()
    source: str = ""

    def settings(self, patches: int, *, spectralgpt: bool = False) -> list[str]:
        """Return the settings of a plan (``training.tasks.plan``) for so many training patches.

        Args:
            patches: of the training part.
            spectralgpt: the model is SpectralGPT, the only one whose branches can be dropped.
        """
        found = []
        if self.epochs and self.batch:
            found.append(f"optim.steps={max(1, self.epochs * patches // self.batch)}")
        for name in ("batch", "lr", "weight_decay", "layer_decay", "mixup", "cutmix", "smoothing"):
            if getattr(self, name):
                found.append(f"optim.{name}={getattr(self, name)}")
        if self.drop_path and spectralgpt:
            found.append(f"model.drop_path={self.drop_path}")
        if self.tile:
            found.append(f"data.tile={self.tile}")
        return [*found, *self.more]


@dataclass(frozen=True)
class Entry:
    """A published data set.

    Attributes:
        name: on the command line.
        title: in tables.
        task: one of :data:`KINDS`.
        sensor: its name, as in ``resources/sensors`` where it is there; "" where not known.
        level: "L1" or "L2".
        gsd_m: size of a pixel on the ground in metres.
        metric: key of :data:`METRICS` of the figure that papers give.
        split: the published split in words.
        origin: where it is published.
        note: what a reader of the figure must know.
        unverified: what could not be checked against the published files.
        bands: of its files.
        values: how numbers become reflectance.
        layout: how its files lie.
        classes: key in the files (a code, a folder's name) -> name, in the order of masks and labels.
        labels: name of a label in the files -> name of the class it belongs to, where they differ.
        protocol: how the paper trains.
        published: figures of the papers.
    """

    name: str
    title: str
    task: Kind
    sensor: str
    level: str
    gsd_m: float
    metric: str
    split: str
    origin: str
    bands: FileBands
    values: Values
    layout: Layout
    classes: dict[str, str]
    note: str = ""
    unverified: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    protocol: Protocol = field(default_factory=Protocol)
    published: tuple[Published, ...] = ()


def known() -> list[str]:
    """Return the names of all entries."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def find(name: str) -> Entry:
    """Return an entry of the registry, or of a file that ends in .toml.

    Raises:
        InputError: no entry of that name, or one that is not understood.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    if not path.is_file():
        raise InputError(f"There is no data set '{name}'; use one of {', '.join(known())}, or a file of your own.")
    return read_entry(path)


def read_entry(path: Path) -> Entry:
    """Read an entry; every key is checked.

    Raises:
        InputError: a missing or unknown key, or a value that is not understood.
    """
    data: dict[str, Any] = read_toml(path, [])
    unknown = sorted(set(data) - _PARTS - _SECTIONS)
    missing = sorted((_PARTS - {"note", "unverified"} | {"bands", "layout", "classes"}) - set(data))
    if unknown or missing:
        what = f"an unknown key '{unknown[0]}'" if unknown else f"no '{missing[0]}'"
        raise InputError(f"Data set '{path.name}' has {what}; write it as those in training/configs/data_sets.")
    wrong = [
        key
        for key, allowed in (("task", KINDS), ("metric", METRICS), ("level", ("L1", "L2")))
        if data[key] not in allowed
    ]
    if wrong:
        raise InputError(
            f"Data set '{path.name}' has the {wrong[0]} '{data[wrong[0]]}', which is not known; correct it."
        )
    about = {key: data[key] for key in _PARTS & set(data)}
    sensor = {"sensor": data["sensor"] or None, "level": data["level"], "gsd_m": float(data["gsd_m"])}
    return Entry(
        name=path.stem,
        bands=file_bands(data["bands"], where=path.name, **sensor),
        values=build(Values, _tuples(data.get("values", {})), where="values"),
        layout=_layout(dict(data["layout"]), path),
        classes={str(k): str(v) for k, v in data["classes"].items()},
        labels=data.get("labels", {}),
        protocol=build(Protocol, _tuples(data.get("protocol", {})), where="protocol"),
        published=tuple(
            build(Published, row, where="published") for row in cast("list[Any]", data.get("published", []))
        ),
        **about,
    )


def _layout(section: dict[str, Any], path: Path) -> Layout:
    kind = section.pop("kind", None)
    if kind not in LAYOUTS:
        raise InputError(f"Data set '{path.name}' has the layout '{kind}'; use one of {', '.join(LAYOUTS)}.")
    return build(LAYOUTS[kind], _tuples(section), where="layout")


def _tuples(section: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in section.items()}
