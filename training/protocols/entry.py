"""A data set as an entry of a registry: one TOML file with what the reader and the table of figures need."""

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
"""One class per pixel; one class per image; several classes per image; changed pixels between two dates."""
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
        model: name of the model.
        metric: key of :data:`METRICS`.
        value: figure in percent.
        source: publication and table of the figure.
    """

    model: str
    metric: str
    value: float
    source: str


@dataclass(frozen=True)
class Protocol:
    """The training settings of the paper that the fine-tuning loop supports; 0 if the paper does not state one.

    Attributes:
        epochs: passes over the training part.
        batch: patches per step.
        lr: peak learning rate.
        weight_decay: weight decay of AdamW.
        layer_decay: learning rate of a layer relative to that of the next layer.
        mixup: parameter of mixup.
        cutmix: parameter of CutMix.
        drop_path: largest drop-path rate.
        smoothing: label smoothing.
        tile: side of random crops in pixels.
        more: further settings of a plan, as on the command line.
        source: publication and section of these settings.
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
        """Return the settings of a plan (``training.tasks.plan``).

        Args:
            patches: number of patches of the training part.
            spectralgpt: whether the model is SpectralGPT, the only one with drop path.
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
        name: name on the command line.
        title: name in tables.
        task: one of :data:`KINDS`.
        sensor: name of the sensor, as in ``resources/sensors`` if it is there; "" if not known.
        level: "L1" or "L2".
        gsd_m: pixel size on the ground in metres.
        metric: key of :data:`METRICS` of the figure that papers report.
        split: description of the published split.
        origin: where the data set is published.
        note: remark for the interpretation of the figure.
        unverified: properties that could not be checked against the published files.
        bands: bands of the files.
        values: conversion of the files' numbers to reflectance.
        layout: folders and names of the files.
        classes: key in the files (a code, a folder's name) -> name, in the order of masks and labels.
        labels: name of a label in the files -> name of its class, where the two differ.
        protocol: training settings of the paper.
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
    """Return an entry of the registry, or the entry in a file whose name ends in .toml.

    Raises:
        InputError: there is no entry of that name, or the entry is not valid.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    if not path.is_file():
        raise InputError(f"There is no data set '{name}'; use one of {', '.join(known())}, or your own file.")
    return read_entry(path)


def read_entry(path: Path) -> Entry:
    """Read an entry; every key is checked.

    Raises:
        InputError: a key is missing or unknown, or a value is not valid.
    """
    data: dict[str, Any] = read_toml(path, [])
    unknown = sorted(set(data) - _PARTS - _SECTIONS)
    missing = sorted((_PARTS - {"note", "unverified"} | {"bands", "layout", "classes"}) - set(data))
    if unknown or missing:
        what = f"an unknown key '{unknown[0]}'" if unknown else f"no '{missing[0]}'"
        raise InputError(f"Data set '{path.name}' has {what}; see the entries in training/configs/data_sets.")
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
