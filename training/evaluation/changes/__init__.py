"""Tables on change: pairs of dates with known change, and a peer method."""
