"""Readers of labelled sets, by type: field spectra, tables of pixels, rasters, time series.

Input: a folder or file of a set. Output: labelled scenes, or None if the files are absent. Imports ``scene``.
"""
