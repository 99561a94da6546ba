"""What networks take besides reflectance: sentence vectors, content statistics, tiles stretched to their range.

Enters: a sensor's name or the pixels of a scene. Leaves: arrays that a network takes. Imports ``sensors``.
"""
