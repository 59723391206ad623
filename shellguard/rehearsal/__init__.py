"""Real guarded shells on pseudo terminals of their own, in scratch folders: what `doctor` and `tour` play."""
