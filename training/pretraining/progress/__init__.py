"""Files that a run writes: log, curves, pictures, checkpoints.

Input: the state of a run. Output: files in its folder. Imports no other package of ``pretraining``.
"""
