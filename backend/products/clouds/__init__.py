"""Detect clouds and their shadows in the pixels of products without quality layers.

Input: a product. Output: the product with quality layers. Imports ``quality`` and ``files``.
"""
