"""Bash's grammar: text becomes lists, pipelines and commands whose words are places in the text."""
