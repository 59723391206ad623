"""Worlds of files and folders."""
