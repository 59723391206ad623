"""A module of a Python program: what runs when it is imported, what it only defines, what is reached."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from shellguard.parsing.languages.python_calls import Function
from shellguard.parsing.languages.python_imports import Place

_DEFINING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(slots=True)
class Module:
    """One file of a program.

    Attributes:
        runs: what runs when it is imported.
        names: what a local name stands for: the file and its name there.
        stars: the files all of whose names are imported.
        taken: what was reached of the rest, by what led there.
    """

    place: Place
    text: str
    runs: list[ast.stmt] = field(default_factory=list)
    functions: dict[str, Function] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    taken: dict[str, list[ast.stmt]] = field(default_factory=dict)

    @property
    def reached(self) -> list[ast.stmt]:
        """What runs of it, in its order."""
        nodes = [*self.runs, *(node for several in self.taken.values() for node in several)]
        return sorted(nodes, key=lambda node: node.lineno)


def sort_statements(body: list[ast.stmt], module: Module, *, main: bool) -> None:
    """What runs when a module is imported, and its functions and classes, which do not."""
    for node in body:
        if isinstance(node, _DEFINING):
            module.runs.extend(ast.copy_location(ast.Expr(one), one) for one in node.decorator_list)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            module.functions[node.name] = node
        elif isinstance(node, ast.ClassDef):
            module.classes[node.name] = node
            module.runs.extend(one for one in node.body if not isinstance(one, _DEFINING))
        elif isinstance(node, ast.If | ast.Try | ast.With):
            _sort_block(node, module, main=main)
        else:
            module.runs.append(node)


def _sort_block(node: ast.If | ast.Try | ast.With, module: Module, *, main: bool) -> None:
    told = ast.dump(node.test) if isinstance(node, ast.If) else ""
    own = "__name__" in told and "__main__" in told
    if "TYPE_CHECKING" not in told and (main or not own):
        sort_statements(node.body, module, main=main)
    if not isinstance(node, ast.With):
        sort_statements(node.orelse, module, main=main)
    if isinstance(node, ast.If):
        module.runs.append(ast.copy_location(ast.Expr(node.test), node.test))
    elif isinstance(node, ast.Try):
        for handler in node.handlers:
            sort_statements(handler.body, module, main=main)
        sort_statements(node.finalbody, module, main=main)
    else:
        first = node.items[0].context_expr
        module.runs.append(ast.copy_location(ast.With(node.items, [ast.Pass()]), first))


def source_of(module: Module) -> str:
    """The lines of what is reached."""
    lines = module.text.splitlines()
    return "\n".join(
        line for node in module.reached for line in lines[node.lineno - 1 : node.end_lineno or node.lineno]
    )
