"""tree-sitter-bash as a reader of its own: its tree as a `Script` of unexpanded commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from shellguard.parsing.readers.tree_sitter_trees import tree
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
from shellguard.parsing.words.quoting import unescape

JOINTS = {
    "&&": Connection.AND,
    "||": Connection.OR,
    "|": Connection.PIPE,
    "|&": Connection.PIPE_BOTH,
    "&": Connection.BACKGROUND,
}
_SIMPLE = frozenset(("command", "declaration_command", "unset_command", "variable_assignment",
                     "variable_assignments", "test_command"))  # fmt: skip
_REDIRECTS = frozenset(("file_redirect", "heredoc_redirect", "herestring_redirect"))
_WORDS = frozenset(
    ("word", "raw_string", "string", "ansi_c_string", "translated_string", "concatenation", "number",
     "simple_expansion", "expansion", "command_substitution", "process_substitution", "arithmetic_expansion",
     "brace_expression", "extglob_pattern", "regex", "variable_name", "test_operator", "array", "subscript")
)  # fmt: skip
_HOLES = {
    "command_substitution": Hole.SUBSTITUTION,
    "process_substitution": Hole.SUBSTITUTION,
    "arithmetic_expansion": Hole.ARITHMETIC,
    "extglob_pattern": Hole.GLOB,
}
_SUBSTITUTIONS = {
    "command_substitution": NestedKind.SUBSTITUTION,
    "process_substitution": NestedKind.PROCESS,
}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_IN_DOUBLE = re.compile(r"\\([$`\"\\])")
_ESCAPED_IN_BACKTICK = re.compile(r"\\([`\\$])")
_CLOSED = re.compile(r"([<>]&)-\Z")
_TIMED = re.compile(r"-p|--")
MAX_DEPTH = 40


class RefusedError(Exception):
    """The reader takes the text for no grammar."""


def script_by_tree_sitter(text: str) -> Script | None:
    """The commands that stand in the text, as tree-sitter-bash sees them; None where it refuses the text."""
    try:
        return _read(text, 0)
    except (RefusedError, RecursionError):
        return None


def _read(text: str, depth: int) -> Script:
    data = text.encode("utf-8", "replace")
    root = tree(data)
    if root.has_error or depth > MAX_DEPTH:
        raise RefusedError
    return _Builder(data, depth).script(root.children)


class _Builder:
    """Collects the commands of one list; `data` is the text as UTF-8, as the nodes count in bytes."""

    def __init__(self, data: bytes, depth: int) -> None:
        self.data = data
        self.depth = depth
        self.commands: list[SimpleCommand] = []

    def script(self, nodes: list[Any]) -> Script:
        inner = _Builder(self.data, self.depth + 1)
        if self.depth > MAX_DEPTH:
            raise RefusedError
        inner.each(nodes, Connection.FIRST)
        text = self.data[nodes[0].start_byte : nodes[-1].end_byte].decode() if nodes else ""
        return Script(text, tuple(inner.commands))

    def each(self, nodes: list[Any], connection: Connection) -> None:
        """Statements one after another, with what stands between them."""
        for node in nodes:
            if node.type in JOINTS:
                connection = JOINTS[node.type]
            elif node.is_named and node.type != "comment":
                before = len(self.commands)
                self.statement(node, connection)
                if len(self.commands) > before:
                    connection = Connection.SEQUENCE

    def statement(self, node: Any, connection: Connection) -> None:
        kind = node.type
        if kind in _SIMPLE or kind in _REDIRECTS:
            self.simple([node], connection)
        elif kind == "redirected_statement":
            self._redirected(node, connection)
        elif kind == "function_definition":
            name = self._text(node.child_by_field_name("name"))
            body = self.script([node.child_by_field_name("body")])
            nested = Nested(NestedKind.DEFINITION, body, via=name)
            self.commands.append(SimpleCommand(connection=connection, nested=(nested,), definition=name))
        elif kind in ("for_statement", "c_style_for_statement", "case_statement", "case_item"):
            self._with_words(node, connection)
        elif kind == "compound_statement" and node.children[0].type == "((":
            words = (self._word([node.children[0]]),)
            inside = tuple(self._inside(node))
            self.commands.append(SimpleCommand(words, connection=connection, nested=inside))
        else:
            self.each(node.children, connection)

    def _with_words(self, node: Any, connection: Connection) -> None:
        """A loop or case: what runs inside its words first, then its lists."""
        fields = [(child, node.field_name_for_child(index)) for index, child in enumerate(node.children)]
        if node.type == "case_statement":
            for item in node.children:
                if item.type == "case_item":
                    fields.extend((child, "value") for child in item.children_by_field_name("value"))
        lists = ("do_group", "compound_statement", "case_item")
        if node.type == "case_item":
            statements = [child for child, field in fields if field != "value" and child.type != "|"]
        else:
            words = [child for child, field in fields if child.type not in lists]
            nested = tuple(found for child in words for found in self._inside(child))
            if nested:
                self.commands.append(SimpleCommand(connection=connection, nested=nested))
                connection = Connection.SEQUENCE
            statements = [child for child, field in fields if child.type in lists and field != "value"]
        self.each(statements, connection)

    def _redirected(self, node: Any, connection: Connection) -> None:
        body = node.child_by_field_name("body")
        others = [child for child in node.children if body is None or child.start_byte != body.start_byte]
        inner = body
        while inner is not None and inner.type == "negated_command":
            inner = inner.children[-1]
        if inner is None or inner.type in _SIMPLE:
            self.simple([*([inner] if inner is not None else ()), *others], connection)
            return
        last = inner
        joint = connection
        while last.type in ("pipeline", "list", "negated_command"):  # it belongs to the last command alone
            joint = JOINTS.get(last.children[-2].type, joint)
            last = last.children[-1]
        self.statement(inner, connection)
        if last is not inner and last.type in _SIMPLE and self.commands:
            command = self.commands.pop()
            self.simple(others, command.connection)
            own = self.commands[-1]
            self.commands[-1] = replace(
                command,
                words=command.words + own.words,
                redirections=command.redirections + own.redirections,
                nested=command.nested + own.nested,
            )
        else:
            self.simple(others, joint)

    def simple(self, nodes: list[Any], connection: Connection) -> None:
        """A simple command, in whose parts arguments, assignments and redirections are mixed."""
        words: list[list[Any]] = []
        assignments: list[Assignment] = []
        redirections: list[Redirection] = []
        nested: list[Nested] = []
        after: list[Any] = []
        for part in self._parts(nodes):
            if part.type == "variable_assignment" and not words:
                assignments.append(self._assignment(part))
            elif part.type in _REDIRECTS:
                redirections.append(self._redirection(part))
                after.extend(self._behind(part))
            elif part.end_byte > part.start_byte:
                if words and words[-1][-1].end_byte == part.start_byte:
                    words[-1].append(part)
                else:
                    words.append([part])
            if part.type == "heredoc_redirect":
                bodies = [child for child in part.children if child.type == "heredoc_body"]
                nested.extend(found for child in bodies for found in self._inside(child))
            else:
                nested.extend(self._inside(part))
        fields = [self._word(group) for group in words]
        piped = connection in (Connection.PIPE, Connection.PIPE_BOTH)  # behind a bar `time` is a program
        reserved = ("coproc",) if piped else ("time", "coproc")  # words that this grammar lacks
        if fields and fields[0].source in reserved:
            del fields[0]
            while fields and _TIMED.fullmatch(fields[0].source):
                del fields[0]
        if fields and fields[0].source == "[[":
            del fields[1:]
        self.commands.append(SimpleCommand(tuple(fields), tuple(assignments), tuple(redirections), connection,
                                           nested=tuple(nested)))  # fmt: skip
        self.each(after, Connection.SEQUENCE)

    def _parts(self, nodes: list[Any]) -> Iterator[Any]:
        """Words, assignments and redirections in the order in which they stand."""
        for node in nodes:
            if node.type in ("command", "declaration_command", "unset_command", "variable_assignments",
                             "redirected_statement", "command_name"):  # fmt: skip
                yield from self._parts(node.children)
            elif node.type == "test_command":
                yield from self._operands(node)
            else:
                yield node
                if node.type == "file_redirect":  # its grammar takes what follows the target for targets
                    yield from node.children_by_field_name("destination")[1:]
                elif node.type == "heredoc_redirect":
                    for child in node.children_by_field_name("redirect"):
                        yield from self._parts([child])
                    yield from node.children_by_field_name("argument")

    def _operands(self, node: Any) -> Iterator[Any]:
        """The words of `[ … ]`, which the grammar takes for an expression."""
        for child in node.children:
            if child.type in _WORDS or not child.is_named:
                yield child
            else:
                yield from self._operands(child)

    def _behind(self, node: Any) -> list[Any]:
        """What follows a here-document's delimiter on its line: the grammar puts it into the redirection."""
        if node.type != "heredoc_redirect":
            return []
        fields = [(child, node.field_name_for_child(index)) for index, child in enumerate(node.children)]
        return [
            child for child, field in fields if field in ("operator", "right") or child.type == "pipeline"
        ]

    def _assignment(self, node: Any) -> Assignment:
        name = self._text(node.child_by_field_name("name"))
        value = node.child_by_field_name("value")
        append = any(child.type == "+=" for child in node.children)
        return Assignment(name, self._word([value]) if value is not None else Word("", ()), append)

    def _redirection(self, node: Any) -> Redirection:
        descriptor, operator, target = None, "", None
        for child in node.children:
            if child.type == "file_descriptor":
                number = self._text(child)
                descriptor = int(number) if number.isdigit() else None
            elif not child.is_named and not operator:
                operator = child.type
            elif target is None and child.is_named and child.type not in ("heredoc_body", "heredoc_end"):
                target = self._word([child])
        closed = _CLOSED.match(operator)
        if closed:
            operator, target = closed.group(1), Word("-", (Piece("-"),))
        return Redirection(operator, target, descriptor)

    def _text(self, node: Any) -> str:
        return self.data[node.start_byte : node.end_byte].decode()

    def _place(self, offset: int) -> int:
        return len(self.data[:offset].decode("utf-8", "ignore"))

    def _word(self, nodes: list[Any]) -> Word:
        start, end = nodes[0].start_byte, nodes[-1].end_byte
        pieces = tuple(piece for node in nodes for piece in self._pieces(node))
        source = self.data[start:end].decode()
        return Word(source, pieces, Span(self._place(start), self._place(end)))

    def _pieces(self, node: Any) -> Iterator[Piece]:
        text = self._text(node)
        match node.type:
            case "concatenation":
                for child in node.children:
                    yield from self._pieces(child)
            case "raw_string":
                yield Piece(text[1:-1], quoted=True)
            case "ansi_c_string":
                yield Piece(unescape(text[2:-1]), quoted=True)
            case "string" if all(child.type in ('"', "string_content") for child in node.children):
                inner = text[1:-1].replace("\\\n", "")
                yield Piece(_ESCAPED_IN_DOUBLE.sub(r"\1", inner), quoted=True)
            case "word" | "number" | "variable_name" | "test_operator" | "extglob_pattern" if (
                "$" not in text and "`" not in text
            ):
                yield Piece(_ESCAPED.sub(r"\1", text.replace("\\\n", "")))
            case kind if node.is_named:
                yield Piece(text, _HOLES.get(kind, Hole.VARIABLE), kind == "string")
            case _:
                yield Piece(text)

    def _inside(self, node: Any) -> Iterator[Nested]:
        """What runs inside a word: its outermost substitutions."""
        kind = _SUBSTITUTIONS.get(node.type)
        if kind is None:
            for child in node.children:
                yield from self._inside(child)
            return
        if node.children[0].type == "`":
            inner = _ESCAPED_IN_BACKTICK.sub(r"\1", self._text(node)[1:-1])
            yield Nested(kind, _read(inner, self.depth + 1))
            return
        yield Nested(kind, self.script(node.children[1:-1]), via=node.children[0].type[:1])
