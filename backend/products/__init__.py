"""Products: one reader per product; all return the same metadata and windows of raw numbers.

Other packages import from :mod:`.registry` (``open_product``), :mod:`.inspect` (``inspect_raster``) and :mod:`.base`
(``Product``, ``RasterMeta``, ``ensure_ready``).
``ensure_ready``). The room imports ``raster``, ``job``, ``spectral`` and ``common``. Within it ``readers`` is above
``quality`` and ``shared``, these are above ``meaning`` and ``geometry``, then ``statements``, and ``files`` is lowest.
"""
