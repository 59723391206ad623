"""Worlds that the shell's own state and a line's own course decide."""
