"""The part of SpecAware that runs inside QGIS."""
