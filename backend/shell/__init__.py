"""The command line: arguments to jobs, and events to a terminal.

Enters: words of a command line. Leaves: lines on a terminal and an exit code. Imports every room below it.
"""
