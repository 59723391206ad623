"""What of the record says that a question was needless: the same line, always approved, never refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shellguard.audit.query import Entry
from shellguard.audit.statistics import APPROVING

_PHRASE = "phrase"


@dataclass(slots=True)
class Approval:
    """One line and how it fared when it was asked about. `folders` counts approvals by folder."""

    line: str
    newest: Entry
    folders: dict[str, int] = field(default_factory=dict)
    needless: int = 0

    @property
    def times(self) -> int:
        return sum(self.folders.values())


@dataclass(slots=True)
class Experience:
    """What was asked: lines that were always approved, and entries that were refused at least once."""

    approved: list[Approval]
    refused: list[Entry]


def experience(chosen: Iterable[Entry], marks: Mapping[str, str], at_least: int) -> Experience:
    """Looks through entries, the newest first.

    A line counts when it was approved *at_least* times, or once and marked as needless; and when it was never
    refused, never left, never marked as one to ask about. What has to be typed in full is left out: there the
    question is the point.
    """
    known: dict[str, Approval] = {}
    refused: dict[str, Entry] = {}
    for entry in _questions(chosen):
        line = str(entry.record.get("line"))
        mark = marks.get(str(entry.record.get("id")), "")
        if entry.record.get("challenge") == _PHRASE or mark == "should-ask":
            refused.setdefault(line, entry)
        elif entry.answered in APPROVING or mark == "needless":
            approval = known.setdefault(line, Approval(line, entry))
            cwd = str(entry.record.get("cwd", ""))
            approval.folders[cwd] = approval.folders.get(cwd, 0) + 1
            approval.needless += mark == "needless"
        elif entry.answered is not None:
            refused.setdefault(line, entry)
    enough = [one for one in known.values() if one.times >= at_least or one.needless]
    wanted = [one for one in enough if one.line not in refused]
    return Experience(sorted(wanted, key=lambda one: -one.times), list(refused.values()))


def _questions(chosen: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in chosen if entry.is_line and entry.record.get("decision") != "allow")
