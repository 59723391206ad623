"""From where packages are taken that a list names, where the list or settings of the folder say it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand

RULE: str = load("taken_from")["rule"]
_LONGEST = 256 << 10
_MOST_FILES = 16


def taken_from(deed: Deed) -> TargetFacts | None:
    """That nobody can say what comes from an address in it; None where there is no such."""
    data = load("taken_from")
    for entry in data["list"]:
        if deed.effect.program not in entry["programs"]:
            continue
        for path in _files(entry, deed.command, deed.folder):
            for address in re.findall(entry["pattern"], text_of(path, _LONGEST)):
                if re.match(data["open"], address):
                    reason = f"{os.path.basename(path)} takes them from {address}"
                    return TargetFacts(path, recovery=Recovery.LOST, reason=reason)
    return None


def _files(entry: dict[str, Any], command: SimpleCommand, folder: str) -> Iterator[str]:
    """The lists that the line and these themselves name, and the files of the folder; absolute."""
    waiting = [os.path.join(folder, name) for name in (*_named(entry["by"], command), *entry["files"])]
    seen: list[str] = []
    while waiting and len(seen) < _MOST_FILES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.append(path)
        yield path
        if "further" in entry:
            names = re.findall(entry["further"], text_of(path, _LONGEST))
            waiting += [os.path.join(os.path.dirname(path), name) for name in names]


def _named(options: list[str], command: SimpleCommand) -> Iterator[str]:
    for word, after in pairwise((*command.words, *command.words[-1:])):
        name, equals, value = word.text.partition("=")
        if name in options:
            yield value if equals else after.value or ""
        elif word.text[:2] in options and len(word.text) > 2 and not word.text.startswith("--"):
            yield word.text[2:]
