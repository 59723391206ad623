"""Other readers of bash, asked for comparison, and the one form for what they see."""
