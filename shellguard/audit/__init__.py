"""What was decided, answered and how it ended: an append-only chained record."""
