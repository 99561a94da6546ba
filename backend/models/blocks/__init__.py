"""Building blocks of the networks: attention, conditions of the bands, generated weights, pooling.

Enters: tensors. Leaves: tensors. Imports no other room of ``models``.
"""
