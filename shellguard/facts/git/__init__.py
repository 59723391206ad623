"""What commands of git would throw away: work, commits, branches, stashes, unknown files."""
