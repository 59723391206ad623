"""shellguard: judges what a command line would do before an interactive shell runs it."""

__version__ = "0.1.0"
