"""What is known at labelled pixels: spectra, features, context. Reads a scene window by window."""
