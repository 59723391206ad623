"""From the source of a word to what bash makes of it: quoting, expansions, word splitting."""
