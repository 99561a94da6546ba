"""The viewer of results: opacity, swipe, classes, single pixels and spectra. Changes nothing on disk."""
