"""From reflectance to what an instrument records: atmosphere, clouds, noise."""
