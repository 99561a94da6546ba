"""The machine: folders, memory, processors, versions, and time limits for calls that may hang.

Output: properties of the machine that a run needs. Imports ``errors`` and ``cancellation``.
"""
