"""Networks as ONNX graphs: export, reading, writing, int8 weights."""
