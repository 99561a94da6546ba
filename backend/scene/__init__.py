"""An opened scene: product, bands, area, model and conditions, ready to be mapped. Nothing here runs a network.

Input: a source, a card, the user's settings and an area. Output: a :class:`.open.Scene`. Imports ``products``,
``catalog`` and the packages below them, and only the types of ``engines``.
"""
