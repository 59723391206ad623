"""Two other readers of bash, bashlex and tree-sitter-bash, asked which programs a text would run.

An attacker who wants a line to be read wrongly has to fool more than one grammar. The first reader is
`compound.Grammar`; where both others take the line for something else, that is a `Problem`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from shellguard.parsing.script import NestedKind, Problem, ProblemKind, Script

MAX_SECOND = 4096  # tree-sitter: microseconds a kilobyte
MAX_THIRD = 512  # bashlex: a millisecond at this size
_PLAIN = re.compile(r"[\w\s./:=,@%+|;&~^-]*\Z")
_LITERAL = re.compile(r"[\w./:@%+,^-]+\Z")
_INSIDE = frozenset((NestedKind.SUBSTITUTION, NestedKind.PROCESS, NestedKind.DEFINITION))
_NO_PROGRAM = frozenset(("[[", "((", "coproc", "time", "!"))

_BASHLEX_FAULTS = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError),
    *(NotImplementedError, SyntaxError, StopIteration),
)

Heads = Counter[str]


def heads_of(script: Script) -> Heads:
    """The first words, as written, of all commands that stand in the text itself."""
    found: Heads = Counter()
    for command, around in script.walk():
        if command.words and all(nested.kind in _INSIDE for nested in around):
            head = command.words[0].source
            if head not in _NO_PROGRAM and _LITERAL.match(head):
                found[head] += 1
    return found


@cache
def _tree_sitter() -> tuple[Any, Any]:
    """The parser and the query for first words; made once, 20 ms."""
    import tree_sitter
    import tree_sitter_bash

    language = tree_sitter.Language(tree_sitter_bash.language())
    query = tree_sitter.Query(
        language, "(command name: (command_name) @head) (declaration_command) @head (unset_command) @head"
    )
    return tree_sitter.Parser(language), query


def warm_second() -> None:
    """Load tree-sitter-bash."""
    _tree_sitter()


def heads_by_tree_sitter(text: str) -> Heads | None:
    """The same by tree-sitter-bash; None where it does not take the text."""
    import tree_sitter

    parser, query = _tree_sitter()
    data = text.encode("utf-8", "replace")
    root = parser.parse(data).root_node
    if root.has_error:
        return None
    found: Heads = Counter()
    for node in tree_sitter.QueryCursor(query).captures(root).get("head", []):
        head = data[node.start_byte : node.end_byte].decode("utf-8", "replace")
        if node.type != "command_name":
            head = head.split(maxsplit=1)[0]
        if head not in _NO_PROGRAM and _LITERAL.match(head):
            found[head] += 1
    return found


def heads_by_bashlex(text: str) -> Heads | None:
    """The same by bashlex; None where it does not take the text."""
    import bashlex  # building its tables takes 160 ms: only when it is asked
    from bashlex.errors import ParsingError

    try:
        waiting = list(bashlex.parse(text))
    except (ParsingError, *_BASHLEX_FAULTS):
        return None
    found: Heads = Counter()
    while waiting:
        node = waiting.pop()
        if node.kind == "command":
            words = [part for part in node.parts if part.kind == "word"]
            if words:
                head = text[slice(*words[0].pos)]
                if head not in _NO_PROGRAM and _LITERAL.match(head):
                    found[head] += 1
        for name in ("parts", "list", "command", "output", "heredoc"):
            value = getattr(node, name, None)
            if isinstance(value, list):
                waiting.extend(value)
            elif hasattr(value, "kind"):
                waiting.append(value)
    return found


def disagreement(script: Script) -> Problem | None:
    """A problem where the other readers agree with each other that other programs would run."""
    text = script.text
    if len(text) > MAX_SECOND or script.problems or _PLAIN.match(text):
        return None
    own = heads_of(script)
    second = heads_by_tree_sitter(text)
    if second is None or not second - own:
        return None
    third = heads_by_bashlex(text) if len(text) <= MAX_THIRD else second
    if third is not None and not third - own:
        return None
    names = ", ".join(sorted(second - own)[:4])
    return Problem(ProblemKind.DISAGREEMENT, f"another reader also sees {names}")
