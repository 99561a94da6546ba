"""This machine: folders, memory, processors, versions, waiting for what may hang.

Leaves: facts of the machine, as a run needs them. Imports ``errors`` and ``cancellation``.
"""
