"""What programs do and which paths matter, as data. Read once; adding to it touches no code."""
