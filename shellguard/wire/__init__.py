"""Frames, versions and escaping: one codec for the hook, the client and the daemon."""
