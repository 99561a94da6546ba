"""Tables on what must not change a map, and on what each output promises."""
