"""The networks: configurations, encoders, heads and weights. Only code that runs a network imports torch."""
