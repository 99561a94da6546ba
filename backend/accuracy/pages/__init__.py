"""The assessment as page, table and style. Takes finished figures; computes none."""
