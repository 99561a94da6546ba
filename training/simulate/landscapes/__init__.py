"""Where materials lie: parcels, towns, trees, shadows, and their mixtures in pixels."""
