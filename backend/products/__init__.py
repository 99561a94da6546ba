"""Products: one reader per product; all give the same metadata and windows of raw numbers.

Enters: a path or address, and the user's sensor settings. Leaves: a :class:`.base.Product`. Other rooms import from
:mod:`.registry` (``open_product``), :mod:`.inspect` (``inspect_raster``) and :mod:`.base` (``Product``, ``RasterMeta``,
``ensure_ready``). The room imports ``raster``, ``job``, ``spectral`` and ``common``. Within it ``readers`` is above
``quality`` and ``shared``, these are above ``meaning`` and ``geometry``, then ``statements``, and ``files`` is lowest.
"""
