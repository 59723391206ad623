"""`Effect`s and `Facts` become a `Risk`: score, findings, confidence. Pure."""
