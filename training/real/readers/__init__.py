"""Readers of labelled sets, by what they are: field spectra, tables of pixels, rasters, time series.

Enters: a folder or file of a set. Leaves: labelled scenes, or None where it is absent. Imports ``scene``.
"""
