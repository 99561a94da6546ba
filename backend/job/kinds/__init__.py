"""Kinds of job. One file per kind declares its settings, outputs and help; :mod:`.registry` finds the files.

The job, the command line, Processing and the repeat command are all derived from this declaration. The modules import
only the standard library, because QGIS imports them. The function that runs a job is imported when a job runs.

This package is deliberately flat: a new kind of job needs one new file and no other change.
"""
