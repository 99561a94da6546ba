"""Spectra of materials: libraries, models of canopies, snow and water, and a palette for each scene.

Input: the files of spectral libraries. Output: spectra on the common grid. Imports ``light``.
"""
