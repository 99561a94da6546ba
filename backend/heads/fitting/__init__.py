"""From labelled pixels to a fitted head and how good it is. Arrays in, arrays out; reads no file."""
