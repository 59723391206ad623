"""What a Python program of several files does: of what it imports from beside it only what is reached.

Importing a module runs what stands at its top. A function of it does something only where it is named by what
runs, and a method where its class is and its name is. That is more than what runs, and much less than all.
"""

from __future__ import annotations

import ast
import posixpath
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from shellguard.parsing.languages.code_imports import Finder, Texts, taken_in
from shellguard.parsing.languages.findings import Findings
from shellguard.parsing.languages.python_calls import Function, Program
from shellguard.parsing.languages.python_code import all_known, findings_in
from shellguard.parsing.languages.python_imports import Place, files_of, place_of
from shellguard.parsing.languages.python_modules import Module, sort_statements, source_of
from shellguard.parsing.languages.python_nodes import nodes_within

MAX_MODULE = 32_000
MAX_TEXT = 50_000
"""Characters of all modules that are read whole; what is beyond is not read."""
_TELLING = (
    *("rmtree", "removedirs", "unlink", "rmdir", "send2trash", "truncate", "subprocess", "popen", "Popen"),
    *("os.remove", "os.system", "os.rename", "os.replace", "os.kill", "os.exec", "os.spawn", "os.ch"),
    *("write_text", "write_bytes", "open(", "shutil", "from os import", "import os as", "getattr(os"),
    *("DROP ", "TRUNCATE ", "DELETE ", "drop ", "truncate ", "delete ", "ALTER ", "UPDATE "),
)
_ALWAYS = frozenset(("run", "handle", "main", "execute", "start", "process", "setUp", "tearDown", "invoke"))
_OF_TESTS = ("test", "setup", "teardown", "setUp", "tearDown", "pytest_")
_LEADS_AWAY = re.compile("tmp|temp|Temp|mock|Mock|patch|raises|isolated|runner|fs")
_MAX_FOLDERS = 8
_MAX_TESTED = 32
_PROGRAMS_KEPT = 16
_CALLED_LATER = frozenset(("register", "main"))


