"""Parse text about bands: identifiers of archives, lists of numbers, files and columns of wavelengths.

Input: text. Output: numbers, names and sensor settings. Imports ``bands`` and ``overrides``.
"""
