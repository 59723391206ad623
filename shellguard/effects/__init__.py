"""A `Script` and the knowledge about programs become `Effect`s: what would be done to what. Pure."""
