"""The main panel. Combines the other widgets; only the plugin itself imports it."""
