"""Files as bytes: folders and archives, links, limits, the network, GDAL; ``lengths`` tells whether a file is whole.

Enters: paths. Leaves: open files, or a sentence why one is refused. Knows nothing of bands and imports no other room of
the products.
"""
