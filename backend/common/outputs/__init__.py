"""Output files of a job: checked before any input is read, written as temporary files, then renamed together.

Input: paths that a job reads and writes. Output: temporary files, then all finished files or none. Cleans up after
killed runs. Imports only the standard library, because QGIS imports :mod:`.temporary`.
"""
