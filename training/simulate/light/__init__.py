"""Atmosphere and instrument: from reflectance to recorded values.

Input: reflectance on the common grid. Output: values at the sensor. Imports no other package of the simulator.
"""
