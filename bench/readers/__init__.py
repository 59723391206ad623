"""Other readers of bash, whose readings are compared with the own one, and one form for what they see."""
