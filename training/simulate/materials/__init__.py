"""Spectra of materials: libraries, models of canopies, snow and water, and a palette for each scene."""
