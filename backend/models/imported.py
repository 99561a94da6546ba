"""Build imported models in torch from their cards."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from ..catalog.cards import ModelCard
from ..common.errors import ModelError
from ..common.fields import with_tuples
from .batch import SpectralBatch
from .configs import Config, SpecAwareConfig, SpectralGptConfig
from .encoders.spectralgpt import SpectralGptClassifier


class SceneScores(nn.Module):
    """A scene classifier that returns probabilities."""

    def __init__(self, classifier: nn.Module, *, multi_label: bool) -> None:
        """Wrap a model that returns logits (B, K)."""
        super().__init__()
        self.classifier = classifier
        self.multi_label = multi_label

    def forward(self, batch: SpectralBatch) -> Tensor:
        """Return probabilities (B, K): softmax for a single label, sigmoid for several."""
        logits = self.classifier(batch)
        return torch.sigmoid(logits) if self.multi_label else torch.softmax(logits, dim=1)


def load_model(card: ModelCard) -> nn.Module:
    """Build the model of a card whose weights are safetensors.

    Raises:
        ModelError: the card or the file is damaged, or the file does not match the card.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    card.verify()
    model, scores = _build(card.properties.get("specaware:model", {}))
    try:
        model.load_state_dict(load_file(str(card.weights)))
    except (SafetensorError, RuntimeError) as error:
        raise ModelError(f"The weights of '{card.name}' do not match their card; import them again.") from error
    return scores


def _build(description: dict[str, Any]) -> tuple[nn.Module, nn.Module]:
    """Return the model that holds the weights (fresh ones here), and the model that computes the card's outputs.

    Raises:
        ModelError: the description has another version or is damaged.
    """
    kinds: dict[str, Any] = {"specaware": SpecAwareConfig, "spectralgpt": SpectralGptConfig}
    try:
        values = with_tuples(description["config"])
        config: Config = kinds[description["family"]](**values)
        classes, multi_label = int(description["classes"]), bool(description["multi_label"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ModelError(f"The card does not describe its model ({error}); import the weights again.") from error
    if classes and isinstance(config, SpectralGptConfig):
        classifier = SpectralGptClassifier(config, classes).eval()
        return classifier, SceneScores(classifier, multi_label=multi_label).eval()
    encoder = config.build().eval()
    return encoder, encoder
