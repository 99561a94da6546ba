"""Where pixels lie: control points, rational polynomials, look-up by latitude and longitude.

Enters: what a file states of its geometry. Leaves: coordinates of pixels, and maps on a grid. Imports ``files``.
"""
