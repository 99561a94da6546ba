"""What differs between two dates, as numbers: distances, how far unchanged pixels are apart, a threshold.

Enters: spectra, features and class probabilities of pixels. Leaves: scores and probabilities. Arrays in, arrays out;
imports no other room of ``change`` and reads no file.
"""
