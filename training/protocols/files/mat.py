"""Arrays of MATLAB files: versions 5 (scipy) and 7.3 (HDF5, with reversed axes)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.common.errors import InputError


def read_mat(path: Path, key: str, *, axes: int) -> NDArray[np.generic]:
    """Return an array of a MATLAB file.

    Args:
        path: the file.
        key: name of the array; if the file lacks it, the only array with ``axes`` axes is used.
        axes: number of axes of the array.

    Raises:
        InputError: the file cannot be read, or contains no such array.
    """
    try:
        found = _arrays(path)
    except (OSError, ValueError, KeyError, TypeError, NotImplementedError) as error:
        raise InputError(
            f"'{path}' cannot be read as a MATLAB file ({str(error)[:100]}); download it again."
        ) from error
    alike = [name for name, array in found.items() if array.ndim == axes]
    name = key if key in found else alike[0] if len(alike) == 1 else ""
    if name not in alike:
        raise InputError(
            f"'{path.name}' has no array '{key}' with {axes} axes, but {', '.join(sorted(found)) or 'none'}; "
            "give the file as it is published."
        )
    return found[name]


def _arrays(path: Path) -> dict[str, NDArray[Any]]:
    import h5py
    from scipy.io import loadmat

    if h5py.is_hdf5(path):
        with h5py.File(path) as file:
            return {
                k: np.asarray(v).T for k, v in file.items() if isinstance(v, h5py.Dataset) and v.dtype.kind in "fiu"
            }
    read = loadmat(path)
    return {k: v for k, v in read.items() if isinstance(v, np.ndarray) and v.dtype.kind in "fiu"}


def find_file(root: Path, names: tuple[str, ...]) -> Path | None:
    """Return the first of the names that exists as a file in or below a folder, ignoring case."""
    wanted = [name.lower() for name in names]
    found = {
        p.name.lower(): p for p in sorted(root.rglob("*"), reverse=True) if p.name.lower() in wanted and p.is_file()
    }
    return next((found[name] for name in wanted if name in found), None)
