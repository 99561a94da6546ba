"""The assessment as a web page, a table and a style. These modules format figures and compute none."""
