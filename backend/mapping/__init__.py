"""From an opened scene to a finished map and its report: plan, read, run, blend, write.

Enters: a job and an opened scene. Leaves: maps and their report. Imports ``scene``, ``engines`` and the rooms below
them; the run itself is used by ``serve`` alone.
"""
