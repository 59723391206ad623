"""The settings: typed, layered, edited with their comments kept."""
