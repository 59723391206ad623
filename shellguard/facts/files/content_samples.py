"""Whether two large files hold the same, by a few places in them: their times can be set."""

from __future__ import annotations

import os

_PLACES = 8
_LENGTH = 4096


def same_in_places(one: str, other: str, size: int) -> bool:
    """Whether two files of this size are equal at their ends and at a few places between."""
    first = os.open(one, os.O_RDONLY | os.O_CLOEXEC)
    try:
        second = os.open(other, os.O_RDONLY | os.O_CLOEXEC)
        try:
            step = max(1, (size - _LENGTH) // (_PLACES - 1))
            return all(
                os.pread(first, _LENGTH, place) == os.pread(second, _LENGTH, place)
                for place in range(0, max(1, size - _LENGTH + 1), step)
            )
        finally:
            os.close(second)
    finally:
        os.close(first)
