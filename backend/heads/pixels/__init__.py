"""What is known at labelled pixels: spectra, features, context. Reads a scene window by window.

Enters: an opened scene and labels. Leaves: a training set. Imports no other room of ``heads``.
"""
