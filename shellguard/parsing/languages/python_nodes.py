"""The syntax tree of Python, gone through without names of contexts, signs and what else holds nothing."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, ClassVar

_NO_NODES = frozenset(  # fields that never hold what could be called or named
    (
        *("id", "attr", "arg", "ctx", "op", "ops", "kind", "conversion", "simple", "is_async", "level"),
        *("module", "asname", "type_comment", "type_ignores", "kwd_attrs"),
    )
)

_WARNED_OF = re.compile(r"\\|\d[A-Za-z_]")  # an escape that is none, a number that runs into a word


def tree_of(code: str) -> ast.Module:
    """The syntax tree; nobody is warned of what is odd in the code."""
    if not _WARNED_OF.search(code):  # to keep the warnings away takes longer than to read a short text
        return ast.parse(code)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(code)


def _kinds(kind: type[ast.AST]) -> Iterator[type[ast.AST]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _kinds(one)


def _field_getter(kind: type[ast.AST]) -> Callable[[ast.AST], Any] | None:
    """What reads the fields of such nodes that may hold nodes: one value, or a tuple of several."""
    names = [name for name in kind._fields if name not in _NO_NODES]
    return attrgetter(*names) if names and not issubclass(kind, ast.Constant) else None


_FIELDS = {kind: getter for kind in _kinds(ast.AST) if (getter := _field_getter(kind)) is not None}


def nodes_within(tops: Iterable[ast.AST]) -> list[Any]:
    """All nodes, those above first; texts and None may stand among them, contexts and signs do not."""
    found: list[Any] = [*tops]
    fields = _FIELDS
    for node in found:  # which grows
        kind = node.__class__
        if kind not in fields:
            continue
        held = fields[kind](node)
        for one in held if held.__class__ is tuple else (held,):
            if one.__class__ is list:
                found += one
            elif one is not None:
                found.append(one)
    return found


class Visitor(ast.NodeVisitor):
    """The library's, which does not go into names, constants and signs: most nodes are these."""

    handlers: ClassVar[dict[type, Callable[[Any, Any], None]]] = {}

    def __init_subclass__(cls) -> None:
        cls.handlers = {kind: getattr(cls, f"visit_{kind.__name__}", cls.generic_visit) for kind in _FIELDS}

    def generic_visit(self, node: ast.AST) -> None:
        kind = node.__class__
        if kind not in _FIELDS:
            return
        handlers = self.handlers
        held = _FIELDS[kind](node)
        for value in held if held.__class__ is tuple else (held,):
            for one in value if value.__class__ is list else (value,):
                if one.__class__ in handlers:
                    handlers[one.__class__](self, one)


def is_text(node: Any) -> bool:
    """Whether a node is a text that stands in the code."""
    return node.__class__ is ast.Constant and node.value.__class__ is str
