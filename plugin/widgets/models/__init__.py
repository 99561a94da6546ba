"""Models as a user sees them: the chooser, a card to read, a menu of what can be done."""
