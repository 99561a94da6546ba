"""Features of any installed model: as a raster, as a picture, and to find what is alike. No QGIS, no training.

Enters: an opened scene and a model. Leaves: rasters of features or of similarity. Imports ``imported``, ``heads`` and
the rooms below them.
"""
