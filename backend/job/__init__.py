"""Requests as data: jobs, their options and events.

Imports ``spectral`` and ``common``.
"""
