"""The bands of a raster and the user's corrections: dialog, form, questions. Returns sensor settings."""
