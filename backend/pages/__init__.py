"""Pages for people: one HTML file each, with its pictures inside and nothing that is loaded from elsewhere."""
