"""Building blocks of the networks: attention, conditions of the bands, generated weights, pooling."""
