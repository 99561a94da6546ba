"""Real labelled pixels: one reader for every labelled set of the data folder, for training and for judging.

``training.real.reading`` hands out scenes; ``training.real.benchmarks`` lists the sets, their folds and what labels
mean.
"""
