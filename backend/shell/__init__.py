"""The command line: arguments to jobs, and events to a terminal.

Input: arguments of a command line. Output: text on a terminal and an exit code. Imports every package below it.
"""
