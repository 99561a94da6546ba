"""From evidence to one meaning: sensor, units, scale, usable bands.

Enters: a case, that is a layout and evidence. Leaves: ``RasterMeta``. Imports ``statements`` and ``files``.
"""
