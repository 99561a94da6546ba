"""Labelled scenes in one file, cropped to the labels, for machines that have no raster library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from backend.common.errors import InputError, OutputError
from backend.spectral.resampling import Bands

from .scene import LabelledScene

NAME = "scenes.npz"
_AROUND = 24  # pixels kept around the outermost labels
_MOST = 512  # largest side of the part of a scene that is kept


def write_scenes(scenes: Iterable[LabelledScene], folder: Path) -> Path:
    """Write scenes to ``folder``, their reflectance as 16-bit floats; return the file.

    Raises:
        OutputError: the file cannot be written.
    """
    arrays: dict[str, Any] = {}
    facts = []
    for number, scene in enumerate(scenes):
        piece = _labelled_piece(scene)
        facts.append({
            "name": scene.name, "set": scene.set, "fold": scene.fold, "level": scene.level, "sensor": scene.sensor,
            "gsd_m": scene.gsd_m, "positions": scene.positions,
            "classes": {str(label): list(names) for label, names in scene.classes.items()},
        })  # fmt: skip
        arrays |= {
            f"{number} pixels": scene.pixels[piece].astype(np.float16), f"{number} valid": scene.valid[piece],
            f"{number} labels": scene.labels[piece], f"{number} center_nm": scene.bands.center_nm,
            f"{number} fwhm_nm": scene.bands.fwhm_nm,
        }  # fmt: skip
    path = folder / NAME
    try:
        np.savez_compressed(path, facts=np.array(json.dumps(facts)), **arrays)
    except OSError as error:
        raise OutputError(f"'{path}' cannot be written ({error.strerror}); choose another folder.") from None
    return path


def _labelled_piece(scene: LabelledScene) -> tuple[slice, slice]:
    """Return the rows and columns around the labels; for a large scene, those in the middle."""
    if not scene.positions or not scene.labels.any():
        return slice(None), slice(None)
    window = []
    for places in np.nonzero(scene.labels):
        low, high = int(places.min()) - _AROUND, int(places.max()) + _AROUND + 1
        spare = max(0, high - low - _MOST)
        window.append(slice(max(0, low + spare // 2), high - (spare - spare // 2)))
    return window[0], window[1]


def read_scenes(folder: Path, *, leave_out: Sequence[str] = ()) -> Iterator[LabelledScene]:
    """Yield the scenes written by :func:`write_scenes`, except those of some folds.

    Raises:
        InputError: the file is incomplete, or a fold does not exist.
    """
    path = folder / NAME
    try:
        with np.load(path, allow_pickle=False) as stored:
            facts = json.loads(str(stored["facts"]))
            unknown = set(leave_out) - {fact["fold"] for fact in facts}
            if unknown:
                raise InputError(
                    f"There is no fold '{min(unknown)}' in '{path}'; pack the data again, or use another fold."
                )
            for number, fact in enumerate(facts):
                if fact["fold"] in leave_out:
                    continue
                part = {key: stored[f"{number} {key}"] for key in ("pixels", "valid", "labels", "center_nm", "fwhm_nm")}
                classes = {int(label): tuple(names) for label, names in fact.pop("classes").items()}
                yield LabelledScene(
                    **fact, pixels=part["pixels"].astype(np.float32), valid=part["valid"], labels=part["labels"],
                    bands=Bands(part["center_nm"], part["fwhm_nm"]), classes=classes,
                )  # fmt: skip
    except (OSError, KeyError, ValueError) as error:
        raise InputError(f"'{path}' cannot be read ({type(error).__name__}); pack the data again.") from None
