"""With what the functions of a Python program are called, where its own calls say so."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shellguard.parsing.languages.python_nodes import nodes_within

Function = ast.FunctionDef | ast.AsyncFunctionDef
Bound = dict[str, object]
Key = tuple[str, str]
"""A file and the name of a function in it."""
MAX_CALLS = 6
_MAX_LED = 4
_BY_NAME = frozenset(("globals", "locals", "vars", "getattr", "eval", "exec", "fire", "Fire", "sys.modules"))
"""With these anything may be called with anything."""
_Value = Callable[[ast.expr], object]
_NONE_STORED: Counter[str] = Counter()  # never changed: to make one takes long
_FUNCTIONS = frozenset((ast.FunctionDef, ast.AsyncFunctionDef))


@dataclass(slots=True)
class Program:
    """The functions of all modules, and what they were called with so far."""

    functions: dict[Key, Function] = field(default_factory=dict)
    names: dict[str, Mapping[str, Key]] = field(default_factory=dict)
    called: dict[Key, list[Bound]] = field(default_factory=dict)

    def add(self, path: str, functions: Mapping[str, Function], names: Mapping[str, Key]) -> Calls:
        """The calls that stand in one more module; `names` are those that it imports."""
        self.functions.update({(path, name): node for name, node in functions.items()})
        self.names[path] = names
        return Calls(self, path)


class Calls:
    """What one module calls, and what its functions are called with.

    Where a function of the module is named without being called, or decorated, it may get anything.
    """

    def __init__(self, program: Program, path: str, nodes: list[Any] | None = None) -> None:
        self.program = program
        self.path = path
        self.strict = nodes is not None
        self.stored: Counter[str] = _NONE_STORED
        self.loose: frozenset[str] = frozenset()
        if nodes is not None:
            self.stored = Counter()
            self._count(nodes)

    def _count(self, nodes: list[Any]) -> None:
        named: Counter[str] = Counter()
        called: Counter[str] = Counter()
        for node in nodes:
            kind = node.__class__
            if kind is ast.Name:
                (named if node.ctx.__class__ is ast.Load else self.stored)[node.id] += 1
            elif kind is ast.arg:
                self.stored[node.arg] += 1
            elif kind is ast.Call and node.func.__class__ is ast.Name:
                called[node.func.id] += 1
        by_name = not _BY_NAME.isdisjoint(named)
        self.loose = frozenset(name for name in named if by_name or named[name] != called[name])

    def hear(self, node: ast.Call, value: _Value) -> None:
        """Remember what a function of the program is called with."""
        key = self._target(node.func)
        function = self.program.functions.get(key) if key else None
        if key is None or function is None:
            return
        bound = self._bound(node, function, value)
        heard = self.program.called.setdefault(key, [])
        if bound not in heard:
            heard.append(bound if len(heard) < MAX_CALLS else {})

    def bound(self, node: Function) -> list[Bound]:
        """What the parameters of a function hold, for each way in which it is called."""
        key = (self.path, node.name)
        heard = self.program.called.get(key, [])
        if self.program.functions.get(key) is not node or not heard:
            return [{}]
        loose = node.decorator_list or node.name in self.loose
        return [*heard, {}] if self.strict and loose else list(heard)

    def _target(self, function: ast.expr) -> Key | None:
        names = self.program.names.get(self.path, {})
        if isinstance(function, ast.Name):
            key = names.get(function.id, (self.path, function.id))
        else:
            held = names.get(_text(function.value)) if isinstance(function, ast.Attribute) else None
            if held is None or held[1] or not isinstance(function, ast.Attribute):
                return None
            key = (held[0], function.attr)
        for _ in range(_MAX_LED):
            if key in self.program.functions:
                return key
            key = self.program.names.get(key[0], {}).get(key[1], key)
        return None

    def _bound(self, node: ast.Call, function: Function, value: _Value) -> Bound:
        given = function.args
        parameters = [one.arg for one in (*given.posonlyargs, *given.args)]
        if any(isinstance(one, ast.Starred) for one in node.args) or not all(
            one.arg for one in node.keywords
        ):
            return {}
        # the last ones have defaults
        held: dict[str, ast.expr] = dict(zip(parameters[::-1], given.defaults[::-1], strict=False))
        defaults = zip(given.kwonlyargs, given.kw_defaults, strict=True)
        held.update({one.arg: default for one, default in defaults if default is not None})
        held.update(zip(parameters, node.args, strict=False))
        held.update({one.arg: one.value for one in node.keywords if one.arg})
        found = {name: value(one) for name, one in held.items() if self._once(one)}
        return {name: one for name, one in found.items() if one is not None}

    def _once(self, node: ast.expr) -> bool:
        """Whether an expression can hold one thing only, its names being set once."""
        if not self.strict:
            return True
        return all(self.stored[one.id] <= 1 for one in nodes_within((node,)) if one.__class__ is ast.Name)


def _text(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def calls_of(nodes: list[Any]) -> Calls:
    """The calls of code that is one file, by its nodes."""
    functions = _functions_among(nodes)
    program = Program({("", name): node for name, node in functions.items()})
    return Calls(program, "", nodes if functions else None)


def _functions_among(nodes: list[Any]) -> dict[str, Function]:
    """The functions, those left out whose name stands for several, or for a method."""
    found: dict[str, Function] = {}
    twice: set[str] = set()
    for node in nodes:
        kind = node.__class__
        if kind is ast.ClassDef:
            twice.update(one.name for one in node.body if isinstance(one, Function))
        elif kind in _FUNCTIONS:
            twice.update((node.name,) if node.name in found else ())
            found[node.name] = node
    return {name: node for name, node in found.items() if name not in twice}
