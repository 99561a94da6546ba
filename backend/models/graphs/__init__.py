"""Networks as ONNX graphs: export, reading, writing, int8 weights.

Enters: a network or a file. Leaves: a graph. Imports ``encoders``, ``configs`` and ``batch``; needs torch only to
trace.
"""
