"""An opened scene: product, bands, area, model and conditions, ready to be mapped. Nothing here runs a network.

Enters: a source, a card, the user's settings and an area. Leaves: a :class:`.open.Scene`. Imports ``products``,
``catalog`` and the rooms below them, and of ``engines`` the types alone.
"""
