"""Run jobs of every kind: one after another, many scenes at once, or on a cluster.

Input: jobs. Output: events and files. Imports every package below it; the function of a kind of
job is imported when a job runs.
"""
