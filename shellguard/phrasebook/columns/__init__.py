"""Requests about what stands in a file: its columns, or the keys of a JSON file."""
