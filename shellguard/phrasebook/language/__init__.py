"""The words of a request: cut into tokens, plain or literal, and written back as words of a command."""
