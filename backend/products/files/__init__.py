"""Files as bytes: folders and archives, lengths, links, limits, GDAL. Knows nothing of bands."""
