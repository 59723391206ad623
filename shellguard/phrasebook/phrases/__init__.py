"""The packaged phrases, and what of a request may fill their slots."""
