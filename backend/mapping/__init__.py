"""Make a map and its report from an opened scene: plan, read, run the network, blend, write.

Input: a job and an opened scene. Output: maps and their report. Imports ``scene``, ``engines`` and the packages below
them; only ``serve`` uses the run itself.
"""
