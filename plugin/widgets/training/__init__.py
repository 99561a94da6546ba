"""Labels on the map and models trained on them. Takes a raster, returns labels, jobs and a model."""
