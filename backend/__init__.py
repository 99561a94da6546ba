"""SpecAware's engine: land cover from spectral rasters. Never imports qgis; numpy is its only unconditional import."""
