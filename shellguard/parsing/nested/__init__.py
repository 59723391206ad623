"""What runs because of a command: shells, wrappers, aliases, scripts, tasks, other languages."""
