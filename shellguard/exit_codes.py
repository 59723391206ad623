"""How commands end. `check` alone uses CONFIRM and DENY."""

from __future__ import annotations

DONE = 0
FAILED = 1
USAGE = 2
CONFIRM = 3
DENY = 4
INTERRUPTED = 130
