"""Code that all packages use: errors, words, documents, cancellation, output files, the machine.

Imports no other package, only the standard library and numpy's types, because QGIS imports most of it.
"""
