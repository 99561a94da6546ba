"""What every room uses: errors, words, documents, cancellation, output files, the machine.

Imports no other room. Standard library and numpy's types only: QGIS imports most of it.
"""
