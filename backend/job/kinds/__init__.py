"""Kinds of job: one file each, which declares settings, outputs and help once; :mod:`.registry` finds them.

Job, command line, Processing and repeat command derive from the declaration. Standard library only: QGIS imports these
modules. What a job does is imported when one runs.

The floor is flat on purpose: a kind of job is one file, and adding one adds a file here and nothing else.
"""
