"""Code of other languages by what it does: awk, Python, SQL, and all that call functions by name."""
