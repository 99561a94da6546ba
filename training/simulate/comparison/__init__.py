"""Comparison of simulated scenes with real ones: readers of real scenes, and a picture sheet of both.

Enters: a simulator and the data folder. Leaves: a picture. Never used to simulate. Imports all of the simulator.
"""
