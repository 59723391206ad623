"""What the statements of a line, and of the files that it hands to a client, say of other databases."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.files.resolve import place_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Connection, Redirection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_WHOLE = re.compile(
    r"(?i)(?:\\c(?:onnect)?|\bdrop\s+(?:database|keyspace)(?:\s+if\s+exists)?|\buse)\s+[\"`]?([^\s;\"`]+)"
)
_WHOLE_ONLY = re.compile(
    r"(?i)\s*(?:drop|create)\s+(?:database|keyspace)(?:\s+if(?:\s+not)?\s+exists)?\s+[\"`]?([\w-]+)[\"`]?\s*(?:with\s*\(\s*force\s*\)\s*)?"
)
_WHOLLY_QUALIFIED = re.compile(
    r"(?is)\s*(?:truncate(?:\s+table)?|drop\s+(?:table|view)(?:\s+if\s+exists)?|delete\s+from)\s+[`\"]?([\w-]+)[`\"]?"
    r"\s?\.\s?[`\"]?[\w-]+[`\"]?(?:\s+where\b[^();]*)?\s*"
)
"""What takes from one table, which is named with its database."""
_QUALIFYING = re.compile(r"([\w-]+)[`\"]?\s{0,3}\.")
_COMMENT = re.compile(r"(?m)--\s.*$|^\s*#.*$|/\*(?!!).*?\*/")
_REMARK, _QUOTING = re.compile(r"--[^\n]*|/\*[^*/]*\*/"), re.compile(r"['\"$]")
_LONGEST = 256 << 10
_STATING, _FROM_FILE = ("-c", "--command"), ("-f", "--file")
_HERE = ("<<", "<<-")
_ONLY_WHERE = re.compile(
    r"-[qXAtaebwW]+|-[Udhp][^-]*"
    r"|--(?:quiet|no-psqlrc|no-align|tuples-only|echo-all|no-password|username|host|port|dbname)(?:=.*)?"
)
_BEGINNING = r"begin(?: deferred| immediate| exclusive)?(?: transaction| work)?|start transaction"
_TAKING_BACK = ("rollback", "rollback transaction", "rollback work", "abort")
_WITHIN = (
    r"(?!.*(?:\\|\bdblink|\bpg_\w+\s*\(|\blo_\w+|\bcopy\b|'.*;))"
    r"(?:delete|update|insert|select|truncate|drop table|alter table|with|savepoint)\b"
)
"""What may stand between, all of which the end takes back; nothing that reaches out of the database."""


def reach_another(script: Script, shell: ShellState) -> bool:
    """Whether a statement names a database, or a thing of the server, that is not for trying out.

    A file of statements that is there and can't be read may name any.
    """
    data = load("places_surroundings")["database"]
    clients = {name for entry in data["by_operand"] for name in entry["programs"]}
    running = {command.program for command, _ in script.walk()} & clients
    texts = [word.text for command, _ in script.walk() for word in command.words[1:]]
    for text in _handed(script, shell) if running else ():
        if text is None:
            return True
        texts.append(_COMMENT.sub("", text))
    if any(re.search(data["reaches_out"], text) for text in texts):
        return True
    named = [name for text in texts for name in _WHOLE.findall(text)]
    if not running.isdisjoint(data["named_with_database"]):
        named += [name for text in texts for name in _named_with_database(text, data)]
    return any(not re.fullmatch(data["for_trying"], name) for name in named)


def reaches_out(script: Script) -> bool:
    """Whether statements that the words hold may be about more than the database that these name."""
    data = load("places_surroundings")["database"]
    commands = [command for command, _ in script.walk()]
    if any(one.redirections or next(_files(one), None) is not None for one in commands):
        return True
    texts = [word.text for one in commands for word in one.words[1:]]
    by_name = any(one.program in data["named_with_database"] for one in commands)
    if by_name and any(
        [*_named_with_database(text, data)] for text in texts if not _WHOLE_ONLY.fullmatch(text)
    ):
        return True
    return any(re.search(data["reaches_out"], text) for text in texts)


def taken_back(command: SimpleCommand, folder: str) -> bool:
    """Whether all that a client is told is one transaction that is rolled back."""
    words = [word.value or "\\" for word in command.words[1:]]
    stated = [after for word, after in pairwise(words) if word in _STATING]
    named = [after for word, after in pairwise(words) if word in _FROM_FILE]
    if command.program != "psql" or len(stated) + len(named) + len(command.redirections) != 1:
        return False
    told = (*_STATING, *_FROM_FILE)
    if any(word[:1] == "-" and word not in told and not _ONLY_WHERE.fullmatch(word) for word in words):
        return False  # it may state more
    if command.redirections:
        return are_taken_back(_without_remarks(_read_in(command.redirections[0], folder)))
    return are_taken_back(stated[0] if stated else _without_remarks(_text_of(named[0], folder)))


def _without_remarks(text: str) -> str:
    """Statements without what is said beside them; as they are where that may stand in a quoted text."""
    return text if _QUOTING.search(text) else _REMARK.sub(" ", text)


def _read_in(redirection: Redirection, folder: str) -> str:
    """What a client is told by its input; "" where that is not known."""
    if redirection.operator == "<" and redirection.target is not None:
        return _text_of(redirection.target.value or "", folder)
    body = redirection.body if redirection.operator in _HERE else None
    return (body.value or "") if body is not None else ""


def _text_of(name: str, folder: str) -> str:
    path = place_of(name, False, folder).path if name and folder else ""
    return text_of(path, _LONGEST) if path else ""


def are_taken_back(statements: str) -> bool:
    """Whether these are one transaction that is rolled back."""
    parts = [" ".join(one.lower().split()) for one in statements.split(";") if one.strip()]
    begun = len(parts) > 1 and re.fullmatch(_BEGINNING, parts[0]) is not None
    return begun and parts[-1] in _TAKING_BACK and all(re.match(_WITHIN, one) for one in parts[1:-1])


def whole_databases(script: Script) -> list[str]:
    """The databases that the statements of a line drop or make, or from whose tables they take, where they do
    nothing else; else none.
    """
    data = load("places_surroundings")["database"]
    clients = {name for entry in data["by_operand"] for name in entry["programs"]} - {*data["named_alone"]}
    found: list[str] = []
    for command in (one for one, _ in script.walk() if one.program in clients):
        texts = [after.text for word, after in pairwise(command.words) if word.text in data["statements_by"]]
        by_word = sum(word.text.partition("=")[0] in data["statements_by"] for word in command.words)
        piped = command.connection in (Connection.PIPE, Connection.PIPE_BOTH) or bool(command.redirections)
        piped = (
            piped or next(_files(command), None) is not None or any(w.text[:2] == "-f" for w in command.words)
        )
        shapes = (
            [_WHOLE_ONLY, _WHOLLY_QUALIFIED]
            if command.program in data["named_with_database"]
            else [_WHOLE_ONLY]
        )
        parts = [one for text in texts for one in text.split(";") if one.strip()]
        whole = [next(filter(None, (shape.fullmatch(one) for shape in shapes)), None) for one in parts]
        if not whole or len(texts) != by_word or piped or not all(whole):
            return []
        found += [one[1] for one in whole if one is not None]
    return found


def _named_with_database(text: str, data: dict[str, Any]) -> Iterator[str]:
    for listed in re.findall(data["with_database"], text):
        yield from _QUALIFYING.findall(listed)
    yield from re.findall(data["whole_database"], text)


def _handed(script: Script, shell: ShellState) -> Iterator[str | None]:
    """The statements that come from files and here-documents; None for such as can't be read."""
    for command, _ in script.walk():
        for redirection in command.redirections:
            if redirection.body is not None:
                yield redirection.body.text
            elif redirection.operator == "<<<" and redirection.target is not None:
                yield redirection.target.text
        for name in _files(command):
            yield _text(name, shell)


def _files(command: SimpleCommand) -> Iterator[str | None]:
    """The names of files from which a command may read statements."""
    for redirection in command.redirections:
        if redirection.operator == "<" and redirection.target is not None:
            yield redirection.target.value
    for word in command.words[1:]:
        if word.text.lower().endswith((".sql", ".psql", ".ddl")):
            yield None if word.value is None else re.sub(r"^(?:--?[\w-]+=|-f(?=\S))", "", word.value)


def _text(name: str | None, shell: ShellState) -> str | None:
    if name is None:
        return None
    path = place_of(name, False, shell.cwd or "/").path
    text = text_of(path, _LONGEST) if path else ""
    try:
        there = bool(path) and not text and os.stat(path).st_size > 0
    except OSError:
        there = False
    return None if there else text
