"""What is known of programs: packs read and checked, the words of a command, the places of paths."""
