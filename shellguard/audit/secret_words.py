"""Finding secrets in what was read of a line: options, operands and inputs of programs that take secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from shellguard.audit.secret_names import Name, what_name_says
from shellguard.audit.secret_text import MARK, Secret
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Connection, NestedKind, Redirection, Script, SimpleCommand, Word

_VARIABLE = re.compile(r"\$(?:\w+|\{[^}]*\})$|\$\(.*|`.*", re.DOTALL)
_NOWHERE = Word("", ())
_PRINTERS = frozenset({"echo", "printf", "print"})
_FORMAT = re.compile(r"(?:%[-\d.]*[a-z]|\\[a-z0-9]|\s)+$")


@dataclass(frozen=True, slots=True)
class Client:
    """How a program takes secrets.

    Attributes:
        needs: words one of which must stand in the command for the row to count.
        next: options whose value is secret: in the next word, or after `=`.
        glued: beginnings of words whose rest is secret.
        userpass: options whose value is USER, `separator`, SECRET.
        pairs, pair_options: operands, or values of these options, are NAME=SECRET.
        last: the last operand is secret; `last_if`: with one of these options.
        stdin: what is fed to it is secret; `stdin_if`: with one of these options.
    """

    needs: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    glued: tuple[str, ...] = ()
    userpass: frozenset[str] = frozenset()
    separator: str = ":"
    pairs: bool = False
    pair_options: frozenset[str] = frozenset()
    last: bool = False
    last_if: frozenset[str] = frozenset()
    stdin: bool = False
    stdin_if: frozenset[str] = frozenset()


@cache
def clients() -> dict[str, tuple[Client, ...]]:
    """The rows by program."""
    rows: dict[str, tuple[Client, ...]] = {}
    for row in load("secrets")["client"]:
        client = _client(row)
        for program in row["programs"]:
            rows[program] = (*rows.get(program, ()), client)
    return rows


def _client(row: dict[str, Any]) -> Client:
    def words(name: str) -> frozenset[str]:
        return frozenset(row.get(name, ()))

    return Client(
        needs=words("needs"),
        next=words("next"),
        glued=tuple(row.get("glued", ())),
        userpass=words("userpass"),
        separator=row.get("separator", ":"),
        pairs=row.get("pairs", False),
        pair_options=words("pair_options"),
        last=row.get("last", False),
        last_if=words("last_if"),
        stdin=row.get("stdin", False),
        stdin_if=words("stdin_if"),
    )


@dataclass(frozen=True, slots=True)
class Hidden:
    """A secret in a word: the word's text is *before* + *value* + anything."""

    word: Word
    before: str
    value: str
    kind: str


def hidden_in(script: Script) -> Iterator[Hidden]:
    """The secrets of a line that only its parse shows."""
    by_program = clients()
    inputs: dict[int, _Input] = {}  # of commands that a wrapper runs, by identity: what is fed to the wrapper
    previous: SimpleCommand | None = None
    for command, _ in script.walk():
        for assignment in command.assignments:
            if what_name_says(assignment.name) is Name.STRONG:
                yield from _whole(assignment.value, "assignment")
        fed = inputs.get(id(command)) or _input_of(command, previous)
        for client in by_program.get(command.program, ()):
            yield from _taken_by(client, command, fed)
        for nested in command.nested:
            if nested.kind is NestedKind.WRAPPER and nested.script.commands:
                inputs[id(nested.script.commands[0])] = fed
        previous = command


@dataclass(frozen=True, slots=True)
class _Input:
    """What is fed to a command: redirections, and the command before it in a pipe."""

    redirections: tuple[Redirection, ...]
    printer: SimpleCommand | None


def _input_of(command: SimpleCommand, previous: SimpleCommand | None) -> _Input:
    piped = command.connection in (Connection.PIPE, Connection.PIPE_BOTH)
    printer = previous if piped and previous is not None and previous.program in _PRINTERS else None
    return _Input(command.redirections, printer)


def values_of_secret_variables(script: Script) -> Iterator[str]:
    """Values that came into the words from variables with a secret's name; they stand in no source."""
    for command, _ in script.walk():
        for word in command.words:
            for piece in word.pieces:
                if piece.name and not piece.hole and what_name_says(piece.name) is Name.STRONG:
                    yield piece.text


