"""What a line would write over or take with it by writing: copies, mirrors, archives, outputs."""
