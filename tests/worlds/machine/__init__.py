"""Worlds of the machine: who sits at it, and who would be cut off."""
