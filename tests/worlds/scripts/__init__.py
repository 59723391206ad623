"""Worlds of scripts, project files and what tools read from files."""
