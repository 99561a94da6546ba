"""Readers of labelled sets, by type: field spectra, tables of pixels, rasters, time series.

Enters: a folder or file of a set. Leaves: labelled scenes, or None if the files are absent. Imports ``scene``.
"""
