"""Tables on training with a user's own labels: pixels, scenes, fine-tuning."""
