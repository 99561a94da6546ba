"""Compare the length of a file with the length its header requires. Input: paths. Truncated files are refused."""
