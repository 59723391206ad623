"""How commands end. `check` alone uses CONFIRM and DENY."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
FAILED: Final = 1
USAGE: Final = 2
CONFIRM: Final = 3
DENY: Final = 4
INTERRUPTED: Final = 130
