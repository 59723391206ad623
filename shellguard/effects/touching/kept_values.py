"""Where the values of variables stand in a line that hold a secret, and what else gets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.script import Connection, Hole, NestedKind, Piece, Script, SimpleCommand, Word

MOST = 1024
NAME = re.compile(r"(?!PS[0-4]$|PROMPT)[A-Za-z_]\w*")
_WITHIN = re.compile(r"\$\{?([A-Za-z_]\w*)")
_LEAST_TOLD = 8
_MOST_PARTS = 2
# Its length, a few characters of it, or only whether it is set.
_PART = re.compile(r"\$\{(?:#(\w+)|(\w+):\d+:\d|(\w+): -\d|(\w+):?\+[^{}$]*)\}")
_FROM_ENVIRONMENT = re.compile(r"(?:environ|getenv|ENVIRON|ENV|env)\b\W{1,8}(?:get\W{1,4})?(\w+)")
_WORDS = knowledge("signs", "kept")
PRINTING = _WORDS.names("printing")
FILTERS = _WORDS.names("filters")
_PASSING_ON = PRINTING | FILTERS
_ANYWAY = (Connection.FIRST, Connection.SEQUENCE)
_NOTHING_TOLD: Mapping[str, str] = {}
_OUTPUT_WITHIN = (NestedKind.SUBSTITUTION, NestedKind.PROCESS)


class Worth(IntEnum):
    """What a value is: may be shown on the terminal, is hidden, or is a whole key, which is no login."""

    SHOWN = 0
    HIDDEN = 1
    KEY = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """Variables that hold a secret.

    Attributes:
        values: what they hold now, as far as the shell told.
    """

    names: Mapping[str, Worth]
    values: Mapping[str, str] = field(default_factory=dict)

    def within(self, script: Script) -> Kept:
        """These, and all that get a value of theirs somewhere in the line."""
        found = dict(self.names)
        for command, _ in script.walk():
            after = dict(found)
            set_anew(after, command, self.values)
            found.update(after)
        return replace(self, names=found)

    def held_by(self, command: SimpleCommand) -> set[str]:
        """The variables whose values a command is given, by its words or what it asks its shell for."""
        found = self.held(held_words(command))
        lists = command.program in DECLARING and any(word.text == "-p" for word in command.words[1:2])
        if lists or command.program == "printenv":
            found |= {word.text for word in command.words[1:]} & self.names.keys()
        return found

    def held(self, words: Iterable[Word]) -> set[str]:
        """The variables that give their values to these words."""
        words = tuple(words)
        shown_in_part = [name for word in words for part in _PART.findall(word.source) for name in part]
        return {
            name
            for word in words
            for name in self._named(word)
            if shown_in_part.count(name) > _MOST_PARTS or not _only_a_part(word, name)
        } | {name for name, value in self.values.items() if any(value in word.text for word in words)}

    def _named(self, word: Word) -> set[str]:
        named = {piece.name for piece in word.pieces} | set(_FROM_ENVIRONMENT.findall(word.text))
        for piece in word.pieces:
            array = piece.text[:1] == "(" and piece.text == word.source
            if array or (piece.hole is not Hole.NONE and piece.text[:2] == "${"):  # `${X:-$T}`
                named.update(_WITHIN.findall(piece.text[1:]))
        return named & self.names.keys()


def told_values(names: Iterable[str], variables: Mapping[str, str | None]) -> dict[str, str]:
    """The values of the variables that are long enough to be known again where they stand."""
    return {
        name: value for name in names if (value := variables.get(name)) and len(value.strip()) >= _LEAST_TOLD
    }


def held_words(command: SimpleCommand) -> list[Word]:
    """Its words, what is redirected into it and where it writes."""
    redirected = [word for one in command.redirections for word in (one.target, one.body) if word is not None]
    return [*command.words, *redirected, *[one.value for one in command.assignments]]


def printed_within(command: SimpleCommand) -> list[Word]:
    """The words of what its substitutions print, as they are or in another shape."""
    inner = [nested.script for nested in command.nested if nested.kind in _OUTPUT_WITHIN]
    return [
        word
        for script in inner
        if _prints_words(script)
        for one in script.commands
        for word in held_words(one)
    ]


def _prints_words(script: Script) -> bool:
    return all(one.program in _PASSING_ON for one in script.commands)


def surely_done(pipeline: tuple[SimpleCommand, ...]) -> bool:
    """Whether what a pipeline sets is set in the shell of the line, whatever happens."""
    command = pipeline[-1]
    return len(pipeline) == 1 and not command.frames and command.connection in _ANYWAY


def set_anew(
    names: dict[str, Worth],
    command: SimpleCommand,
    values: Mapping[str, str] = _NOTHING_TOLD,
    *,
    surely: bool = False,
) -> None:
    """Notes what gets the value of another (`A=$T`); if that is sure, forgets what gets a new one."""
    for name, words in _given(command):
        kept = Kept(names, values)
        worth = max((names[one] for one in kept.held(words) if one in names), default=None)
        if surely:
            names.pop(name, None)
        if worth is not None and len(names) < MOST and NAME.fullmatch(name):
            names[name] = max(worth, names.get(name, worth))


def _given(command: SimpleCommand) -> list[tuple[str, list[Word]]]:
    """The variables that a command gives a value, and what that is made of."""
    words, within = command.words[1:], printed_within(command)
    given: list[tuple[str, list[Word]]] = []
    if not command.words:
        given = [(one.name.partition("[")[0], [one.value, *within]) for one in command.assignments]
    elif command.program in DECLARING:
        refers = any(re.fullmatch(r"-[a-zA-Z]*n[a-zA-Z]*", word.text) for word in words)
        for word in words:
            name, equals, other = word.text.partition("=")
            if equals:
                given.append((name, [word, *within] + ([_as_variable(other)] if refers else [])))
    elif command.program == "unset":
        given = [(word.text, []) for word in words if not any(one.text == "-f" for one in words)]
    elif command.program in ("read", "mapfile", "readarray"):
        read = [word for word in held_words(command) if word not in command.words]
        given = [(word.text, read) for word in words if NAME.fullmatch(word.text)]
    elif command.program == "printf" and len(words) > 1 and words[0].text == "-v":
        given = [(words[1].text, [*words[2:], *within])]
    return given


def _as_variable(name: str) -> Word:
    """A word that stands for the variable's value."""
    return Word(f"${name}", (Piece(f"${name}", name=name),))


def _only_a_part(word: Word, name: str) -> bool:
    """Whether what a word says of a variable is its length or a few characters."""
    rest, parts = _PART.subn("", word.source)
    return parts > 0 and not re.search(rf"\b{re.escape(name)}\b", rest)
