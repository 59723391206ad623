"""Tells plain language and misspelt commands from commands; pure, and cautious: a doubt means a command."""
