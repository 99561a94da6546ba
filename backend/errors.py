"""The errors a user can cause or meet: one root, one sentence each, a code for the interface."""

from __future__ import annotations


class SpecAwareError(Exception):
    """Root of all expected errors.

    The message is one sentence that says what is wrong and what to do; ``code`` is stable and machine-readable.
    """

    code = "error"


class InputError(SpecAwareError):
    """The raster, the file of labels or a parameter cannot be used as it is."""

    code = "input"


class SensorError(SpecAwareError):
    """Wavelengths, units, level or scale are missing, contradictory or out of range."""

    code = "sensor"


class ModelError(SpecAwareError):
    """A model file or its card is missing, damaged, of a wrong kind, or does not fit the raster."""

    code = "model"


class EngineError(SpecAwareError):
    """The inference engine or its environment is missing or failed."""

    code = "engine"


class OutputError(SpecAwareError):
    """An output cannot be written, or exists and may not be replaced."""

    code = "output"


class CancelledError(SpecAwareError):
    """The user stopped the run; nothing was written."""

    code = "cancelled"
