"""Shared parts of the algorithms: parameters, checks, running a job, algorithms of declared kinds."""
