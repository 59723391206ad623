"""What lies behind names that are no paths: databases, clusters, clouds, volumes, stores of tools."""
