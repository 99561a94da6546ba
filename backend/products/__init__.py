"""Products: one reader per product; all give the same metadata and windows of raw numbers.

Users of the room import from :mod:`.registry` (``open_product``), :mod:`.inspect` (``inspect_raster``) and :mod:`.base`
(``Product``, ``RasterMeta``, ``ensure_ready``).
"""
