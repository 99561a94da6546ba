"""Models made from imported weights, as graphs and files: what they give, and how they are built again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ..cards import ModelCard
from ..errors import ModelError
from .batch import Encoder, SpectralBatch
from .registry import Config, build_encoder
from .specaware import SpecAwareConfig
from .spectralgpt import SpectralGptClassifier, SpectralGptConfig

PROBABILITIES = "probabilities"


class SceneScores(nn.Module):
    """A scene classifier that gives probabilities."""

    def __init__(self, classifier: nn.Module, *, multi_label: bool) -> None:
        """Wrap a model that gives logits (B, K)."""
        super().__init__()
        self.classifier = classifier
        self.multi_label = multi_label

    def forward(self, batch: SpectralBatch) -> Tensor:
        """Return probabilities (B, K): softmax for a single label, sigmoid for several."""
        logits = self.classifier(batch)
        return torch.sigmoid(logits) if self.multi_label else torch.softmax(logits, dim=1)


def encoder_of(model: nn.Module) -> Encoder:
    """The encoder inside any of these models."""
    for part in model.modules():
        if isinstance(part, Encoder):
            return part
    raise ModelError("The model has no encoder; import it again.")


def output_names(model: nn.Module, config: Config) -> tuple[str, ...]:
    """Names of what the model gives: ``probabilities``, or ``block_<i>`` for each feature map, the deepest last."""
    if not isinstance(model, Encoder):
        return (PROBABILITIES,)
    return tuple(f"block_{i}" for i in config.feature_blocks)


def describe_model(config: Config, *, classes: int, multi_label: bool) -> dict[str, Any]:
    """What a card keeps so that :func:`build_model_of` can make the model again; ``classes`` 0 for none."""
    family = "specaware" if isinstance(config, SpecAwareConfig) else "spectralgpt"
    return {"family": family, "config": config.to_dict(), "classes": classes, "multi_label": multi_label}


def build_model_of(description: dict[str, Any]) -> tuple[nn.Module, Config]:
    """Make the model of :func:`describe_model`, with fresh weights.

    Raises:
        ModelError: the description is of another version or damaged.
    """
    kinds: dict[str, Any] = {"specaware": SpecAwareConfig, "spectralgpt": SpectralGptConfig}
    try:
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in description["config"].items()}
        config: Config = kinds[description["family"]](**values)
        classes, multi_label = int(description["classes"]), bool(description["multi_label"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ModelError(f"The card does not describe its model ({error}); import the weights again.") from error
    if classes and isinstance(config, SpectralGptConfig):
        return SceneScores(SpectralGptClassifier(config, classes), multi_label=multi_label).eval(), config
    return build_encoder(config).eval(), config


def load_model(card: ModelCard) -> tuple[nn.Module, Config]:
    """Build the model of a card whose weights are safetensors.

    Raises:
        ModelError: the card or the file is damaged, or not the file that the card describes.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    card.verify()
    model, config = build_model_of(card.properties.get("specaware:model", {}))
    try:
        model.load_state_dict(load_file(str(card.weights)))
    except (SafetensorError, RuntimeError) as error:
        raise ModelError(f"The weights of '{card.name}' do not fit their card; import them again.") from error
    return model, config


def save_model(model: nn.Module, path: Path) -> None:
    """Write the weights as safetensors, by our names."""
    from safetensors.torch import save_file

    save_file({key: value.contiguous() for key, value in model.state_dict().items()}, str(path))
