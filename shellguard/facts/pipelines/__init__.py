"""Names that one command of a line hands to another: worked out as the programs would, by reading alone."""
