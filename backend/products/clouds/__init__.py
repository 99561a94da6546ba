"""Clouds and their shadows, found in the pixels of products without quality layers.

Enters: a product. Leaves: the product with quality layers. Imports ``quality`` and ``files``.
"""
