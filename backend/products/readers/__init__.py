"""One reader for each kind of product; :mod:`..registry` lists them."""
