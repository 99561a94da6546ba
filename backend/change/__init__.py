"""Change between dates: two rasters on one grid, what differs in them, and maps of a series of dates."""
