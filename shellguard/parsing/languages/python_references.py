"""Functions of Python that code does not call but hands on: `map(os.system, …)`, `{"x": shutil.rmtree}`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from shellguard.parsing.languages.called_names import HIDDEN
from shellguard.parsing.languages.code_actions import functions
from shellguard.parsing.script import Word
from shellguard.parsing.words.fields import literal_word

__all__ = ("HIDDEN", "hands_on", "listed_words")

_MATTERING = frozenset(("delete", "overwrite", "move", "chmod", "execute", "kill"))
_BY_NAME = frozenset(("operator.methodcaller", "methodcaller", "operator.attrgetter", "attrgetter"))


def hands_on(nodes: Sequence[ast.AST], name_of: Callable[[ast.expr], str]) -> bool:
    """Whether a function that matters is handed on, to be called by whoever gets it."""
    own: set[int] = set()  # what is called where it stands, or only gets another name
    for node in (one for top in nodes for one in ast.walk(top)):
        if isinstance(node, ast.Call):
            own.add(id(node.func))
            if name_of(node.func) in _BY_NAME and _is_function(node.args[:1]):
                return True
        elif isinstance(node, ast.Assign | ast.Attribute):
            own.add(id(node.value))
        if isinstance(node, ast.Name | ast.Attribute) and id(node) not in own:
            entry = functions("python").get(name_of(node)) if isinstance(node.ctx, ast.Load) else None
            if entry is not None and entry[0] in _MATTERING:
                return True
    return False


def listed_words(
    given: ast.expr, word_of: Callable[[ast.expr], Word], value_of: Callable[[ast.expr], object]
) -> tuple[Word, ...] | None:
    """The words of a command that is given as a list, written out or computed; None for what is no list."""
    if isinstance(given, ast.List | ast.Tuple):
        return tuple(map(word_of, given.elts))
    listed = value_of(given)
    return tuple(literal_word(str(one)) for one in listed) if isinstance(listed, list) else None


def _is_function(given: list[ast.expr]) -> bool:
    """Whether a text names a function that matters as a method."""
    text = given[0].value if given and isinstance(given[0], ast.Constant) else None
    table = functions("python")
    return isinstance(text, str) and any(
        name.rpartition(".")[2] == text and table[name][0] in _MATTERING for name in table
    )
