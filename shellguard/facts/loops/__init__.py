"""What the turns of a loop come to, one after another."""
