"""Building blocks of the networks: attention, band conditions, generated weights, pooling.

Input: tensors. Output: tensors. Imports no other package of ``models``.
"""
