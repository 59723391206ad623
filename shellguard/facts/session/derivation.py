"""One thing that a line of the session made, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Making(StrEnum):
    """How something was made."""

    COPIED = "copied"
    UNPACKED = "unpacked"
    DOWNLOADED = "downloaded"
    PACKED = "packed"
    COMPARED = "compared"  # nothing was made: two things were found to hold the same


@dataclass(frozen=True, slots=True)
class Made:
    """One thing that a line made.

    Attributes:
        path: the copy, the downloaded file, the folder that was unpacked into, the archive that was made.
        origin: the path that was copied or packed, the archive that was unpacked; "" for an address.
        begun, ended: when its line ran, in seconds since the epoch.
        clock: how far the wall's clock was ahead of the machine's own at that time, in seconds.
    """

    how: Making
    path: str
    origin: str = ""
    begun: float = 0.0
    ended: float = 0.0
    clock: float = 0.0
