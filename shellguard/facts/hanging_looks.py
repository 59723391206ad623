"""Looks that may hang, as at a network disk that is gone, and are given up after a moment."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import TypeVar

_Seen = TypeVar("_Seen")
_MOST_HANGING = 8
_AT_ONCE_SECONDS = 0.25
"""For what is looked at where all shells wait meanwhile: a dead disk must not hold them up."""


class InTime:
    """Looks at places, each in a thread of its own; where an earlier look hangs, none is begun.

    Threads may share it. A look that comes back late sets its place free again.
    """

    def __init__(self) -> None:
        self._hanging: set[str] = set()
        self._lock = Lock()

    def look(self, place: str, see: Callable[[], _Seen], otherwise: _Seen, seconds: float) -> _Seen:
        """What is seen at a place; *otherwise* if that takes longer than so many seconds.

        Raises nothing of its own; what *see* raises counts as not seen.
        """
        with self._lock:
            if place in self._hanging or len(self._hanging) >= _MOST_HANGING:
                return otherwise
        found: list[_Seen] = []
        ended = Event()

        def looking() -> None:
            try:
                found.append(see())
            except OSError:
                return
            finally:
                with self._lock:
                    ended.set()
                    self._hanging.discard(place)

        Thread(target=looking, daemon=True, name="look").start()
        ended.wait(seconds)
        with self._lock:
            if not ended.is_set():
                self._hanging.add(place)
        return found[0] if found else otherwise


NETWORK = InTime()
"""For all lines: a network disk that hangs holds one thread, however often it is named."""


def in_a_moment(place: str, see: Callable[[], _Seen], otherwise: _Seen) -> _Seen:
    """What is seen at a place, *otherwise* where its disk does not answer."""
    return NETWORK.look(place, see, otherwise, _AT_ONCE_SECONDS)


def is_folder(path: str) -> bool:
    """Whether there is a folder, as far as its disk says so in a moment."""
    return in_a_moment(path, lambda: os.path.isdir(path), False)


def is_file(path: str) -> bool:
    """As `is_folder`, for a regular file."""
    return in_a_moment(path, lambda: os.path.isfile(path), False)
