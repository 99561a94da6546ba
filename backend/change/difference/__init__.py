"""Differences between two dates: distances, the distribution of unchanged pixels, and a threshold.

Input: spectra, features and class probabilities of pixels. Output: scores and probabilities, as arrays. Imports no
other package of ``change`` and reads no files.
"""
