"""Products: one reader per product; all return the same metadata and windows of raw numbers.

Other packages import from :mod:`.registry` (``open_product``), :mod:`.inspect` (``inspect_raster``) and :mod:`.base`
(``Product``, ``RasterMeta``, ``ensure_ready``).

Imports ``raster``, ``job``, ``spectral`` and ``common``. Its layers, from the highest: ``readers``; ``quality`` and
``shared``; ``meaning`` and ``geometry``; ``statements``; ``files``.
"""
