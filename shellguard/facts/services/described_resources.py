"""What the folder's own files tell of what a tool would remove elsewhere: nothing where they name nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from shellguard.facts.contents import holds_nothing, text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.git.question import counted, named
from shellguard.facts.repository.index import unchanged
from shellguard.facts.repository.repository import repository_of
from shellguard.facts.services.redirected_clients import led_by_variables, runs_first
from shellguard.facts.services.statements import are_taken_back
from shellguard.facts.services.table_rows import table_rows
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand

_INDEX_MS = 10.0
_KNOWN = load("described")
_SQLITE_VALUES = frozenset(_KNOWN["sqlite"]["values"])
_SQLITE_FILES = ("-init", "-f", "-file", "--init")
_SAID_FIRST = ("-cmd", "--cmd")
_LONGEST = 256 << 10
_ANOTHER_FILE = re.compile(
    r"(?mi)\battach\b|^\s*\.(?:open|read|import|shell|system|output|once|save|backup|clone|cd|log|archive)\b"
    r"|\b(?:writefile|edit|load_extension)\s*\(|\bvacuum\b[^;]*\binto\b|\bcopy\b[^;]*\bto\b|\bexport\s+database\b"
)
_IN_FILES = ("sqlite3", "duckdb")
_PUTTING = frozenset(_KNOWN["hooks"]["putting"])


def vagrant_machines(deed: Deed) -> TargetFacts | None:
    """`vagrant destroy`: the machines that go, or that none was made."""
    if deed.effect.program != "vagrant":
        return None
    names = [word.value or "*" for word in deed.command.words[2:] if not word.text.startswith("-")]
    if not all(re.fullmatch(r"(?![0-9a-f]{7,32}\Z)[\w-]+", name) for name in names):
        return None  # by its number a machine of any folder is meant
    if not os.path.isfile(f"{deed.folder}/Vagrantfile"):
        return None
    if led_by_variables(deed.command, deed.shell):
        return None
    machines = Path(deed.folder, ".vagrant", "machines")
    made = sorted({path.parts[-3] for name in names or ["*"] for path in machines.glob(f"{name}/*/id")})
    if not made:
        return _nothing(f"{deed.folder}/Vagrantfile", "no machine of it was made")
    shown = named([name if re.fullmatch(r"[\w.-]{1,64}", name) else "?" for name in made])
    return TargetFacts(f"{deed.folder}/Vagrantfile", reason=f"{counted(len(made), 'machine')}: {shown}")


def sqlite_rows(deed: Deed) -> TargetFacts | None:
    """A statement to a database in a file that is not there, empty, or without a row."""
    if deed.effect.program not in _IN_FILES or runs_first(deed.effect.program, deed.shell):
        return None
    words, place = deed.command.words, 1
    while place < len(words) and words[place].text.startswith("-"):
        place += 2 if words[place].text in _SQLITE_VALUES else 1
    name = words[place].value if place < len(words) else None
    told = [word.text for word in words[1:]] + [
        _fed(one, deed.folder) for one in _statements_of(deed.command)
    ]
    if any(_ANOTHER_FILE.search(one) for one in told):
        return None  # another file may be meant
    if name == ":memory:":
        return _nothing("", "it begins empty, and ends with the command")
    path = place_of(name, False, deed.folder).path if name and not re.match(r"\w*:", name) else ""
    if not path:
        return None
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return _nothing(path, "there is no such database")
    except (OSError, ValueError):
        return None
    reason = holds_nothing(path, status)
    if reason:
        return _nothing(path, reason)
    if deed.effect.program != "sqlite3":
        return None
    said = [word.value for word in words[place + 1 :]]
    first = any(word.text in _SAID_FIRST for word in words[:place])
    if len(said) == 1 and said[0] and are_taken_back(said[0]) and not first and not deed.command.redirections:
        return _nothing(path, "it is taken back at the end")
    if len(said) == 1 and said[0] and not deed.command.redirections:
        return table_rows(path, said[0])
    alone = not said and not first and len(list(_statements_of(deed.command))) <= 1
    return table_rows(path, _read_from(deed)) if alone else None


def _statements_of(command: SimpleCommand) -> Iterator[str | None]:
    """The files whose statements are run: by an option, or for what is typed."""
    for word, after in pairwise(command.words):
        if word.text in _SQLITE_FILES:
            yield after.value
    for one in command.redirections:
        if one.operator == "<" and one.target is not None:
            yield one.target.value


def _read_from(deed: Deed) -> str:
    """The statements that a client reads from its input, "" where they are not known."""
    redirections = deed.command.redirections
    only = redirections[0] if len(redirections) == 1 else None
    if only is None or only.target is None:
        return ""
    if only.operator != "<":
        return (only.body.value if only.body is not None else only.target.value) or ""
    path = place_of(only.target.value or "", False, deed.folder).path
    return text_of(path, _LONGEST) if path else ""


def _fed(name: str | None, folder: str) -> str:
    """What a file of statements says; what may be any where that is not known."""
    path = place_of(name, False, folder).path if name else ""
    return text_of(path, _LONGEST) or "attach" if path and os.path.isfile(path) else "attach"


def own_hook(deed: Deed) -> TargetFacts | None:
    """A hook of git that is put there from the project's own files, as git has them."""
    operands = [word.value for word in deed.command.words[1:] if not word.text.startswith("-")]
    repository = repository_of(deed.folder)
    if deed.command.program not in _PUTTING or repository is None or len(operands) < 2 or None in operands:
        return None
    index = repository.index(Deadline(_INDEX_MS))
    prefix = repository.root.rstrip("/") + "/"
    for name in operands[:-1]:
        path = place_of(name or "", False, deed.folder).path
        entry = index.entries.get(path.removeprefix(prefix))
        try:
            same = entry is not None and unchanged(path, entry, os.lstat(path), index)
        except OSError:
            same = False
        if same is not True:
            return None
    return _nothing(deed.folder, "it is one of the project's own files, as git has it")


def _nothing(path: str, reason: str) -> TargetFacts:
    return TargetFacts(path=path, recovery=Recovery.NOTHING_LOST, reason=reason)
