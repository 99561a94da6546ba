"""The published encoders and their masked autoencoders, written from the papers."""
