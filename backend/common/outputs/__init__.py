"""Files that a job writes: checked before anything is read, made beside their places, renamed all together.

Enters: paths that a job reads and writes. Leaves: temporaries, then finished files, or none. Recovers what killed runs
left. Standard library only: QGIS imports :mod:`.temporary`.
"""
