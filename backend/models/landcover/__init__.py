"""The land-cover networks of the bundled models. Take a SpectralBatch, give scores for each pixel."""
