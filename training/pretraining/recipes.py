"""Pretraining tasks with a common interface: masked autoencoders of SpecAware, the bundled model and SpectralGPT."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from backend.common.errors import InputError
from backend.common.fields import with_tuples
from backend.models.batch import SpectralBatch
from backend.models.blocks.hyper_embedding import to_patches
from backend.models.configs import GROUP, SpecAwareConfig, SpectralGptConfig
from backend.models.encoders.masking import Masking, random_masking
from backend.models.encoders.reconstruction import gather_patches
from backend.models.encoders.specaware_mae import SpecAwareMae
from backend.models.encoders.spectralgpt_mae import SpectralGptMae
from backend.models.landcover.landcover_mae import LandCoverMae, LandCoverMaeConfig

from ..common.config import build
from ..common.input_statistics import fit_tables
from .stream import StepBatch, Tokens, ViewBatch

Features = Callable[[SpectralBatch], list[Tensor]]


class Objective(nn.Module):
    """A model whose forward pass returns the loss as a tuple of scalars, as DDP and FSDP need."""

    def __init__(self, model: nn.Module, recipe: Recipe) -> None:
        super().__init__()
        self.model = model
        self._parts = recipe.parts

    def forward(self, spectra: SpectralBatch, masking: Masking) -> tuple[Tensor, ...]:
        """Return the total loss and its terms."""
        return self._parts(self.model(spectra, masking))


class Recipe(Protocol):
    """The interface between the loop and a model."""

    @property
    def name(self) -> str:
        """The kind of the model, as in the configuration."""
        ...

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of the terms of the loss."""
        ...

    @property
    def tokens(self) -> Tokens:
        """How tiles are divided into tokens."""
        ...

    def model(self) -> nn.Module:
        """Build the model with random weights; ``model(spectra, masking)`` returns a loss with ``total``."""
        ...

    def calibrate(self, model: nn.Module, batches: Iterable[StepBatch]) -> None:
        """Fit the parameters that depend on statistics of the data to the first batches."""
        ...

    def masking(self, view: ViewBatch, ratio: float) -> Masking:
        """Make masks from the noise of a view."""
        ...

    def parts(self, loss: Any) -> tuple[Tensor, ...]:  # noqa: ANN401 - each model has a loss of its own
        """Return the total loss and its terms, as scalars."""
        ...

    def weight(self, view: ViewBatch, masking: Masking) -> Tensor:
        """Return the weight of the view's loss in its step: the number of values that its mean is taken over."""
        ...

    def baselines(self, model: nn.Module, view: ViewBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return the losses of two baselines: the mean of the visible part, and its interpolation."""
        ...

    def images(self, model: nn.Module, view: ViewBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return pixels (B, C, H, W), predicted where hidden and true elsewhere, and the hidden mask (B, C, H, W)."""
        ...

    def features(self, model: nn.Module) -> Features:
        """Return the function that gives the feature maps of a batch; the last map is the encoder's output."""
        ...

    def to_dict(self) -> dict[str, object]:
        """Return the sizes of the model, as plain data for a checkpoint."""
        ...


@dataclass(frozen=True)
class BandRecipe:
    """Base of the two models whose tokens hold all bands of a patch; their loss is (1 - cos) + 2 Charbonnier."""

    config: SpecAwareConfig | LandCoverMaeConfig
    name: str
    terms: tuple[str, ...] = ("spectral", "charbonnier")

    @property
    def tokens(self) -> Tokens:
        """A token holds all bands of a patch."""
        return Tokens(self.config.patch)

    def masking(self, view: ViewBatch, ratio: float) -> Masking:
        """Hide the patches with the largest noise."""
        return random_masking(view.noise, ratio)

    def parts(self, loss: Any) -> tuple[Tensor, ...]:  # noqa: ANN401
        """Return total loss, spectral angle and Charbonnier loss."""
        return loss.total, loss.spectral, loss.charbonnier

    def weight(self, view: ViewBatch, masking: Masking) -> Tensor:
        """Return the number of hidden valid pixels."""
        side = self.config.patch
        cells = to_patches(_padded(view.spectra.valid.unsqueeze(1), side), side)
        return gather_patches(cells, masking.hidden).sum()

    def baselines(self, model: nn.Module, view: ViewBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return the losses of the mean of the visible part and of its interpolation."""
        mean, near = model.baselines(view.spectra, masking)  # type: ignore[operator]
        return mean, near

    def images(self, model: nn.Module, view: ViewBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return the pixels with predicted hidden patches, and the hidden mask."""
        cells = model.reconstruct(view.spectra, masking)  # type: ignore[operator]
        batch, bands, height, width = view.spectra.pixels.shape
        side = self.config.patch
        rows, cols = -(-height // side), -(-width // side)
        # (B, C, N, P P) -> (B, C, rows, P, cols, P)
        image = cells.reshape(batch, bands, rows, cols, side, side).transpose(3, 4)
        hidden = masking.mask.reshape(batch, 1, rows, cols).repeat_interleave(side, 2).repeat_interleave(side, 3)
        hidden = hidden.expand(-1, bands, -1, -1)[..., :height, :width] > 0
        predicted = image.reshape(batch, bands, rows * side, cols * side)[..., :height, :width]
        return torch.where(hidden, predicted.float(), view.spectra.pixels), hidden

    def to_dict(self) -> dict[str, object]:
        """Sizes."""
        return asdict(self.config)


@dataclass(frozen=True)
class SpecAwareRecipe(BandRecipe):
    """Masked autoencoder for any bands (Ji et al. 2026)."""

    config: SpecAwareConfig
    name: str = "specaware"

    def model(self) -> nn.Module:
        """Build :class:`SpecAwareMae`."""
        return SpecAwareMae(self.config)

    def features(self, model: nn.Module) -> Features:
        """Return the encoder's feature maps."""
        return model.encoder  # type: ignore[return-value]

    def calibrate(self, model: nn.Module, batches: Iterable[StepBatch]) -> None:
        """Do nothing: the initial tokens are as large as their position codes."""

    def weight(self, view: ViewBatch, masking: Masking) -> Tensor:
        """Return the number of hidden valid pixels; in the faithful mode, of all hidden pixels."""
        if self.config.faithful:
            return masking.mask.sum() * self.config.patch**2
        return super().weight(view, masking)


@dataclass(frozen=True)
class LandCoverRecipe(BandRecipe):
    """Masked autoencoder of the bundled model's context branch."""

    config: LandCoverMaeConfig
    name: str = "landcover"

    def model(self) -> nn.Module:
        """Build :class:`LandCoverMae`."""
        return LandCoverMae(self.config)

    def features(self, model: nn.Module) -> Features:
        """Return the feature maps of the ViT over patches."""
        return model.maps  # type: ignore[return-value]

    def calibrate(self, model: nn.Module, batches: Iterable[StepBatch]) -> None:
        """Fit the input tables: mean and standard deviation of log reflectance by wavelength."""
        fit_tables(model.encoder, _valid_spectra(batches))  # type: ignore[arg-type]


def _valid_spectra(batches: Iterable[StepBatch]) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Yield valid reflectance (C, n) and band centres (C,) of each sample and view."""
    for batch in batches:
        for view in batch.views:
            spectra = view.spectra
            for pixels, valid, center in zip(spectra.pixels, spectra.valid, spectra.center_nm, strict=True):
                yield pixels[:, valid > 0].numpy(), center.numpy()


@dataclass(frozen=True)
class SpectralGptRecipe:
    """Masked autoencoder of 3-D tokens with a token target and a spectral target (Hong et al. 2024)."""

    config: SpectralGptConfig
    name: str = "spectralgpt"
    terms: tuple[str, ...] = ("token", "spectral")

    @property
    def tokens(self) -> Tokens:
        """A token holds three bands of a patch."""
        return Tokens(self.config.patch, GROUP)

    def model(self) -> nn.Module:
        """Build :class:`SpectralGptMae`."""
        return SpectralGptMae(self.config)

    def features(self, model: nn.Module) -> Features:
        """Return the encoder's feature maps."""
        return model.encoder  # type: ignore[return-value]

    def calibrate(self, model: nn.Module, batches: Iterable[StepBatch]) -> None:
        """Do nothing: the tokens of the convolution are larger than their position codes."""

    def masking(self, view: ViewBatch, ratio: float) -> Masking:
        """Hide the 3-D tokens with the largest noise."""
        return random_masking(view.noise, ratio)

    def parts(self, loss: Any) -> tuple[Tensor, ...]:  # noqa: ANN401
        """Return the total loss and the losses of the token target and the spectral target."""
        return loss.total, loss.token, loss.spectral

    def weight(self, view: ViewBatch, masking: Masking) -> Tensor:
        """Return the number of samples; all have the same number of tokens."""
        return torch.tensor(float(len(view)))

    def baselines(self, model: nn.Module, view: ViewBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return the losses of the mean of the visible part and of its interpolation."""
        mean, near = model.baselines(view.spectra, masking)  # type: ignore[operator]
        return mean, near

    def images(self, model: nn.Module, view: ViewBatch, masking: Masking) -> tuple[Tensor, Tensor]:
        """Return the pixels with predicted hidden tokens, and the hidden mask; bands have the view's order."""
        cells = model.reconstruct(view.spectra, masking)  # type: ignore[operator]
        batch, _, height, width = view.spectra.pixels.shape
        side = self.config.patch
        rows, cols = -(-height // side), -(-width // side)
        shape = (batch, -1, rows, cols, GROUP, side, side)
        # (B, G h w, 3 P P) -> (B, 3 G, H, W)
        image = cells.reshape(shape).permute(0, 1, 4, 2, 5, 3, 6).reshape(batch, -1, rows * side, cols * side)
        mask = masking.mask.reshape(batch, -1, rows, cols).repeat_interleave(GROUP, 1)
        mask = mask.repeat_interleave(side, 2).repeat_interleave(side, 3)
        rank = torch.argsort(torch.argsort(view.spectra.center_nm, dim=1, stable=True), dim=1)
        index = rank[:, :, None, None].expand(-1, -1, height, width)
        predicted = torch.gather(image[..., :height, :width].float(), 1, index)
        hidden = torch.gather(mask[..., :height, :width], 1, index) > 0
        return torch.where(hidden, predicted, view.spectra.pixels), hidden

    def to_dict(self) -> dict[str, object]:
        """Sizes."""
        return self.config.to_dict()


def _padded(plane: Tensor, side: int) -> Tensor:
    """Pad (B, 1, H, W) with zeros to multiples of ``side``."""
    height, width = plane.shape[-2:]
    return nn.functional.pad(plane, (0, -width % side, 0, -height % side))


def make_recipe(section: dict[str, Any]) -> Recipe:
    """Build the recipe for the section ``[model]`` of a configuration: ``kind`` and the sizes.

    Raises:
        InputError: the kind or a size is unknown.
    """
    sizes = with_tuples({k: v for k, v in section.items() if k != "kind"})
    kind = section.get("kind")
    if kind == "landcover":
        return LandCoverRecipe(build(LandCoverMaeConfig, sizes, where="model"))
    sizes.setdefault("faithful", False)
    if kind == "specaware":
        return SpecAwareRecipe(build(SpecAwareConfig, sizes, where="model"))
    if kind == "spectralgpt":
        return SpectralGptRecipe(build(SpectralGptConfig, sizes, where="model"))
    raise InputError(f"'model.kind' is '{kind}'; use 'specaware', 'landcover' or 'spectralgpt'.")
