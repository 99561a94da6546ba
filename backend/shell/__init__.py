"""The command line: arguments to jobs, and events to a terminal."""
