"""Labels on the map and models trained from them. Takes a raster, gives labels, jobs and a model."""
