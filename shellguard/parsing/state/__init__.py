"""What is known of a shell while its line is read, through branches, loops and early ends."""
