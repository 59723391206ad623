"""Worlds that earlier lines of the session made."""
