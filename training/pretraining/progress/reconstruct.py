"""Pictures of reconstructions: true, masked and predicted colour composites, and spectra of a few pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from backend.common.arrays import FloatArray
from backend.models.batch import SpectralBatch

from ...shards.files import full

COMPOSITES_NM = ((660.0, 560.0, 480.0), (860.0, 660.0, 560.0), (2200.0, 1650.0, 1250.0))
"""Natural colour, near infrared, short-wave infrared; the first for which all bands exist within NEAR_NM is used."""
NEAR_NM = 60.0
HIDDEN = 0.5


def composite_bands(center_nm: FloatArray) -> tuple[int, int, int]:
    """Return the bands shown as red, green and blue."""
    for wanted in COMPOSITES_NM:
        found = [int(np.abs(center_nm - nm).argmin()) for nm in wanted]
        if all(abs(center_nm[i] - nm) <= NEAR_NM for i, nm in zip(found, wanted, strict=True)) and len(set(found)) == 3:
            return found[0], found[1], found[2]
    order = np.argsort(center_nm)
    last = len(order) - 1
    return int(order[last]), int(order[last // 2]), int(order[0])


def stretch(image: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    """Stretch (h, w, 3) linearly so that ``low`` (3,) becomes 0 and ``high`` (3,) becomes 1."""
    return np.asarray(np.clip((image - low) / np.maximum(high - low, 1e-6), 0.0, 1.0), dtype=np.float32)


def draw_reconstructions(path: Path, spectra: SpectralBatch, predicted: Tensor, hidden: Tensor, *, title: str) -> None:
    """Write a PNG with one row per tile: true, masked and predicted tile, and spectra of hidden pixels.

    Args:
        path: path of the PNG.
        spectra: tiles (B, C, H, W), the model's input before masking.
        predicted: (B, C, H, W), predicted values where hidden, true values elsewhere.
        hidden: (B, C, H, W), True where the model had to predict.
        title: title of the picture.

    Raises:
        OutputError: the disk is full.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rows = len(spectra.pixels)
    figure = Figure(figsize=(11.0, 2.5 * rows + 0.4), layout="constrained")
    figure.suptitle(title)
    axes = figure.subplots(rows, 4, squeeze=False, width_ratios=(1, 1, 1, 1.8))
    for row in range(rows):
        _draw_tile(axes[row], spectra, predicted.numpy(force=True), hidden.numpy(force=True), row)
    for axis, name in zip(axes[0], ("true", "visible", "predicted", "hidden pixels"), strict=True):
        axis.set_title(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        FigureCanvasAgg(figure).print_figure(str(path), format="png")
    except OSError as error:
        raise full(path, error) from None


def _draw_tile(
    axes: NDArray[np.object_], spectra: SpectralBatch, predicted: FloatArray, hidden: NDArray[np.bool_], row: int
) -> None:
    """Draw one row of the picture."""
    true, valid = spectra.pixels[row].numpy(force=True), spectra.valid[row].numpy(force=True) > 0
    center_nm = spectra.center_nm[row].numpy(force=True)
    bands = list(composite_bands(center_nm))
    shown = true[bands].transpose(1, 2, 0)
    seen = shown[valid] if valid.any() else shown.reshape(-1, 3)
    low, high = np.percentile(seen, 2, axis=0), np.percentile(seen, 98, axis=0)
    masked = stretch(shown, low, high)
    masked[hidden[row][bands].transpose(1, 2, 0)] = HIDDEN
    images = (stretch(shown, low, high), masked, stretch(predicted[row][bands].transpose(1, 2, 0), low, high))
    for axis, image in zip(axes[:3], images, strict=True):
        axis.imshow(np.where(valid[..., None], image, 0.0), interpolation="nearest")
        axis.set_axis_off()
    _draw_spectra(axes[3], true, predicted[row], hidden[row] & valid[None], center_nm)


def _draw_spectra(
    axis: object,
    true: FloatArray,
    predicted: FloatArray,
    hidden: NDArray[np.bool_],
    center_nm: FloatArray,
    *,
    count: int = 3,
) -> None:
    """Plot a few hidden pixels, true and predicted, against wavelength."""
    order = np.argsort(center_nm)
    candidates = np.argwhere(hidden.all(axis=0) if hidden.all(axis=0).any() else hidden.any(axis=0))
    for number in range(min(count, len(candidates))):
        row, col = candidates[(2 * number + 1) * len(candidates) // (2 * count)]
        colour = f"C{number}"
        axis.plot(center_nm[order], true[order, row, col], color=colour)  # type: ignore[attr-defined]
        axis.plot(center_nm[order], predicted[order, row, col], color=colour, linestyle=":")  # type: ignore[attr-defined]
    axis.set_xlabel("nm")  # type: ignore[attr-defined]
