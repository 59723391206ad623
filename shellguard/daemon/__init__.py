"""The process that judges: sockets, sessions, life."""
