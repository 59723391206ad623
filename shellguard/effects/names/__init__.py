"""What words of a line stand for before a program's effect is told: folders, lists, patterns."""
