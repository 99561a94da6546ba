"""Every encoder by name; contract tests run over all of them. Networks and torch are imported when one is built."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..common.errors import ModelError
from ..common.extensions import added
from .configs import Config, SpecAwareConfig, SpectralGptConfig, quarter_blocks

if TYPE_CHECKING:
    from .batch import Encoder


@dataclass(frozen=True)
class EncoderEntry:
    """One registered encoder.

    Attributes:
        name: its name in a card or command.
        config: its sizes and mode.
    """

    name: str
    config: Config

    @property
    def family(self) -> str:
        """Design of the encoder: "specaware" or "spectralgpt"."""
        return self.config.family

    def build(self) -> Encoder:
        """Make the encoder with fresh weights."""
        return self.config.build()

    def miniature(self) -> EncoderEntry:
        """Return the same design with two narrow blocks, for tests."""
        return EncoderEntry(f"{self.name}-miniature", self.config.miniature())


def _sized(name: str, config: Config, *, width: int, depth: int, heads: int, rank: int | None = None) -> EncoderEntry:
    """Return an entry of another size."""
    config = replace(config, width=width, depth=depth, heads=heads, feature_blocks=quarter_blocks(depth))
    if rank is not None and isinstance(config, SpecAwareConfig):
        config = replace(config, rank=rank)
    return EncoderEntry(name, config)


_SPECAWARE, _SPECTRALGPT = SpecAwareConfig(), SpectralGptConfig()
_OWN = SpecAwareConfig(faithful=False, decoder_width=256, decoder_depth=2, decoder_heads=8)
_MENDED = SpectralGptConfig(faithful=False)

_ENTRIES = (
    EncoderEntry("specaware-base", _SPECAWARE),
    _sized("specaware-large", _SPECAWARE, width=1024, depth=24, heads=16),
    _sized("specaware-own-tiny", _OWN, width=192, depth=12, heads=3, rank=8),
    _sized("specaware-own-small", _OWN, width=384, depth=12, heads=6, rank=8),
    _sized("specaware-own-base", _OWN, width=768, depth=12, heads=12, rank=16),
    EncoderEntry("spectralgpt-base", _SPECTRALGPT),
    _sized("spectralgpt-large", _SPECTRALGPT, width=1024, depth=24, heads=16),
    _sized("spectralgpt-huge", _SPECTRALGPT, width=1280, depth=32, heads=16),
    _sized("spectralgpt-own-tiny", _MENDED, width=192, depth=12, heads=3),
    _sized("spectralgpt-own-small", _MENDED, width=384, depth=12, heads=6),
    _sized("spectralgpt-own-base", _MENDED, width=768, depth=12, heads=12),
)
ENCODERS = {entry.name: entry for entry in _ENTRIES}
"""Encoders by name; "own" marks the mended designs, the others reproduce the published ones."""


def encoder_entry(name: str) -> EncoderEntry:
    """Return the entry of an encoder; raise ModelError if the name is not registered."""
    known: dict[str, EncoderEntry] = {**ENCODERS, **{entry.name: entry for entry in added("encoders")}}
    if name not in known:
        raise ModelError(f"There is no model architecture '{name}'; choose one of {', '.join(known)}.")
    return known[name]
