"""What a raster's bands are and what the user states of them: dialog, form, questions. Gives sensor settings."""
