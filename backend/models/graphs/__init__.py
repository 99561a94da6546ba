"""Networks as ONNX graphs: export, reading, writing, int8 weights.

Input: a network or a file. Output: a graph. Imports ``encoders``, ``configs`` and ``batch``; needs torch only for
tracing.
"""
