"""A decision and its reasons become text for a terminal. Pure."""
