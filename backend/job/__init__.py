"""Requests as data: jobs, their options and events.

Imports ``common`` and ``spectral``.
"""
