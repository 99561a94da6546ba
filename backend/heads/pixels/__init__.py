"""Data at labelled pixels: spectra, features, context. Reads a scene window by window.

Input: an opened scene and labels. Output: a training set. Imports no other package of ``heads``.
"""
