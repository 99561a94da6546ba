"""One reader for each kind of product; :mod:`..registry` lists them.

Input: a path and the user's settings. Output: a product. Imports every other package of ``products`` but ``clouds``.
This package is deliberately flat: a new reader needs one new file here and one line in the registry.
"""
