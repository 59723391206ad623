"""Plain language to a command line without a model: a semantic frame for files and text, and phrase families as data."""
