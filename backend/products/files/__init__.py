"""Access to files: folders and archives, links, limits, network, GDAL; ``lengths`` checks that files are complete.

Input: paths. Output: open files, or a sentence with the reason for refusing one. Does not depend on bands, and imports
no other package of ``products``.
"""
