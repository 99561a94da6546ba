"""Bands as text: identifiers of archives, lists of numbers, files and columns of wavelengths.

Enters: text. Leaves: numbers, names and sensor settings. Imports ``bands`` and ``overrides``.
"""
