"""What a `find` that is told to follow links takes in the folders to which they lead."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from shellguard.effects.context import find_roots
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.find_narrowing import FOLLOWS
from shellguard.facts.files.name_searches import Lookup
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.parsing.script import SimpleCommand


def leads_out(
    find: SimpleCommand, folder: str, deadline: Deadline, lookups: Iterable[Lookup] = ()
) -> TargetFacts | None:
    """What a `find` that is told to follow links takes behind them; None where that is nothing.

    `lookups` are all names that it looks for, if it takes only what has one of them.
    """
    if FOLLOWS.isdisjoint(word.text for word in find.words[1:]):
        return None
    behind: list[str] | None = []
    for root in find_roots(find):
        place = place_of(root.text, False, folder).path if root.known else ""
        linked = _linked_folders(place, deadline) if place else None
        behind = None if linked is None or behind is None else behind + linked
    if behind == []:
        return None
    unseen = TargetFacts(recovery=Recovery.LOST, reason="find follows links that lead elsewhere", personal=1)
    names = [lookup.only for lookup in lookups]
    if behind is None or not names or not all(names):
        return unseen
    for place in behind:
        if _linked_folders(place, deadline) != []:
            return unseen
        for name in names:
            found, complete = Lookup.of(f"{place}/{name}").below(place, deadline)
            if found:
                return TargetFacts(
                    found[0],
                    exists=True,
                    recovery=Recovery.LOST,
                    reason="find follows links, and finds it where one leads to",
                    files=len(found),
                    irreplaceable=len(found),
                    personal=len(found),
                )
            if not complete:
                return unseen
    return None


def _linked_folders(place: str, deadline: Deadline) -> list[str] | None:
    """Where links in a folder, or it itself, lead to other folders; None where not all could be seen."""
    if os.path.islink(place):
        return [os.path.realpath(place)] if os.path.isdir(place) else []
    walk = Walk()
    found = [
        os.path.realpath(entry.path)
        for entry, status in entries(place, deadline, walk)
        if stat.S_ISLNK(status.st_mode) and os.path.isdir(entry.path)
    ]
    return found if walk.complete or not os.path.isdir(place) else None
