"""The published encoders and their masked autoencoders, written from the papers.

Enters: a :class:`..batch.SpectralBatch`. Leaves: tokens, features or reconstructed bands. Imports ``blocks``, ``batch``
and ``configs``.
"""
