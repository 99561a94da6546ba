"""Training, evaluation and export of SpecAware's models. Imports neither qgis nor the plugin."""
