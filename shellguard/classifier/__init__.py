"""The embedded second opinion: a small linear model over features of the parsed line."""
