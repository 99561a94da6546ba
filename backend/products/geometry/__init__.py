"""Where pixels lie: control points, rational polynomials, look-up by latitude and longitude."""
