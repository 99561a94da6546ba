"""The windows in which water vapour absorbs nearly all light: next to none reaches the ground and returns."""

WATER_VAPOUR_NM = ((1340.0, 1450.0), (1790.0, 1960.0))
"""First and last wavelength of each window."""
