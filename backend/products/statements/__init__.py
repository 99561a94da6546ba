"""What each source says of a raster: file, name, header, STAC. Gives evidence; decides nothing."""
