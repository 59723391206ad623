"""What files and folders hold, whom they belong to, and whether they come back."""
