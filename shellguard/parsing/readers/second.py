"""Two other readers of bash, tree-sitter-bash and bashlex, asked which programs a text would run.

An attacker who wants a line to be read wrongly has to fool more than one grammar. The first reader is
`compound.Grammar`; where both others take the line for something else, that is a `Problem`. Only programs
are compared here; `bench.readers` compares everything that the readers see.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from shellguard.parsing.commands.flat_builder import HOOKS
from shellguard.parsing.readers import bashlex_trees, tree_sitter_trees
from shellguard.parsing.script import NestedKind, Problem, ProblemKind, Script

MAX_SECOND = 4096  # tree-sitter: microseconds a kilobyte
MAX_THIRD = bashlex_trees.MAX_LENGTH
_PLAIN = re.compile(r"[\w\s./:=,@%+|;&~^-]*\Z")
_LITERAL = re.compile(r"[\w./:@%+,^-]+\Z")
_NEGATED = re.compile(r"![ \t]+(?=\(\()")  # `! ((` they take for two subshells
_INSIDE = frozenset((NestedKind.SUBSTITUTION, NestedKind.PROCESS, NestedKind.DEFINITION))
_NO_PROGRAM = frozenset(("[[", "((", "coproc", "time", "!"))

Heads = Counter[str]


def heads_of(script: Script) -> Heads:
    """The first words, as written, of all commands that stand in the text itself."""
    found: Heads = Counter()
    for command, around in script.walk():
        if command.words and all(nested.kind in _INSIDE or nested.via in HOOKS for nested in around):
            head = command.words[0].source
            if head not in _NO_PROGRAM and _LITERAL.match(head):
                found[head] += 1
    return found


@cache
def _heads_query() -> Any:
    """The query for first words; made once."""
    import tree_sitter

    return tree_sitter.Query(
        tree_sitter_trees.language()[0],
        "(command name: (command_name) @head) (declaration_command) @head (unset_command) @head",
    )


def warm_second() -> None:
    """Load tree-sitter-bash."""
    _heads_query()


def warm_third() -> None:
    """Load bashlex, which takes 160 ms."""
    bashlex_trees.trees("true")


def heads_by_tree_sitter(text: str) -> Heads | None:
    """The same by tree-sitter-bash; None where it does not take the text."""
    import tree_sitter

    data = text.encode("utf-8", "replace")
    root = tree_sitter_trees.tree(data)
    if root.has_error:
        return None
    found: Heads = Counter()
    for node in tree_sitter.QueryCursor(_heads_query()).captures(root).get("head", []):
        head = data[node.start_byte : node.end_byte].decode("utf-8", "replace")
        if node.type != "command_name":
            head = head.split(maxsplit=1)[0]
        if head not in _NO_PROGRAM and _LITERAL.match(head):
            found[head] += 1
    return found


def heads_by_bashlex(text: str) -> Heads | None:
    """The same by bashlex; None where it does not take the text."""
    waiting = bashlex_trees.trees(text)
    if waiting is None:
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


def _missing(other: Heads, own: Heads) -> set[str]:
    """Programs that the other reader sees more often; what stands there again and again is read twice."""
    return {head for head, count in other.items() if own[head] < min(count, 2)}


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def disagreement(script: Script) -> Problem | None:
    """A problem where the other readers agree with each other that other programs would run."""
    text = _NEGATED.sub(_blanked, script.text)
    if len(text) > MAX_SECOND or script.problems or _PLAIN.match(text):
        return None
    own = heads_of(script)
    second = heads_by_tree_sitter(text)
    if second is None or not _missing(second, own):
        return None
    third = heads_by_bashlex(text) if len(text) <= MAX_THIRD else second
    if third is not None and not _missing(third, own):
        return None
    names = ", ".join(sorted(_missing(second, own))[:4])
    return Problem(ProblemKind.DISAGREEMENT, f"another reader also sees {names}")
