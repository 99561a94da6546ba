"""This machine: folders, memory, processors, versions, waiting for what may hang."""
