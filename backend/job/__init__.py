"""What a user asks for, as data: jobs, their options and events, and the scenes they name.

Imports ``common`` and ``spectral``.
"""
