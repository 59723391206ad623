"""Models beside each other: the same requests and lines to each, and what counts as right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Final

from shellguard.errors import ShellguardError, reason_of
from shellguard.terminal_text import printable
from shellguard.toml_text import toml_tables

_LARGEST = 1_000_000
_HALF: Final = 0.5
_PARSING, _BANDS, _TELLING, _SPEED = 0.45, 0.15, 0.35, 0.05
_QUICK_SECONDS: Final = 1.0
_CLOSE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Request:
    """One request; *right*: patterns of which one has to match the whole command; *band*: of its risk."""

    text: str
    right: tuple[re.Pattern[str], ...]
    band: tuple[int, int]

    def accepts(self, command: str) -> bool:
        """Whether a command does what was asked for."""
        one = " ".join(command.split())
        return any(pattern.fullmatch(one) for pattern in self.right)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A model's answer to a request; *error* where there was none that could be used."""

    command: str = ""
    risk: int = 0
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A model's raw danger of a line, 0 to 1 (None where it did not answer), and whether it is dangerous."""

    danger: float | None
    dangerous: bool
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """One model's figures; shares are 0 to 1.

    Attributes:
        right: commands that do what was asked for; in_band: risks in their band; both: right in both.
        needless: harmless lines that it finds more likely dangerous than not; missed: dangerous ones not.
        tells_apart: area under the curve; calibration: the expected error of its raw answers.
        seconds: of a request, at the median; unanswered: requests and lines.
    """

    model: str
    right: float
    in_band: float
    both: float
    needless: float
    missed: float
    tells_apart: float
    calibration: float
    seconds: float
    unanswered: int

    @property
    def total(self) -> float:
        """For the order, 0 to 1: parsing first, then telling danger apart, bands, speed."""
        telling = max(0.0, (self.tells_apart - _HALF) / _HALF)
        speed = 1.0 if self.seconds <= _QUICK_SECONDS else _QUICK_SECONDS / self.seconds
        return _PARSING * self.right + _BANDS * self.in_band + _TELLING * telling + _SPEED * speed


@cache
def packaged() -> tuple[Request, ...]:
    """The fifty requests that come with shellguard."""
    return read_requests(Path(__file__).with_name("comparing.toml"))


def read_requests(file: Path) -> tuple[Request, ...]:
    """Requests from a TOML file of the same kind.

    Raises:
        ShellguardError: it can't be read, or an entry is no request; the entry is named.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST)
    except OSError as error:
        raise ShellguardError(f"the requests can't be read: {reason_of(error)}", where=str(file)) from error
    entries = toml_tables(content, called="the file of requests", where=str(file)).get("request", [])
    if not entries:
        raise ShellguardError("there is no [[request]] in the file", where=str(file))
    return tuple(_request(entry, number, str(file)) for number, entry in enumerate(entries, 1))


def _request(entry: object, number: int, file: str) -> Request:
    where = f"{file}, request {number}"
    if not isinstance(entry, dict):
        raise ShellguardError("a request is a table", where=where)
    text, right, band = entry.get("text"), entry.get("right"), entry.get("band", [0, 100])
    if not isinstance(text, str) or not isinstance(right, list) or not right:
        raise ShellguardError("a request has text and right (patterns)", where=where)
    if not isinstance(band, list) or len(band) != 2 or not all(isinstance(one, int) for one in band):
        raise ShellguardError("band is two numbers, from and to", where=where)
    try:
        patterns = tuple(re.compile(one) for one in right)
    except (re.error, TypeError) as error:
        raise ShellguardError(f"a pattern can't be read: {printable(str(error))}", where=where) from error
    return Request(text, patterns, (band[0], band[1]))


def scored(
    model: str,
    requests: Sequence[Request],
    proposed: Sequence[Proposed],
    judged: Sequence[Judged],
    *,
    tells_apart: float,
    calibration: float,
) -> Score:
    """A model's figures. What it did not answer is not right."""
    right = [request.accepts(one.command) for request, one in zip(requests, proposed, strict=True)]
    in_band = [
        not one.error and request.band[0] <= one.risk <= request.band[1]
        for request, one in zip(requests, proposed, strict=True)
    ]
    times = [one.seconds for one in proposed if not one.error]
    harmless = [one.danger for one in judged if not one.dangerous and one.danger is not None]
    dangerous = [one.danger for one in judged if one.dangerous and one.danger is not None]
    silent = sum(bool(one.error) for one in proposed) + sum(one.danger is None for one in judged)
    return Score(
        model,
        _share(right),
        _share(in_band),
        _share([one and other for one, other in zip(right, in_band, strict=True)]),
        _share([danger >= _HALF for danger in harmless]),
        _share([danger < _HALF for danger in dangerous]),
        tells_apart,
        calibration,
        median(times) if times else 0.0,
        silent,
    )


def ranked(scores: Sequence[Score]) -> tuple[Score, ...]:
    """The best first."""
    return tuple(sorted(scores, key=lambda one: one.total, reverse=True))


def winner(scores: Sequence[Score]) -> Score | None:
    """The one that is clearly the best; None where two are as good as alike, or nobody answered."""
    best, *others = ranked(scores) or (None,)
    if best is None or best.right <= 0:
        return None
    return best if all(best.total - other.total >= _CLOSE for other in others if other) else None


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
