"""From the grammar's tree to the simple commands that would run, in their order."""
