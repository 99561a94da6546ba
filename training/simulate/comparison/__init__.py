"""Simulated scenes beside real ones: what real scenes look like, and a picture sheet of both.

Enters: a simulator and the data folder. Leaves: a picture. Never used to simulate. Imports every room of the simulator.
"""
