"""`find … -delete`: what goes depends on what it looks for."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from shellguard.effects.code_rules import code_rules
from shellguard.effects.context import Findings, find_roots, found_by, joined, plain_word, takes_everything
from shellguard.effects.names.find_alternatives import OR
from shellguard.effects.names.handed_names import as_found
from shellguard.effects.touching.touching import base_at, touch
from shellguard.parsing.script import SimpleCommand, Word

_RULE = "files.find-delete"
_OF_EVERYTHING = 70
_WIDENS = frozenset(("-o", "-or", "!", "-not", ",", "-L", "-follow"))
_EMPTY_ONLY = frozenset(("-empty", "-delete"))
_WEEK = re.compile(r"\+0*(?:[7-9]|[1-9]\d+)")
_PUT_ASIDE = re.compile(
    r"/var/log(?:/.*)?/[^/]*\.(?:gz|bz2|xz|zst|old|log[.-][\d*?\[\]-]+|[\d\[][\d\[\]-]*)$"
)
_OF_THE_SYSTEM = frozenset(
    ("", "/etc", "/usr", "/var", "/var/lib", "/lib", "/opt", "/boot", "/srv", "/run", "/home")
)
_EMPTY_OF_THE_SYSTEM = 62
_LINKS_OF_A_NAME = 44
_EDITORS = frozenset(("sed", "perl", "ruby"))
_IN_PLACE = re.compile(r"-[a-zA-Z]*i|--in-place")


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


def edits_store(findings: Findings) -> None:
    """`find . -type f -exec sed -i`: where nothing is chosen, a repository's own files are changed too."""
    command, upstream = findings.command, findings.context.upstream
    search = command if findings.program == "find" else next(iter(upstream[-1:]), None)
    if search is None or search.program != "find" or not takes_everything(search) or _shallow(search):
        return
    handed = [one for nested in command.nested for one in nested.script.commands]
    if any(_edits_in_place(one) for one in handed):
        findings.tell(
            "vcs.edit-in-store", tuple(joined(root, plain_word(".git")) for root in find_roots(search))
        )


def _edits_in_place(command: SimpleCommand) -> bool:
    options = [word.text for word in command.words[1:] if word.text.startswith("-")]
    return command.program in _EDITORS and any(_IN_PLACE.match(option) for option in options)


def _shallow(search: SimpleCommand) -> bool:
    words = [word.text for word in search.words]
    return any(pair in (("-maxdepth", "1"), ("-maxdepth", "0")) for pair in itertools.pairwise(words))


def _old_records(findings: Findings, targets: tuple[Word, ...]) -> bool:
    """Whether only records go that a program has put aside itself (`*.gz`, `*.log.1`), and days ago."""
    words = [word.text for word in findings.command.words]
    if _WIDENS & set(words) or not all(word.known for word in targets):
        return False
    aged = any(name == "-mtime" and _WEEK.fullmatch(value) for name, value in itertools.pairwise(words))
    return aged and all(_PUT_ASIDE.match(word.text) for word in targets)


def _dead_links(said: set[str], command: SimpleCommand) -> bool:
    """Whether only links go that lead nowhere."""
    words = [word.text for word in command.words]
    return not _WIDENS & said and ("-xtype", "l") in itertools.pairwise(words)


def _links_only(said: set[str], command: SimpleCommand) -> bool:
    """Whether nothing but links goes, and what they lead to stays."""
    words = [word.text for word in command.words]
    return not _WIDENS & said and ("-type", "l") in itertools.pairwise(words)


def deletes(findings: Findings) -> None:
    """Adds the effect of `-delete`: like `rm -r` where nothing narrows it, else removing the files found."""
    for place, word in enumerate(findings.command.words):
        if place and word.text == "-delete":
            _deletes(findings, place)


def _deletes(findings: Findings, place: int) -> None:
    """The same for the `-delete` that stands at this place."""
    words = findings.command.words
    command = replace(findings.command, words=words[: place + 1])  # what follows narrows nothing any more
    others = words[place - 1].text in OR  # all that the test in front of it does not take
    targets = find_roots(command) if others else found_by(command)
    said = {word.text for word in command.words}
    if said >= _EMPTY_ONLY and not said & OR:
        system = any(root.text.rstrip("/") in _OF_THE_SYSTEM for root in find_roots(command))
        findings.tell("files.find-delete-empty", targets, base=_EMPTY_OF_THE_SYSTEM if system else None)
        return
    if _dead_links(said, command):
        findings.tell("files.find-delete-dead-links", targets)
        return
    everything = others or takes_everything(command)
    verb = "delete-tree" if everything else "delete"
    if not others and _links_only(said, command):
        findings.tell("files.find-delete-links", targets, base=None if everything else _LINKS_OF_A_NAME)
        return
    if _old_temporary(findings):
        within = tuple(joined(root, plain_word("*")) for root in find_roots(command))  # files, not the folder
        findings.tell("files.find-delete-old-temporary", within)
        return
    if _old_records(findings, targets):
        findings.tell("files.find-delete-old-records", targets)
        return
    touch(findings, verb, targets, _RULE)
    if not everything:
        roots = {word.text for word in targets}
        findings.effects[:] = [as_found(effect, roots) for effect in findings.effects]
    own = code_rules()[_RULE].base
    base = _OF_EVERYTHING if everything else base_at(own, verb, targets, findings, recursive=False)
    known = all(word.known for word in targets)
    findings.tell(_RULE, targets, base=base, recursive=True, force=True, certain=known)
