"""`Effect`s become `Facts`: what the targets are in this world. Reads only, within a time budget."""
