"""What several readers need: stacks of parts, HDF5 arrays, chunks, a sample of spectra."""
