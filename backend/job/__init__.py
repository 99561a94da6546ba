"""Requests to the engine: jobs, their options and events.

Imports ``spectral`` and ``common``.
"""
