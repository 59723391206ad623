"""Plain language to a command line without a model: sets of files read piece by piece, phrases as data."""
