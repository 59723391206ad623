"""Worlds of repositories."""
