"""What a script of cmake removes and runs as it is read: `file(REMOVE_RECURSE …)`, `execute_process(…)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from shellguard.parsing.words.quoting import quote

_LONGEST, _MOST = 64 * 1024, 64
_COMMENT = re.compile(r"#\[(=*)\[.*?\]\1\]|#[^\n]*", re.DOTALL)
_CALL = re.compile(r"(?i)\b(file|execute_process|set)\s{0,20}\(([^()]{0,4000})\)")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s";]+)')
_VALUE = re.compile(r"\$\{(\w+)\}")
_HOME = re.compile(r"\A(?:\$ENV\{HOME\}|~(?=/|\Z))")
_OF_THE_SOURCE = (
    "CMAKE_SOURCE_DIR",
    "CMAKE_CURRENT_SOURCE_DIR",
    "CMAKE_CURRENT_LIST_DIR",
    "PROJECT_SOURCE_DIR",
)
_REMOVING = frozenset(("REMOVE", "REMOVE_RECURSE"))
_SETTINGS = re.compile(
    r"(?:WORKING_DIRECTORY|TIMEOUT|RESULTS?_VARIABLE|OUTPUT_\w+|ERROR_\w+|INPUT_FILE|ENCODING|ECHO_\w+"
    r"|COMMAND_E\w+)\Z"
)


def cmake_lines(text: str, folder: str) -> list[str]:
    """The lines of a shell that do what a script in `folder` does, as far as its words are known."""
    known = dict.fromkeys(_OF_THE_SOURCE, folder)
    found: list[str] = []
    for call in _CALL.finditer(_COMMENT.sub("", text[:_LONGEST])):
        name, words = (
            call[1].lower(),
            [_filled(first or second, known) for first, second in _WORD.findall(call[2])],
        )
        if name == "set" and len(words) == 2 and words[1] is not None:
            known[words[0] or ""] = words[1]
        elif name == "file" and words and words[0] in _REMOVING:
            options = "-f" if words[0] == "REMOVE" else "-rf"
            found += [f"rm {options} {_as_path(word)}" for word in words[1:] if word]
        elif name == "execute_process":
            found += _commands(words)
    return found[:_MOST]


def _filled(word: str, known: dict[str, str]) -> str | None:
    """A word with the values of the variables in it; None where one is not known."""
    names = _VALUE.findall(word)
    if any(name not in known for name in names) or "$<" in word:
        return None
    return _VALUE.sub(lambda found: known[found[1]], word)


def _as_path(word: str) -> str:
    home = _HOME.match(word)
    return f'"$HOME"{quote(word[home.end() :]) if word[home.end() :] else ""}' if home else quote(word)


def _commands(words: list[str | None]) -> Iterator[str]:
    """Each command of a process, where all of its words are known."""
    inside: list[str | None] = []
    taking = False
    where = next((after for one, after in pairwise(words) if one == "WORKING_DIRECTORY"), "")
    for word in (*words, "COMMAND"):
        if word == "COMMAND" or (word is not None and _SETTINGS.match(word)):
            known = [one for one in inside if one is not None]
            if known and len(known) == len(inside) and where is not None:
                entering = f"cd {_as_path(where)} && " if where else ""
                yield entering + " ".join(_as_path(one) for one in known)
            inside = []
            taking = word == "COMMAND"
        elif taking:
            inside.append(word)
