"""Features of any installed model: as a raster, as a picture, and to find what is alike. No QGIS, no training."""