Held = tuple[tuple[str, Place, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one imported module does; it is remembered, so that its findings are not to be changed."""

    path: str
    text: str
    findings: Findings


def program_findings(
    path: str,
    text: str,
    find: Finder,
    *,
    deeper: Finder | None = None,
    here: bool = False,
    named: frozenset[str] = frozenset(),
    whole: bool = False,
    roots: tuple[str, ...] = (),
) -> list[Part]:
    """What the modules do that a script imports from beside it, in the order in which they are imported.

    Args:
        deeper: finds what modules import; as `find` unless given.
        here: modules are looked for in the folder that one is in, as `python -m` does.
        named: words of the command line, by which a program may choose what it runs.
        whole: what the script does itself counts as well, as far as it is reached.
        roots: further folders in which modules are looked for.
    """
    start = place_of(path, text, here=here)
    start = Place(path, (*start.roots, *roots)) if roots else start
    texts = _leading_somewhere(*taken_in("python", start, text, find, deeper))
    return list(_parts(start, text, _held(texts), named, whole)) if texts or whole else []


def tested_findings(files: Mapping[str, str], find: Finder) -> list[Part]:
    """What the tests in these files do, and what they take in from beside them."""
    folders = dict.fromkeys(posixpath.dirname(path) for path in files)
    texts: Texts = {}
    importers: dict[str, set[str]] = {}
    for path, text in files.items():
        place = Place(path, tuple(folders)[:_MAX_FOLDERS])
        texts[path] = (place, text)
        if len(texts) < _MAX_TESTED:
            found, takers = taken_in("python", place, text, find)
            texts.update({name: one for name, one in found.items() if name not in files})
            for name, those in takers.items():
                importers.setdefault(name, set()).update(those)
    return list(_tested(_held(_leading_somewhere(texts, importers)), tuple(files)))


def _held(texts: Texts) -> Held:
    return tuple((path, place, text) for path, (place, text) in texts.items())


# A line is read again whenever files have come that it asked for, and most have come before; and who runs a
# program or its tests runs them again.
@lru_cache(maxsize=_PROGRAMS_KEPT)
def _parts(start: Place, text: str, held: Held, named: frozenset[str], whole: bool) -> tuple[Part, ...]:
    texts = {path: (place, one) for path, place, one in held}
    return tuple(_Linked(texts, named).parts(start, text, whole=whole))


@lru_cache(maxsize=_PROGRAMS_KEPT)
def _tested(held: Held, files: tuple[str, ...]) -> tuple[Part, ...]:
    texts = {path: (place, one) for path, place, one in held}
    return tuple(_Linked(texts, frozenset(), tests=True).tested(files))


def _leading_somewhere(texts: Texts, importers: dict[str, set[str]]) -> Texts:
    """Those that may do something, and those that lead to them."""
    waiting = [name for name, (_, held) in texts.items() if _tells(held)]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting.extend(importers.get(name, ()))
    return {name: one for name, one in texts.items() if name in kept}


def _tells(text: str) -> bool:
    """Whether anything stands there that may do more than compute and print."""
    return any(word in text for word in _TELLING)


class _Linked:
    """One program: what of its modules is reached, and with what its functions are called."""

    def __init__(self, texts: Texts, named: frozenset[str], *, tests: bool = False) -> None:
        self.tests = tests
        self.texts = texts
        self.named = named
        self.modules: dict[str, Module | None] = {}
        self.attributes: set[str] = set()
        self.classes: list[tuple[Module, ast.ClassDef]] = []
        self.led_away: dict[Function, bool] = {}
        self.size = 0

    def parts(self, place: Place, text: str, *, whole: bool) -> list[Part]:
        main = self._module(place, text, main=not whole)
        if main is None:
            return []
        self.modules[place.path] = main
        self._run(main)
        for name in (*main.functions, *main.classes) if "*" in self.named else ():
            self._reach(main, name)
        self._methods()
        known = [module for module in self.modules.values() if module is not None]
        program = Program()
        calls = {one.place.path: program.add(one.place.path, one.functions, one.names) for one in known}
        sources = {one.place.path: source_of(one) for one in known if whole or one is not main}
        telling = [one for one in known if (whole or one is not main) and _tells(sources[one.place.path])]
        found = [findings_in(one.reached, calls[one.place.path]) for one in telling]
        if not all(map(all_known, found)):  # then what is called with what, and what that does
            for module in known:
                findings_in(module.reached, calls[module.place.path])
            found = [findings_in(one.reached, calls[one.place.path]) for one in telling]
        paths = [one.place.path for one in telling]
        return [Part(path, sources[path], one) for path, one in zip(paths, found, strict=True)]

    def tested(self, files: Iterable[str]) -> list[Part]:
        """What the modules do when their tests run; what functions are called with there tells nothing."""
        for path in files:
            self._at(path)
        self._methods()
        found = [(path, module) for path, module in self.modules.items() if module is not None]
        program = Program()
        return [
            Part(path, "", findings_in(module.reached, program.add(path, {}, {})))
            for path, module in found
            if _tells(source_of(module))
        ]

    def _module(self, place: Place, text: str, *, main: bool = False) -> Module | None:
        if len(text) > MAX_MODULE or self.size + len(text) > MAX_TEXT:
            return None
        self.size += len(text)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        module = Module(place, text)
        sort_statements(tree.body, module, main=main)
        return module

    def _at(self, path: str) -> Module | None:
        """The module of that file, which is run when it is first come to."""
        if path not in self.modules and path in self.texts:
            self.modules[path] = None
            module = self._module(*self.texts[path])
            self.modules[path] = module
            if module is not None:
                self._run(module)
        return self.modules.get(path)

    def _run(self, module: Module) -> None:
        self._take(module, module.runs)
        for name, node in module.functions.items():
            if self._is_test(module, name) if self.tests else self._chosen(name, node):
                self._reach(module, name)
        for name in module.classes if self.tests else ():
            if "Test" in name:
                self._reach(module, name)

    def _is_test(self, module: Module, name: str) -> bool:
        """Whether a runner of tests calls a function by itself, in the world as it is."""
        node = module.functions[name]
        by_itself = name.startswith(_OF_TESTS) or (
            "autouse" in module.text and "autouse=True" in ast.unparse(node)[:200]
        )
        return by_itself and not self._is_led_away(node)

    def _is_led_away(self, node: Function) -> bool:
        """Whether a test is given a folder of its own, or something in the place of what it calls."""
        known = self.led_away.get(node)
        if known is None:
            known = self.led_away[node] = any(map(_leads_away, nodes_within([node])))
        return known

    def _chosen(self, name: str, node: Function) -> bool:
        """Whether a function runs that nothing names: by a word of the command line, or when all ends."""
        plain = name.replace("_", "-")
        if {name, plain} & self.named and (node.decorator_list or "=" in self.named):
            return True
        marks = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
        return any(isinstance(one, ast.Attribute) and one.attr in _CALLED_LATER for one in marks)

    def _take(self, module: Module, nodes: Iterable[ast.stmt]) -> None:
        """Follow what these statements import and name."""
        inside = [one for node in nodes for one in nodes_within([node])]
        for node in inside:
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._bind(module, node)
        for node in inside:
            if isinstance(node, ast.Name):
                self._use(module, node.id)
            elif isinstance(node, ast.arg) and self.tests:
                self._give(node.arg)
            elif isinstance(node, ast.Attribute):
                self.attributes.add(node.attr)
                target = _dotted(node)
                if target:
                    self._use_dotted(module, target)

    def _give(self, name: str) -> None:
        """What makes an argument of a test, in any of the modules."""
        for module in list(self.modules.values()):
            if module is None or name not in module.functions:
                continue
            if not self._is_led_away(module.functions[name]):
                self._reach(module, name)

    def _bind(self, module: Module, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            for item in node.names:
                paths = self._imported(item.name, module.place)
                if paths and item.asname:
                    module.names[item.asname] = (paths[-1], "")
                elif paths:
                    module.names[item.name] = (paths[-1], "")
                    module.names.setdefault(item.name.partition(".")[0], (paths[0], ""))
            return
        base = "." * node.level + (node.module or "")
        paths = self._imported(base, module.place)
        for item in node.names:
            if item.name == "*":
                module.stars.extend(paths[-1:])
                continue
            below = self._imported(base + ("" if base.endswith(".") else ".") + item.name, module.place)
            if len(below) > len(paths):
                module.names[item.asname or item.name] = (below[-1], "")
            elif paths:
                module.names[item.asname or item.name] = (paths[-1], item.name)

    def _imported(self, dotted: str, place: Place) -> list[str]:
        """The files that importing this name runs."""
        groups = files_of(dotted, place)
        found = [next((path for path in group if path in self.texts), "") for group in groups]
        for path in found:
            self._at(path)
        return [path for path in found if path]

    def _use_dotted(self, module: Module, parts: list[str]) -> None:
        for count in range(len(parts) - 1, 0, -1):
            held = module.names.get(".".join(parts[:count]))
            if held is not None:
                self._member(held[0], parts[count] if not held[1] else held[1])
                return

    def _use(self, module: Module, name: str) -> None:
        if name in module.functions or name in module.classes:
            self._reach(module, name)
        elif name in module.names:
            self._member(*module.names[name])
        else:
            for path in module.stars:
                self._member(path, name)

    def _member(self, path: str, name: str, depth: int = 4) -> None:
        module = self._at(path)
        if module is None or not name:
            return
        if name in module.functions or name in module.classes:
            self._reach(module, name)
        elif depth and name in module.names:
            self._member(*module.names[name], depth - 1)
        elif depth:
            for star in module.stars:
                self._member(star, name, depth - 1)

    def _reach(self, module: Module, name: str) -> None:
        if name in module.taken:
            return
        function, holder = module.functions.get(name), module.classes.get(name)
        module.taken[name] = [function] if function is not None else []
        if function is not None:
            self._take(module, [function])
        elif holder is not None:
            self.classes.append((module, holder))
            for base in holder.bases:
                self._take(module, [ast.copy_location(ast.Expr(base), holder)])

    def _methods(self) -> None:
        """Methods of the classes that are used, by their names; those may name further ones."""
        before = -1
        while before != len(self.attributes) + len(self.classes):
            before = len(self.attributes) + len(self.classes)
            for module, holder in list(self.classes):
                for node in holder.body:
                    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                        key = f"{holder.name}.{node.name}"
                        if key not in module.taken and self._is_called(holder, node):
                            module.taken[key] = [node]
                            self._take(module, [node])

    def _is_called(self, holder: ast.ClassDef, node: Function) -> bool:
        name = node.name
        if self.tests and name.startswith(_OF_TESTS):
            return not self._is_led_away(node)
        special = name.startswith("__") and name.endswith("__")
        return special or name in self.attributes or (bool(holder.bases) and name in _ALWAYS)


def _leads_away(node: object) -> bool:
    name = getattr(node, "id", "") or getattr(node, "arg", "") or getattr(node, "attr", "")
    return isinstance(name, str) and _LEADS_AWAY.search(name) is not None


def _dotted(node: ast.Attribute) -> list[str]:
    parts: list[str] = []
    inner: ast.expr = node
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    return [inner.id, *reversed(parts)] if isinstance(inner, ast.Name) else []
