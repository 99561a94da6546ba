"""An opened scene: product, bands, area, model and conditions, ready to be mapped. Nothing here runs a network."""
