"""A git repository as its own files tell of it, and git itself where these don't answer."""
