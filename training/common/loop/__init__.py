"""What the training loops share: optimiser, precision, processes, utilisation, the end on a signal.

Enters: settings of a run. Leaves: what a loop calls at each step. Imports no other room of the training.
"""
