"""Files that are given to others, and hold what opens something: sent, put under version control, served.

A secret's usual name asks by itself; here the text tells, whatever a file is called, and names in a folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, pairwise

from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.repository.repository import Repository, repository_of
from shellguard.knowledge.secret_formats import any_hint, formats
from shellguard.parsing.script import Connection, SimpleCommand

SENDING = ("send.post-file", "send.upload-file", "send.post-piped", "send.mail", "send.as-text")
ADDING = "send.put-under-version-control"
SERVING = "network.serve-folder"

_LONGEST = 64 << 10
_MOST_ENTRIES = 2_000
_PRIVATE_KEY = "private-key"
_UNSURE = frozenset(("jwt",))
"""Formats of what often runs out within the hour."""
_IN_A_FORM = re.compile(r"(?:[^=\s;]{0,60}=)?[@<]([^;]+)(?:;.*)?", re.DOTALL)
_PIPES = (Connection.PIPE, Connection.PIPE_BOTH)
_TELLING = re.compile(
    r"(?i)id_(?:rsa|dsa|ecdsa|ed25519)|.*\.(?:pem|key|p8|ppk)|.*_(?:rsa|ed25519)|\.env(?:\.\w+)?|credentials(?:\.\w+)?"
    r"|\.(?:netrc|pgpass|npmrc|pypirc|git-credentials)|.*service[-_]?account.*\.json|secrets?\.(?:ya?ml|json|toml)"
)
_TO_TRY = re.compile(r"(?i)(?:^|/)(?:tests?|spec|fixtures?|testdata|examples?|samples?|mocks?|docs?)(?:/|$)")
_SETTING = re.compile(
    r"""(?imx) ^[ \t]{0,9} (?:export[ \t])?
    "?[\w.-]{0,40} (?:passw(?:or)?d|secret|token|(?:api|access)[_-]?key) \w{0,20}"?
    [ \t]{0,9} [:=] [ \t]{0,9} ["']?
    (?!your|change|example|dummy|test|xxx|passw|secret|postgres) [^\s"'{}$<>]{8}"""
)
"""A setting that holds a password, and not one that stands in for it."""
_IN_FOLDER = ("-d", "--directory")
_KEPT_THERE = (".ssh", ".aws", ".gnupg", ".kube")


def sent(deed: Deed) -> TargetFacts | None:
    """The facts about a file that goes to another machine, where its text is a secret."""
    return next((told for path in _sent(deed) if (told := _told(path, held_by(path)))), None)


def added(deed: Deed) -> TargetFacts | None:
    """The facts about what comes under version control, where a secret is among it that git does not have."""
    operands = [target.text for target in deed.effect.targets]
    folder = deed.folder
    for path in (place_of(one, False, folder).path for one in operands or ("",)):
        root = path or folder
        found = _telling_names(root, deed.deadline) if os.path.isdir(root) else iter((root,))
        for file in found:
            if (what := held_by(file)) and _is_new(file, deed):
                return _told(file, what)
    return None


def served(deed: Deed) -> TargetFacts | None:
    """The facts about a folder that everybody on the network may read, where keys lie in it."""
    folder = place_of(_served_folder(deed.command), False, deed.folder).path or deed.folder
    for name in _KEPT_THERE:
        if os.path.isdir(f"{folder}/{name}"):
            return _told(folder, f"{name}, in which keys are kept")
    found = _telling_names(folder, deed.deadline)
    return next((told for path in found if (told := _told(path, held_by(path)))), None)


def _served_folder(command: SimpleCommand) -> str:
    """The folder that a server is told to give, "" for that in which it is started."""
    words = [word.text for word in command.words[1:]]
    for before, word in pairwise(("", *words)):
        if before in _IN_FOLDER or word.startswith("--directory="):
            return word.removeprefix("--directory=")
    operands = [word for word in words if word[:1] != "-" and not word.isdecimal()]
    return operands[0] if operands and "-m" not in words else ""


def held_by(path: str) -> str:
    """What a file holds that opens something: a private key, a service's key, a password; "" for nothing."""
    text = text_of(path, _LONGEST)
    if not text:
        return ""
    if any_hint().search(text):
        for row in formats():
            hinted = row.id not in _UNSURE and any(hint in text for hint in row.hints)
            if hinted and row.pattern.search(text):
                return "a private key" if row.id == _PRIVATE_KEY else "a service's key"
    settings = _TELLING.fullmatch(os.path.basename(path)) is not None
    return "a password or a key" if settings and _SETTING.search(text) else ""


def _told(path: str, what: str) -> TargetFacts | None:
    if not what:
        return None
    reason = f"{os.path.basename(path)} holds {what}"
    return TargetFacts(path=path, exists=True, recovery=Recovery.LOST, reason=reason, personal=1)


def _sent(deed: Deed) -> Iterator[str]:
    """The files that a command sends: those of its words, and what is read into it."""
    words = [target.text for target in deed.effect.targets]
    form = deed.effect.rule == "send.post-file"
    named = [(_IN_A_FORM.fullmatch(word) if form else None) for word in words]
    texts = [found[1] for found in named if found] if form else words
    for command in (deed.command, *_piped_into(deed)):
        texts += [one.target.text for one in command.redirections if one.operator == "<" and one.target]
        if command.program == "cat":
            texts += [word.text for word in command.words[1:]]
    for text in texts:
        path = place_of(text, False, deed.folder).path
        if path and text != "-":
            yield path


def _piped_into(deed: Deed) -> list[SimpleCommand]:
    commands = list(deed.script.commands)
    if deed.command.connection not in _PIPES or deed.command not in commands:
        return []
    return [one for one in commands if one.pipeline == deed.command.pipeline and one is not deed.command]


def _telling_names(folder: str, deadline: Deadline) -> Iterator[str]:
    """Files in a folder, and in those right below it, whose names promise a secret."""
    below, seen = [folder], 0
    while below and seen < _MOST_ENTRIES:
        here = below.pop(0)
        with suppress(OSError), os.scandir(here) as listing:
            for entry in islice(listing, _MOST_ENTRIES - seen):
                if deadline.expired:
                    return
                seen += 1
                if _TELLING.fullmatch(entry.name):
                    yield entry.path
                elif here == folder and entry.name[:1] != "." and entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)


def _is_new(file: str, deed: Deed) -> bool:
    """Whether git takes a file that it neither has nor is told to leave out, and that is not for trying."""
    repository = repository_of(os.path.dirname(file))
    if repository is None:
        return False
    inner = os.path.relpath(file, repository.root)
    return not _TO_TRY.search(inner) and not _known(inner, repository, deed)


def _known(inner: str, repository: Repository, deed: Deed) -> bool:
    index = repository.index(deed.deadline)
    return inner in index.entries or deed.surveyor.ignored(repository).file(inner)
