"""Spectra of materials: libraries, models of canopies, snow and water, and a palette for each scene.

Enters: the files of spectral libraries. Leaves: spectra on the common grid. Imports ``light``.
"""
