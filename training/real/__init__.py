"""Real labelled pixels: one reader for every labelled set of the data folder, for training and evaluation.

Input: the data folder. Output: labelled scenes; :mod:`.reading` yields them, :mod:`.benchmarks` lists the sets, their
folds and the meaning of their labels. Imports the engine.
"""
