"""Few-label training: a small head on the zero-shot model's classes and on spectra, fitted in seconds with numpy.

Input: an opened scene and labels. Output: the folder of a model. :mod:`.pixels` reads the values at labels,
:mod:`.fitting` fits and validates, :mod:`.training` runs both for a job, :mod:`.storage` saves the head, and
:mod:`.engine` applies it.
"""
