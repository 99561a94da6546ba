"""Scripts that write the files of ``resources/``.

Input: published sources and the simulator. Output: the files. Imports ``simulate``, ``common`` and the engine.
"""
