"""What of the record a person wants to see."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from shellguard import exit_codes
from shellguard.audit.record import encode
from shellguard.errors import ShellguardError

_TEXTS_FROM = 40
_HASH_LENGTH = 75
_TEXTS = ("line", "request", "reasoning", "cwd", "why", "by")


@dataclass(frozen=True, slots=True)
class Filters:
    """All that are given must hold; within one, any value. Empty means that it is not asked for.

    Attributes:
        since, until: bounds of `at`, as in the record (UTC), `until` excluded.
        decisions, levels, answers, sources, sessions: values as in the record.
        rules: patterns over the findings' ids (`git.*`).
        cwd: this folder or any below it.
        statuses: `0`, `130`, or `failed` for all but 0.
        text: must stand in the line, its request or its reasons; small letters match capitals too.
        pattern: a regular expression that must match in the same places.
        kinds: kinds of record other than lines, such as `hook-off`.
        id_start: what the id begins with.
    """

    since: str = ""
    until: str = ""
    decisions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    cwd: str = ""
    statuses: tuple[str, ...] = ()
    text: str = ""
    pattern: re.Pattern[str] | None = None
    kinds: tuple[str, ...] = ()
    id_start: str = ""
    _groups: list[tuple[bytes, ...]] = field(init=False, repr=False, compare=False)
    _small: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_groups", self.needles())
        object.__setattr__(self, "_small", self.small_needle())

    @property
    def about_lines(self) -> bool:
        """Whether only lines can match: everything but time and text speaks of lines."""
        return bool(
            self.decisions
            or self.levels
            or self.answers
            or self.sources
            or self.rules
            or self.cwd
            or self.statuses
        )

    def within(self, at: str) -> bool:
        """Whether a time lies in the bounds."""
        return (not self.since or at >= self.since) and (not self.until or at < self.until)

    def matches(self, record: dict[str, Any], answer: str | None, status: int | None) -> bool:
        """Whether a record with what came of it is wanted."""
        return (
            _one_of(record.get("decision"), self.decisions)
            and _one_of(record.get("level"), self.levels)
            and _one_of(record.get("source"), self.sources)
            and _one_of(record.get("session"), self.sessions)
            and _one_of(answer, self.answers)
            and str(record.get("id", "")).startswith(self.id_start)
            and self._status_matches(status)
            and self._rule_matches(record.get("findings", ()))
            and self._cwd_matches(str(record.get("cwd", "")))
            and self._text_matches(record)
        )

    def needles(self) -> list[tuple[bytes, ...]]:
        """Groups of bytes of which one each stands in the line of every record that can match."""
        groups = []
        for name, values in (
            ("decision", self.decisions),
            ("level", self.levels),
            ("source", self.sources),
            ("session", self.sessions),
            ("kind", self.kinds),
        ):
            if values:
                groups.append(tuple(f'"{name}":{encode(value)}'.encode() for value in values))
        if self.id_start:
            groups.append((b'"id":' + encode(self.id_start).encode()[:-1],))
        if self.rules and all(map(_literal, self.rules)):
            groups.append(tuple(f'"id":"{_literal(rule)}'.encode() for rule in self.rules))
        if self.cwd:
            groups.append((b'"cwd":' + encode(self.cwd.rstrip("/")).encode()[:-1],))
        if self.text.isascii() and self.text != self.text.lower():
            groups.append((encode(self.text).encode()[1:-1],))
        return groups

    def small_needle(self) -> bytes:
        """What stands in every matching record's line, put in small letters; empty if nothing is known."""
        small = self.text and self.text.isascii() and self.text == self.text.lower()
        return encode(self.text).encode()[1:-1] if small else b""

    def may_match(self, line: bytes) -> bool:
        """A cheap look at a record's line as it stands in the file: False only if it can't match."""
        for group in self._groups:
            if not any(needle in line for needle in group):
                return False
        if not self._small:
            return True
        # numbers, hashes and salts are full of short texts that nobody means
        end = line.rfind(b',"salt":"')
        return self._small in line[_TEXTS_FROM : end if end > 0 else -_HASH_LENGTH].lower()

    def end_pattern(self) -> re.Pattern[bytes] | None:
        """Matches the records that a wanted answer or status stands in; its group is the line's id."""
        if self.answers:
            values = "|".join(re.escape(encode(answer)) for answer in self.answers)
            return re.compile(rf'"kind":"answered","id":"([^"]*)","answer":(?:{values})[,}}]'.encode())
        if self.statuses:
            values = "|".join("(?!0,)[0-9]+" if s == "failed" else re.escape(s) for s in self.statuses)
            return re.compile(rf'"kind":"finished","id":"([^"]*)","status":(?:{values})[,}}]'.encode())
        return None

    def _status_matches(self, status: int | None) -> bool:
        if not self.statuses:
            return True
        return status is not None and (
            str(status) in self.statuses or (status != 0 and "failed" in self.statuses)
        )

    def _rule_matches(self, findings: Iterable[dict[str, Any]]) -> bool:
        return not self.rules or any(
            fnmatch.fnmatchcase(str(finding.get("id", "")), rule)
            for finding in findings
            for rule in self.rules
        )

    def _cwd_matches(self, cwd: str) -> bool:
        wanted = self.cwd.rstrip("/")
        return not self.cwd or cwd == (wanted or "/") or cwd.startswith(f"{wanted}/")

    def _text_matches(self, record: dict[str, Any]) -> bool:
        if not self.text and self.pattern is None:
            return True
        texts = [str(record[name]) for name in _TEXTS if name in record]
        for finding in record.get("findings", ()):
            texts += [str(finding.get("id")), str(finding.get("message"))]
        if "decision" not in record:
            texts.append(str(record.get("kind")))
        if self.text:
            fold = self.text == self.text.lower()
            if not any(self.text in (text.lower() if fold else text) for text in texts):
                return False
        return self.pattern is None or any(self.pattern.search(text) for text in texts)


def compiled(pattern: str) -> re.Pattern[str]:
    """A person's regular expression.

    Raises:
        ShellguardError: it is none.
    """
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ShellguardError(
            f"not a regular expression: {error}", where=pattern, exit_code=exit_codes.USAGE
        ) from error


def _one_of(value: Any, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _literal(rule: str) -> str:
    return re.split(r"[*?\[]", rule, maxsplit=1)[0]
