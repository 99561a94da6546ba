"""From labelled pixels to a fitted head and how good it is. Arrays in, arrays out; reads no file.

Enters: pixels and their classes. Leaves: a head and its scores. Imports no other room of ``heads`` but ``pixels``.
"""
