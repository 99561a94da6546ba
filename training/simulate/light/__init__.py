"""Atmosphere and instrument: from reflectance to recorded values.

Enters: reflectance on the common grid. Leaves: values at the sensor. Imports no other package of the simulator.
"""
