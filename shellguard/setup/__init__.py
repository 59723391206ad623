"""A place in the person's system: start-up files, the rendered hook, the service manager's units."""
