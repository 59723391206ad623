"""Histories of shells, read as lines that a person typed: bash, zsh (plain and extended), fish."""
