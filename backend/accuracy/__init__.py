"""How good a map is: assessment against labels, and the sample to assess it with."""
