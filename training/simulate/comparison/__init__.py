"""Comparison of simulated scenes with real ones: readers of real scenes, and a picture sheet of both.

Input: a simulator and the data folder. Output: a picture. Never used to simulate. Imports all of the simulator.
"""
