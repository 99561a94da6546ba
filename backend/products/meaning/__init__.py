"""From evidence to one meaning: sensor, units, scale, usable bands. Takes a case, gives RasterMeta."""
