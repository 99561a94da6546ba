"""The engine's set-up as a user sees it: a bar, a box and the question before anything is installed."""
