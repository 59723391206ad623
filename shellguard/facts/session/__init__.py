"""What earlier lines of the same shell did, and what therefore stands somewhere else, too."""