def _taken_by(client: Client, command: SimpleCommand, fed: _Input) -> Iterator[Hidden]:
    words = _own_words(command)
    texts = [word.text for word in words]
    if client.needs and not client.needs & set(texts):
        return
    kind = command.program
    for index, word in enumerate(words[1:], 1):
        following = words[index + 1] if index + 1 < len(words) else None
        yield from _option(client, word, following, kind)
    if len(words) > 2 and (client.last or client.last_if & set(texts)):
        yield from _whole(words[-1], kind)
    if client.stdin or client.stdin_if & {text.split("=")[0] for text in texts}:
        yield from _fed(fed, kind)


def _own_words(command: SimpleCommand) -> tuple[Word, ...]:
    """The words up to a command that this one runs, whose options are its own (`sshpass -e ssh -p 22 h`)."""
    for nested in command.nested:
        if nested.kind is NestedKind.WRAPPER and nested.script.commands:
            inner = len(nested.script.commands[0].words)
            if 0 < inner < len(command.words):
                return command.words[: len(command.words) - inner]
    return command.words


def _option(client: Client, word: Word, following: Word | None, kind: str) -> Iterator[Hidden]:
    text = word.text
    name, equals, value = text.partition("=")
    if text in client.next and following is not None:
        yield from _whole(following, kind)
    elif equals and name in client.next:
        yield from _part(word, f"{name}=", value, kind)
    elif text in client.userpass and following is not None:
        yield from _after_user(client, following, "", following.text, kind)
    elif equals and name in client.userpass:
        yield from _after_user(client, word, f"{name}=", value, kind)
    elif text in client.pair_options and following is not None:
        yield from _pair(following, "", following.text, kind)
    elif equals and name in client.pair_options:
        yield from _pair(word, f"{name}=", value, kind)
    elif client.pairs and equals and not text.startswith("-"):
        yield from _pair(word, "", text, kind)
    else:
        for start in client.glued:
            if text.startswith(start) and not text.startswith("--"):
                yield from _part(word, start, text[len(start) :], kind)
        for option in client.userpass:
            if len(option) == 2 and text.startswith(option):
                yield from _after_user(client, word, option, text[2:], kind)


def _fed(fed: _Input, kind: str) -> Iterator[Hidden]:
    for redirection in fed.redirections:
        if redirection.operator == "<<<" and redirection.target is not None:
            yield from _whole(redirection.target, kind)
        elif redirection.body is not None:
            for line in redirection.body.text.splitlines():
                yield from _part(_NOWHERE, "", line.strip(), kind)
    for word in fed.printer.words[1:] if fed.printer else ():
        if not word.text.startswith("-") and not _FORMAT.match(word.text):
            yield from _whole(word, kind)


def _after_user(client: Client, word: Word, before: str, value: str, kind: str) -> Iterator[Hidden]:
    user, separator, secret = value.partition(client.separator)
    if separator:
        yield from _part(word, before + user + separator, secret, kind)


def _pair(word: Word, before: str, value: str, kind: str) -> Iterator[Hidden]:
    name, equals, secret = value.partition("=")
    if equals and not secret.startswith("@"):
        yield from _part(word, f"{before}{name}=", secret, kind)


def _whole(word: Word, kind: str) -> Iterator[Hidden]:
    yield from _part(word, "", word.text, kind)


def _part(word: Word, before: str, value: str, kind: str) -> Iterator[Hidden]:
    if value.strip() and MARK not in value and not _VARIABLE.match(value):
        yield Hidden(word, before, value, kind)


def located(hidden: Hidden, line: str) -> list[Secret]:
    """Where a hidden secret stands in the line; at its own place if that is known, else wherever it could be.

    Empty when it can't be found: it came out of an expansion.
    """
    word, source = hidden.word, hidden.word.source
    value, kind = hidden.value, hidden.kind
    span = word.span
    if span is not None and source and line[span.start : span.end] == source:
        return [_within(hidden, span.start, source)]
    if source and len(source) >= len(value):
        places = _standing_alone(source, line)
        if places:
            return [_within(hidden, place, source) for place in places]
    return [Secret(place, place + len(value), kind, value) for place in _standing_alone(value, line)]


def _within(hidden: Hidden, start: int, source: str) -> Secret:
    """The secret's part of a word's source; all of it where quoting hides the border."""
    place = source.find(hidden.value, len(hidden.before))
    if place >= 0:
        return Secret(start + place, start + place + len(hidden.value), hidden.kind, hidden.value)
    cut = len(hidden.before) if source.startswith(hidden.before) else 0
    return Secret(start + cut, start + len(source), hidden.kind, hidden.value)


def _standing_alone(text: str, line: str) -> list[int]:
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    return [match.start() for match in pattern.finditer(line)]
