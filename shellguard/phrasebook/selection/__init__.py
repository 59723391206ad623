"""Which files a request means: their names, sizes, ages, owners, places and order."""
