"""The engine's own Python: set-up, care, and the worker process that runs jobs."""
