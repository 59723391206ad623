"""Laying phrases over a request: which are tried, how well they fit, and what makes an answer unsure."""
