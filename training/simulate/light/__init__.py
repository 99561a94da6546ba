"""From reflectance to what an instrument records: atmosphere and noise.

Enters: reflectance on the common grid. Leaves: what arrives at the sensor. Imports no other room of the simulator.
"""
