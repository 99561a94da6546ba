"""Real labelled pixels: one reader for every labelled set of the data folder, for training and for judging.

Enters: the data folder. Leaves: labelled scenes; :mod:`.reading` hands them out, :mod:`.benchmarks` lists the sets,
their folds and what labels mean. Imports the engine.
"""
