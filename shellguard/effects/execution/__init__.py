"""Code that a line runs without its standing there, and the ways by which programs come to run it."""
