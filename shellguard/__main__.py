"""`python -m shellguard` and the command `shellguard`."""

from __future__ import annotations

import sys

from shellguard.cli import main

if __name__ == "__main__":
    sys.exit(main())
