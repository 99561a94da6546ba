"""Room: raster."""
