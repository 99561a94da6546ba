"""Code shared by all training scripts: command line, configuration, checkpoints, scenes as tensors, input statistics.

Imports the engine and no other training package. :mod:`.loop` holds what only the training loops use.
"""
