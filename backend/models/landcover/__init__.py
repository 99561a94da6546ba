"""The land-cover networks of the bundled models. Take SceneTiles, give scores for each pixel."""
