"""Functions of Python that code does not call but hands on: `map(os.system, …)`, `{"x": shutil.rmtree}`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from typing import Any

from shellguard.parsing.languages.called_names import HIDDEN
from shellguard.parsing.languages.code_actions import functions
from shellguard.parsing.script import Word
from shellguard.parsing.words.fields import literal_word

__all__ = ("HIDDEN", "References", "listed_words", "looked_up")

_MATTERING = frozenset(("delete", "overwrite", "move", "chmod", "execute", "kill"))
_OF_PATHS = frozenset(("unlink", "rmdir", "write_text", "write_bytes", "chmod"))
_BY_NAME = frozenset(("operator.methodcaller", "methodcaller", "operator.attrgetter", "attrgetter"))


class References:
    """Where code names functions without calling them, and calls what may give one by its name."""

    def __init__(self, nodes: list[Any]) -> None:
        self.asked: list[Any] = []  # calls and names of which it is to be asked what they stand for
        own: set[int] = set()  # what is called where it stands, or only gets another name
        named: set[str] = set()
        for node in nodes:
            kind = node.__class__
            if kind is ast.Call:
                own.add(id(node.func))
                if _is_telling(node):
                    self.asked.append(node)
            elif kind is ast.Name:
                if node.id not in named and node.ctx.__class__ is ast.Load and id(node) not in own:
                    named.add(node.id)
                    self.asked.append(node)
            elif kind is ast.Attribute:
                own.add(id(node.value))
                if node.ctx.__class__ is ast.Load and id(node) not in own and _may_matter(node):
                    self.asked.append(node)
            elif kind is ast.Assign:
                own.add(id(node.value))

    def hand_on(self, names: dict[str, str], name_of: Callable[[ast.expr], str]) -> bool:
        """Whether a function that matters is handed on, to be called by whoever gets it.

        Args:
            names: what names stand for that were imported, or given to what has another.
        """
        mattering = _mattering()[0]
        for node in self.asked:
            if node.__class__ is ast.Name:
                if names.get(node.id, node.id) in mattering:
                    return True
            elif node.__class__ is ast.Call:
                if name_of(node.func) in _BY_NAME and _is_function(node.args[:1]):
                    return True
            elif (name := name_of(node)) in mattering or (
                name[:13] == "pathlib.Path." and name[13:] in _OF_PATHS
            ):
                return True
        return False


def _is_telling(node: ast.Call) -> bool:
    """Whether a call may be one of those that make a function of a name, or calls what is computed."""
    held: ast.expr = node.func
    while held.__class__ is ast.Attribute:
        held = held.value
    if held.__class__ is not ast.Name:
        return True
    return bool(node.args) and node.args[0].__class__ is ast.Constant


def _may_matter(node: ast.Attribute) -> bool:
    """Whether an attribute may be a function that matters, or one of what is computed."""
    held: ast.expr = node
    while held.__class__ is ast.Attribute:
        held = held.value
    return held.__class__ is not ast.Name or node.attr in _mattering()[1]


@cache
def _mattering() -> tuple[frozenset[str], frozenset[str]]:
    """The functions that matter, and the last parts of their names."""
    found = frozenset(name for name, (action, _) in functions("python").items() if action in _MATTERING)
    return found, frozenset(name.rpartition(".")[2] for name in found)


def looked_up(
    node: ast.Subscript, name_of: Callable[[ast.expr], str], text_of: Callable[[ast.expr], str | None]
) -> str:
    """`os.__dict__["system"]`, `vars(os)["system"]`, `sys.modules["os"]`, `__builtins__["exec"]`."""
    attribute, holder = text_of(node.slice), node.value
    if not attribute:
        return ""
    if isinstance(holder, ast.Attribute) and holder.attr == "__dict__":
        base = name_of(holder.value)
    elif isinstance(holder, ast.Call) and name_of(holder.func) == "vars" and holder.args:
        base = name_of(holder.args[0])
    else:
        base = name_of(holder)
        if base == "sys.modules":
            return attribute
        base = base if base in ("builtins", "__builtins__") else ""
    base = "builtins" if base == "__builtins__" else base
    return f"{base}.{attribute}" if base else ""


def listed_words(
    given: ast.expr, word_of: Callable[[ast.expr], Word], value_of: Callable[[ast.expr], object]
) -> tuple[Word, ...] | None:
    """The words of a command that is given as a list, written out or computed; None for what is no list."""
    if isinstance(given, ast.List | ast.Tuple):
        found: list[Word] = []
        for one in given.elts:
            spread = value_of(one.value) if isinstance(one, ast.Starred) else None
            found.extend(
                [literal_word(str(text)) for text in spread] if isinstance(spread, list) else [word_of(one)]
            )
        return tuple(found)
    listed = value_of(given)
    return tuple(literal_word(str(one)) for one in listed) if isinstance(listed, list) else None


def _is_function(given: list[ast.expr]) -> bool:
    """Whether a text names a function that matters as a method."""
    text = given[0].value if given and isinstance(given[0], ast.Constant) else None
    return isinstance(text, str) and text in _mattering()[1]
