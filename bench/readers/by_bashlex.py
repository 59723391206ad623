"""bashlex as a reader of its own: its tree as a `Script` of unexpanded commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.readers.by_tree_sitter import JOINTS
from shellguard.parsing.readers.bashlex_trees import MAX_LENGTH, trees
from shellguard.parsing.script import (
    Assignment,
    Connection,
    Hole,
    Nested,
    NestedKind,
    Piece,
    Redirection,
    Script,
    SimpleCommand,
    Span,
    Word,
)

_SUBSTITUTIONS = {
    "commandsubstitution": NestedKind.SUBSTITUTION,
    "processsubstitution": NestedKind.PROCESS,
}


def script_by_bashlex(text: str) -> Script | None:
    """The commands that stand in the text, as bashlex sees them; None where it refuses or half reads it.

    It leaves the bodies of here-documents unread, backticks too, and text beyond `MAX_LENGTH` takes too long.
    """
    if len(text) > MAX_LENGTH or "`" in text or ("<<" in text and "$" in text):
        return None
    found = trees(text)
    if found is None:
        return None
    builder = _Builder(text)
    for tree in found:
        builder.statement(tree, Connection.SEQUENCE if builder.commands else Connection.FIRST)
    return Script(text, tuple(builder.commands))


class _Builder:
    """Collects the commands of one list."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.commands: list[SimpleCommand] = []

    def _script(self, node: Any) -> Script:
        inner = _Builder(self.text)
        inner.statement(node, Connection.FIRST)
        return Script(self.text[slice(*node.pos)], tuple(inner.commands))

    def statement(self, node: Any, connection: Connection) -> None:
        if node.kind == "command":
            self._simple(node, connection)
        elif node.kind == "function":
            nested = Nested(NestedKind.DEFINITION, self._script(node.body), via=node.name.word)
            self.commands.append(
                SimpleCommand(connection=connection, nested=(nested,), definition=node.name.word)
            )
        elif node.kind == "compound":
            self._each(node.list, connection)
            if node.redirects:
                found = tuple(self._redirection(item) for item in node.redirects)
                nested_in = tuple(nested for item in node.redirects for nested in self._inside(item))
                self.commands.append(
                    SimpleCommand(redirections=found, connection=connection, nested=nested_in)
                )
        elif hasattr(node, "parts"):
            self._loop_words(node, connection)
            self._each(node.parts, connection)

    def _loop_words(self, node: Any, connection: Connection) -> None:
        words = [part for part in node.parts if part.kind == "word"]
        nested = tuple(found for part in words for found in self._inside(part))
        if nested:
            self.commands.append(SimpleCommand(connection=connection, nested=nested))

    def _each(self, nodes: list[Any], connection: Connection) -> None:
        for node in nodes:
            if node.kind in ("operator", "pipe"):
                shown = node.op if node.kind == "operator" else node.pipe
                connection = JOINTS.get(shown, Connection.SEQUENCE)
            elif node.kind not in ("reservedword", "word"):
                before = len(self.commands)
                self.statement(node, connection)
                if len(self.commands) > before:
                    connection = Connection.SEQUENCE

    def _simple(self, node: Any, connection: Connection) -> None:
        words = [part for part in node.parts if part.kind == "word"]
        assigned = [part for part in node.parts if part.kind == "assignment"]
        redirected = [part for part in node.parts if part.kind == "redirect"]
        nested = tuple(found for part in node.parts for found in self._inside(part))
        self.commands.append(
            SimpleCommand(
                tuple(self._word(part) for part in words),
                tuple(self._assignment(part) for part in assigned),
                tuple(self._redirection(part) for part in redirected),
                connection,
                nested=nested,
                span=Span(*node.pos),
            )
        )

    def _word(self, node: Any) -> Word:
        source = self.text[slice(*node.pos)]
        expanded = getattr(node, "parts", [])
        piece = Piece(source, Hole.VARIABLE) if expanded else Piece(node.word)
        return Word(source, (piece,), Span(*node.pos))

    def _assignment(self, node: Any) -> Assignment:
        name, _, value = self.text[slice(*node.pos)].partition("=")
        append = name.endswith("+")
        return Assignment(name.removesuffix("+"), Word(value, (Piece(value, Hole.VARIABLE),)), append)

    def _redirection(self, node: Any) -> Redirection:
        output = node.output
        target = self._word(output) if hasattr(output, "kind") else Word(str(output), (Piece(str(output)),))
        return Redirection(node.type, target, node.input if isinstance(node.input, int) else None)

    def _inside(self, node: Any) -> Iterator[Nested]:
        kind = _SUBSTITUTIONS.get(node.kind)
        if kind is not None:
            yield Nested(kind, self._script(node.command), via=self.text[node.pos[0]])
            return
        for child in getattr(node, "parts", ()):
            yield from self._inside(child)
        output = getattr(node, "output", None)
        if hasattr(output, "kind"):
            yield from self._inside(output)
