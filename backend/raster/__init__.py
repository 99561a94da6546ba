"""Windows, tiles, blending and files of rasters. Imports ``common`` and ``spectral``."""
