"""What algorithms share: parameters, checks, the run of a job, an algorithm from a declared kind."""
