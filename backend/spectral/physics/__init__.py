"""What is known of light: solar irradiance, water vapour windows, ranges of reflectance, tests of clouds.

Enters: radiance or reflectance with its bands. Leaves: factors, ranges and masks. Imports ``sensors``.
"""
