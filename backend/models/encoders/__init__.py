"""The published encoders and their masked autoencoders, written from the papers.

Input: a :class:`..batch.SpectralBatch`. Output: tokens, features or reconstructed bands. Imports ``blocks``, ``batch``
and ``configs``.
"""
