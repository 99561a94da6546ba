"""Scripts that write the files of ``resources/``."""
