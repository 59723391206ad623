"""Worlds of databases, clusters, clouds and other services."""
