"""What QGIS knows of a raster: its source, bands, settings and spectra."""
