"""A script and its findings become a safer command, which is judged again elsewhere. Pure."""
