"""The interface of the engine's set-up: a bar, a box and the question before anything is installed."""
