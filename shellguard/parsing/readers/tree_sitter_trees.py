"""The trees of tree-sitter-bash."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

_AS_LETTERS = bytes(range(128)) + b"x" * 128
_ONE_AT_A_TIME = Lock()  # the parser keeps its state in itself


@cache
def language() -> tuple[Any, Any]:
    """The language and a parser of it; made once, 20 ms."""
    import tree_sitter
    import tree_sitter_bash

    found = tree_sitter.Language(tree_sitter_bash.language())
    return found, tree_sitter.Parser(found)


def tree(data: bytes) -> Any:
    """The root of the tree of a text in UTF-8; its nodes count in bytes of it.

    Bytes beyond ASCII are read as letters, which is what they are to bash. The grammar's scanner asks C's
    `isdigit` and its like about whole code points, which is defined up to 255 only: some others crash it.
    """
    with _ONE_AT_A_TIME:
        return language()[1].parse(data.translate(_AS_LETTERS)).root_node
