"""Entries for a browser: read backwards by a thread, as far as somebody looks, a bounded number at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from shellguard.audit.filters import Filters
from shellguard.audit.query import Entry, entries

PAGE = 10_000
_AHEAD = 200
_TOLD_EACH = 64


class _GivenUpError(Exception):
    """Somebody wants something else by now."""


class Shelf:
    """One page of the entries that match, the newest first, filled by a thread of its own.

    Attributes:
        entries: what has been read so far; grows by itself as far as `want` says.
        complete: nothing older matches.
        error: why reading ended early; "" when it did not.
    """

    def __init__(self, folder: Path, news: Callable[[], None]) -> None:
        self._folder = folder
        self._news = news
        self._changed = threading.Condition()
        self._turn = 0
        self._wanted = 0
        self._closed = False
        self._filters = Filters()
        self._bounds: list[tuple[str, int]] = []
        self.entries: list[Entry] = []
        self.complete = False
        self.error = ""
        threading.Thread(target=self._serve, name="reading the record", daemon=True).start()

    def show(self, filters: Filters) -> None:
        """Begins anew with the newest that match."""
        with self._changed:
            self._filters = filters
            self._bounds = []
            self._begin()

    def want(self, count: int) -> None:
        """Asks for so many entries of this page, and some more."""
        with self._changed:
            if count + _AHEAD > self._wanted:
                self._wanted = min(PAGE, count + _AHEAD)
                self._changed.notify()

    def older(self) -> bool:
        """Goes on to the next page, if this one is full; its entries are let go."""
        with self._changed:
            if len(self.entries) < PAGE:
                return False
            last = self.entries[-1].record
            self._bounds.append((str(last.get("at")), _number(last)))
            self._begin()
        return True

    def newer(self) -> bool:
        """Goes back to the page before."""
        with self._changed:
            if not self._bounds:
                return False
            self._bounds.pop()
            self._wanted = PAGE
            self._begin(PAGE)
        return True

    @property
    def page(self) -> int:
        """The number of this page, from 0."""
        return len(self._bounds)

    def close(self) -> None:
        """Ends the reading."""
        with self._changed:
            self._closed = True
            self._turn += 1
            self._changed.notify()

    def _begin(self, wanted: int = _AHEAD) -> None:
        self._turn += 1
        self._wanted = min(PAGE, wanted)
        self.entries = []
        self.complete = False
        self.error = ""
        self._changed.notify()

    def _serve(self) -> None:
        done = 0
        while not self._closed:
            with self._changed:
                self._changed.wait_for(lambda: self._turn != done)  # noqa: B023 - called before it changes
                done, filters, bounds, into = self._turn, self._filters, list(self._bounds), self.entries
            if self._closed:
                return
            try:
                self._fill(done, self._matching(filters, bounds, done), into)
            except _GivenUpError:
                continue
            except OSError as error:
                self.error = f"the record can't be read: {error.strerror}"
                self._news()

    def _fill(self, turn: int, found: Iterator[Entry], into: list[Entry]) -> None:
        for entry in found:
            into.append(entry)
            if len(into) % _TOLD_EACH == 0 or len(into) == 1:
                self._news()
            if len(into) >= self._wanted:
                self._news()
                with self._changed:
                    self._changed.wait_for(lambda: self._turn != turn or len(into) < self._wanted)
            if self._turn != turn:
                raise _GivenUpError
        with self._changed:
            self.complete = self._turn == turn
        self._news()

    def _matching(self, filters: Filters, bounds: list[tuple[str, int]], turn: int) -> Iterator[Entry]:
        def breathe() -> None:
            if self._turn != turn:
                raise _GivenUpError

        if not bounds:
            yield from entries(self._folder, filters, breathe=breathe)
            return
        at, number = bounds[-1]
        # `until` is excluded, and the next page may begin within the same millisecond
        until = min(filters.until or "~", f"{at}~")
        for entry in entries(self._folder, replace(filters, until=until), breathe=breathe):
            if _number(entry.record) < number:
                yield entry


def _number(record: dict[str, Any]) -> int:
    """A record's number; 0 where somebody made something else of it."""
    number = record.get("n")
    return number if isinstance(number, int) else 0
