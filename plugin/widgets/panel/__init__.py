"""The main panel. Puts the other rooms of the widgets together; only the plugin itself imports it."""
