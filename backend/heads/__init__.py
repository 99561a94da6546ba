"""Few-label training: a small head on the zero-shot model's classes and on spectra, fitted in seconds with numpy.

Takes an opened scene and labels, gives a folder that is used as a model. :mod:`.pixels` reads what is known at labels,
:mod:`.fitting` fits and judges, :mod:`.training` does both for a job, :mod:`.storage` keeps the head and
:mod:`.engine` runs it.
"""
