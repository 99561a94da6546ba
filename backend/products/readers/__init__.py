"""One reader for each kind of product; :mod:`..registry` lists them.

Enters: a path and the user's settings. Leaves: a product. Imports every other room of the products but ``clouds``. The
floor is flat on purpose: a reader is one file, and adding one adds a file here and a line in the registry.
"""
