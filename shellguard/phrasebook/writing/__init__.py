"""From a phrase and what was understood to a command line."""
