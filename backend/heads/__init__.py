"""Few-label training: a small head on the zero-shot model's classes and on spectra, fitted in seconds with numpy.

Takes an opened scene and labels, and writes a folder that is used as a model. :mod:`.pixels` reads the values at
labels, :mod:`.fitting` fits and validates, :mod:`.training` does both for a job, :mod:`.storage` saves the head and
:mod:`.engine` runs it.
"""
