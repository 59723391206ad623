"""`find … -delete`: what goes depends on what it looks for."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.effects.code_rules import code_rules
from shellguard.effects.context import Findings, find_roots, found_by, takes_everything
from shellguard.effects.touching import base_at, touch

_RULE = "files.find-delete"
_OF_EVERYTHING = 70
_WIDENS = frozenset(("-o", "-or", "!", "-not", ",", "-L", "-follow"))
_EMPTY_ONLY = frozenset(("-empty", "-delete"))


_TEMPORARY = frozenset(("/tmp", "/tmp/", "/var/tmp", "/var/tmp/"))  # noqa: S108
_DAYS = re.compile(r"\+0*[1-9]\d*")
_MINUTES = re.compile(r"\+0*(?:144\d|14[5-9]\d|1[5-9]\d\d|[2-9]\d{3}|\d{5,})")


def _old_temporary(findings: Findings) -> bool:
    """Whether all that it goes through are folders for temporary files, and only files of days ago go."""
    command = findings.command
    words = [word.text for word in command.words]
    if not all(word.text in _TEMPORARY for word in find_roots(command)) or _WIDENS & set(words):
        return False
    ages = [(words[n], words[n + 1]) for n in range(len(words) - 1)]
    return "f" in [value for name, value in ages if name == "-type"] and any(
        (name in ("-mtime", "-atime") and _DAYS.fullmatch(value))
        or (name in ("-mmin", "-amin") and _MINUTES.fullmatch(value))
        for name, value in ages
    )


def deletes(findings: Findings) -> None:
    """Adds the effect of `-delete`: like `rm -r` where nothing narrows it, else removing the files found."""
    words = findings.command.words
    place = next((index for index, word in enumerate(words) if word.text == "-delete"), 0)
    if not place:
        return
    command = replace(findings.command, words=words[: place + 1])  # what follows narrows nothing any more
    targets = found_by(command)
    if {word.text for word in command.words} >= _EMPTY_ONLY:
        findings.tell("files.find-delete-empty", targets)
        return
    everything = takes_everything(command)
    verb = "delete-tree" if everything else "delete"
    if _old_temporary(findings):
        findings.tell("files.find-delete-old-temporary", targets)
        return
    touch(findings, verb, targets, _RULE)
    own = code_rules()[_RULE].base
    base = _OF_EVERYTHING if everything else base_at(own, verb, targets, findings, recursive=False)
    known = all(word.known for word in targets)
    findings.tell(_RULE, targets, base=base, recursive=True, force=True, certain=known)
