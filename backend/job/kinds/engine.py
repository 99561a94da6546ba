"""The kinds "models" (the installed models) and "check" (versions and devices of the engine)."""

from __future__ import annotations

from .base import JobKind

KINDS = (
    JobKind("models", "list installed models", "serve.quick:run_models", quick=True, needs_source=False),
    JobKind(
        "check", "list versions and devices of the engine", "serve.quick:run_check", quick=True, needs_source=False
    ),
)
