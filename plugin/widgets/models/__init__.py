"""Models in the interface: the chooser, the model card, and a menu of actions."""
