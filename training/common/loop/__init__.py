"""Code shared by the training loops: optimiser, precision, processes, utilisation, stopping on a signal.

Input: the settings of a run. Output: the functions that a loop calls at each step. Imports no other training package.
"""
