"""Few-label training: a small head on the zero-shot model's classes and on spectra, fitted in seconds with numpy.

:mod:`.labels` reads points and polygons; :mod:`.discriminant`, :mod:`.mnf`, :mod:`.context` and :mod:`.resampling` are
the parts; :mod:`.fusion` joins them; :mod:`.validation` judges by blocks; :mod:`.storage` keeps a head as a folder with
a card; :mod:`.engine` runs it.
"""
