"""A `Risk` and the person's settings become a `Decision`. Pure."""
