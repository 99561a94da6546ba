"""Inputs of networks besides reflectance: sentence vectors, content statistics, tiles stretched to their range.

Input: a sensor's name or the pixels of a scene. Output: input arrays of a network. Imports ``sensors``.
"""
