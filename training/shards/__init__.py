"""Shards for pretraining: cut from flight lines and products, cleaned, written and read."""
