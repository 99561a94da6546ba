"""Water vapour windows, where the atmosphere absorbs nearly all light."""

WATER_VAPOUR_NM = ((1340.0, 1450.0), (1790.0, 1960.0))
"""First and last wavelength of each window in nm."""
