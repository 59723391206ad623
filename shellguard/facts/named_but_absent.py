"""What a request names and the proposed command needs, but is not there: people mean folders elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, SimpleCommand, Word

_NEEDS = knowledge("sentences", "needs_its_operands")
_ALL = _NEEDS.names("all")
_ALL_BUT_THE_LAST = _NEEDS.names("all_but_the_last")
_ALL_BUT_THE_FIRST = _NEEDS.names("all_but_the_first")
_BEFORE_THE_OPTIONS = _NEEDS.names("before_the_options")
_A_NAME = re.compile(r"(?=[^A-Za-z]{0,40}[A-Za-z])(?!\d+\w?$)[\w.~+@/-]{2,200}")
_AROUND = "\"'`,;:!?()[]"
_MOST = 2


def named_but_absent(script: Script, request: str, cwd: str, home: str) -> tuple[str, ...]:
    """A clause for each operand that stands in the request, has to be there, and is not.

    Args:
        script: the proposed command, read.
        cwd: the absolute folder it would run in; nothing is said where it is not known.
    """
    if not cwd.startswith("/"):
        return ()
    asked = {word.strip(_AROUND).rstrip("./") for word in request.split()}
    clauses: dict[str, str] = {}
    mentioned: set[str] = set()
    for command, around in script.walk():
        if any(nested.host for nested in around):
            continue
        for name in _needed(command):
            if name in asked and name not in mentioned and not _there(name, cwd, home):
                clauses.setdefault(name, _clause(name, cwd, home))
        mentioned.update(map(_shown, command.words[1:]))
    return tuple(clauses.values())[:_MOST]


def _needed(command: SimpleCommand) -> Iterator[str]:
    words = command.words[1:]
    if command.program in _BEFORE_THE_OPTIONS:
        operands = words[: next((n for n, word in enumerate(words) if word.text[:1] in "-(!"), len(words))]
    else:
        operands = tuple(word for word in words if word.text[:1] != "-")
        if command.program in _ALL_BUT_THE_LAST:
            operands = operands[:-1]
        elif command.program in _ALL_BUT_THE_FIRST:
            operands = _behind_patterns(words) or operands[1:]
        elif command.program not in _ALL:
            return
    shown = (_shown(word) for word in operands)
    yield from (name for name in shown if _A_NAME.fullmatch(name))


def _behind_patterns(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The operands where the patterns are given as options: `grep -e teh -e adn src`; none otherwise."""
    given = [at + 1 for at, word in enumerate(words) if word.text == "-e"]
    if not given:
        return ()
    return tuple(word for at, word in enumerate(words) if at not in given and word.text[:1] != "-")


def _shown(word: Word) -> str:
    """As a person writes the name: `~` stays."""
    return word.source.strip("\"'").rstrip("/")


def _there(name: str, folder: str, home: str) -> bool:
    path = home + name[1:] if name == "~" or name.startswith("~/") else name
    return os.path.lexists(os.path.join(folder, path))


def _clause(name: str, cwd: str, home: str) -> str:
    """With where something of that name is, among the places that are likely meant."""
    said = f"there is no {name} in this folder" if "/" not in name else f"{name} is not there"
    if "/" not in name:
        for folder, shown in ((os.path.dirname(cwd), "../"), (home, "~/")):
            if folder not in ("", cwd) and _there(name, folder, home):
                return f"{said}, but {shown}{name} is"
    return said
