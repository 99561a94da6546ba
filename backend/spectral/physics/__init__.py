"""Physics of light: solar irradiance, water vapour windows, ranges of reflectance, tests for clouds.

Input: radiance or reflectance with its bands. Output: factors, ranges and masks. Imports ``sensors``.
"""
