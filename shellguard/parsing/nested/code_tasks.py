"""Tasks that are written as code: sessions of `nox`, tasks of `invoke` and `rake`."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested import foreign_code
from shellguard.parsing.nested.origins import ALL, Origin
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_CODE = 65_536
_MAX_PATTERNS = 6
_MAX_FILES = 24
_FILES = {"nox": "noxfile.py", "invoke": "tasks.py", "inv": "tasks.py", "fab": "fabfile.py"}
_MARK = {"nox": "session", "invoke": "task", "inv": "task", "fab": "task"}
_SESSIONS = frozenset(("-s", "-e", "--session", "--sessions"))
_ONLY_SHOWN = re.compile(r"-l\Z|-h\Z|-P\Z|-T\Z|-V\Z|-n\Z|--(?:list|help|version|dry|dry-run|prereqs|tasks)")
_RUNNING = frozenset(("run", "run_always", "run_install", "sudo"))
_RAKE_TEXT = frozenset(("-e", "--execute", "-E", "--execute-continue", "-p", "--execute-print"))
_RAKEFILES = ("Rakefile", "rakefile", "Rakefile.rb")
_RUBY_TASK = re.compile(r"^(\s*)task\s*\(?\s*:?[\"']?([\w:-]+)[\"']?\s*(?:=>|:|,)?\s*(.*?)\s*(do\b.*|\{.*)?$")
_RUBY_SPACE = re.compile(r"^(\s*)namespace\s*\(?\s*:?[\"']?([\w-]+)[\"']?\s*\)?\s*do\b")
_RUBY_SHELL = re.compile(r"\bsh\b(?=[ (]+[\"'])")
_RUBY_NAME = re.compile(r"[\w:-]+")
_CLEANED = re.compile(r"^\s*(CLEAN|CLOBBER)(?:\.include)?\s*(?:\(|<<|\s)\s*(.+)$", re.MULTILINE)
_QUOTED = re.compile(r"[\"']([^\"'#]+)[\"']")


def python_tasks(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The code of the sessions of nox, or the tasks of invoke, that are named."""
    program = command.program
    names = _named(program, [word.text for word in command.words[1:]])
    text = None if names is None else nester.file(literal_word(_FILES[program]))
    if names is None or text is None or len(text) > MAX_CODE:
        return []
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    kept = _kept(tree, _MARK[program], names)
    code = "import os, subprocess\n" + ast.unparse(ast.Module(body=kept, type_ignores=[]))
    origin = Origin(_FILES[program], here=True, named=ALL)
    return foreign_code.code_in(nester, "python", code, program, origin)


def _named(program: str, words: list[str]) -> list[str] | None:
    """The tasks that a command names, none for those that run without a name; None where nothing runs."""
    names: list[str] = []
    taken = program != "nox"
    for word in words:
        if _ONLY_SHOWN.match(word):
            return None
        if word == "--":
            break
        option, equals, value = word.partition("=")
        if program == "nox" and word.startswith("-"):
            taken = option in _SESSIONS
            names.extend([value] if equals and taken else [])
        elif taken and not word.startswith("-"):
            names.append(word)
    return names


def _kept(tree: ast.Module, mark: str, names: list[str]) -> list[ast.stmt]:
    """What runs: the statements of the file itself, the functions of these names, and what they use."""
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    marked = {name: _mark_of(node, mark) for name, node in functions.items()}
    wanted = {_plain(name) for name in names}
    chosen = [name for name, called in marked.items() if called and (not wanted or _plain(called) in wanted)]
    waiting, taken = list(chosen), dict[str, None]()
    while waiting:
        name = waiting.pop()
        if name not in taken:
            taken[name] = None
            used = {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)}
            waiting.extend(one for one in used & functions.keys() if one not in taken)
    before = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    bodies = [_Runs(functions[name]).visit(functions[name]) for name in reversed(taken)]
    return [*before, *bodies]


def _mark_of(node: ast.FunctionDef, mark: str) -> str:
    """The name of a task or session, "" for a function that is none."""
    for one in node.decorator_list:
        called = one.func if isinstance(one, ast.Call) else one
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name == mark:
            given = one.keywords if isinstance(one, ast.Call) else []
            names = [item.value for item in given if item.arg == "name"]
            said = names[0].value if names and isinstance(names[0], ast.Constant) else None
            return said if isinstance(said, str) else node.name
    return ""


def _plain(name: str) -> str:
    return name.replace("_", "-").partition("(")[0]


class _Runs(ast.NodeTransformer):
    """Writes what a session or a context runs as what Python itself runs."""

    def __init__(self, function: ast.FunctionDef) -> None:
        arguments = function.args.args
        self.name = arguments[0].arg if arguments else ""
        self.folder = ""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        used = [one for one in node.decorator_list if isinstance(one, ast.Call)]
        node.decorator_list = [argument for one in used for argument in one.args]
        return node

    def visit_With(self, node: ast.With) -> ast.With:
        before = self.folder
        for item in node.items:
            call = item.context_expr
            if isinstance(call, ast.Call) and self._method(call) in ("cd", "chdir"):
                self.folder = _first(call)
        self.generic_visit(node)
        self.folder = before
        return node

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        method = self._method(node)
        if method == "chdir":
            self.folder = _first(node)
        if method not in _RUNNING or not node.args:
            return node
        entering = f"cd {quote(self.folder)} && " if self.folder else ""
        words = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
        if len(words) == 1:
            line = ast.BinOp(ast.Constant(entering), ast.Add(), node.args[0]) if entering else node.args[0]
            if not isinstance(words[0], str) or " " in words[0] or entering:
                return _call("os", "system", [line])
        if entering and all(isinstance(one, str) for one in words):
            text = " ".join(quote(str(one)) for one in words)
            return _call("os", "system", [ast.Constant(entering + text)])
        return _call("subprocess", "run", [ast.List(node.args, ast.Load())])

    def _method(self, node: ast.Call) -> str:
        function = node.func
        of_it = isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == self.name
        return function.attr if isinstance(function, ast.Attribute) and of_it else ""


def _first(node: ast.Call) -> str:
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else "$(cat)"


def _call(module: str, name: str, arguments: list[ast.expr]) -> ast.Call:
    function = ast.Attribute(ast.Name(module, ast.Load()), name, ast.Load())
    return ast.fix_missing_locations(ast.Call(function, arguments, []))


def doit(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The actions of the tasks of a dodo.py that are texts for a shell."""
    names = [word.text for word in command.words[1:] if not word.text.startswith("-") and word.text != "run"]
    text = nester.file(literal_word("dodo.py")) if "list" not in names[:1] else None
    try:
        tree = ast.parse(text) if text is not None and len(text) <= MAX_CODE else ast.Module([], [])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found: list[Nested] = []
    wanted = {f"task_{name.partition(':')[0]}" for name in names}
    for node in tree.body:
        name = node.name if isinstance(node, ast.FunctionDef) else ""
        if name in wanted or (not wanted and name.startswith("task_")):
            tables = [one for one in ast.walk(node) if isinstance(one, ast.Dict)]
            lines = [line for one in tables for line in _actions(one)]
            found.extend(nester.shell_text(line, NestedKind.FILE, "doit") for line in lines)
    return found


def _actions(node: ast.Dict) -> list[str]:
    held = [value for key, value in zip(node.keys, node.values, strict=True) if _is_text(key, "actions")]
    listed = [item for one in held if isinstance(one, ast.List | ast.Tuple) for item in one.elts]
    return [one.value for one in listed if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _is_text(node: ast.expr | None, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def rake(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The blocks of the named tasks of a Rakefile, and what its `clean` and `clobber` are told to remove."""
    words = [word.text for word in command.words[1:]]
    if any(_ONLY_SHOWN.match(word) for word in words):
        return []
    given = [code for option, code in pairwise(words) if option in _RAKE_TEXT]
    if given:
        code = _RUBY_SHELL.sub("system", "\n".join(given))
        return foreign_code.code_in(nester, "ruby", code, "rake")
    texts = [nester.file(literal_word(name)) for name in _RAKEFILES]
    text = next((one for one in texts if one is not None), None)
    if text is None or len(text) > MAX_CODE:
        return []
    text += "".join(_further(nester, text))
    names = [one.partition("[")[0] for one in words if not one.startswith("-") and "=" not in one]
    found: list[Nested] = []
    for code in _blocks(text, names or ["default"]):
        found.extend(foreign_code.code_in(nester, "ruby", _RUBY_SHELL.sub("system", code), "rake"))
    removed = [
        name
        for kind, rest in _CLEANED.findall(text)
        if "clobber" in names or ("clean" in names and kind == "CLEAN")
        for name in _QUOTED.findall(rest)
    ]
    if removed:
        found.append(nester.shell_text(f"rm -rf {' '.join(removed)}", NestedKind.FILE, "rake"))
    return found


def _further(nester: ScriptFinder, text: str) -> list[str]:
    """The texts of files of tasks that rake takes in by itself, or by what a Rakefile says."""
    patterns = [one for one in _QUOTED.findall(text) if one.endswith((".rake", ".rb"))]
    patterns = ["rakelib/*.rake", *(patterns or (["lib/tasks/*.rake"] if "load_tasks" in text else []))]
    known: list[str] = []
    for one in patterns[:_MAX_PATTERNS]:
        if "*" in one:
            nester.context.globs.add(one)
            known.extend(nester.context.supplied.globs.get(one, ()))
        elif one.endswith(".rake") or f"load '{one}" in text or f'load "{one}' in text:
            known.append(one)
    texts = [nester.file(literal_word(name)) for name in known[:_MAX_FILES]]
    return [f"\n{one}" for one in texts if one is not None and len(one) <= MAX_CODE]


def _blocks(text: str, names: list[str]) -> list[str]:
    """The bodies of the tasks of these names and of those that they need."""
    lines = text.splitlines()
    tasks: dict[str, tuple[list[str], str]] = {}
    around: list[tuple[str, str]] = []
    for index, line in enumerate(lines):
        if (space := _RUBY_SPACE.match(line)) is not None:
            around.append((space[1], space[2]))
        elif around and re.match(rf"{around[-1][0]}end\b", line):
            around.pop()
        match = _RUBY_TASK.match(line)
        if match is None:
            continue
        indent, name, needs, opening = match.groups()
        start = "".join(f"{one}:" for _, one in around)
        name = start + name
        body: list[str] = []
        if opening and "end" not in opening.split() and "}" not in opening:
            for one in lines[index + 1 :]:
                if one.startswith((f"{indent}end", f"{indent}}}")):
                    break
                body.append(one)
        elif opening:
            body = [opening.removeprefix("do").removesuffix("end").strip("{ }")]
        known = tasks.get(name, ([], ""))
        needed = [one.strip(":") for one in _RUBY_NAME.findall(needs)]
        needed += [start + one for one in needed if start]
        tasks[name] = ([*known[0], *needed], "\n".join([known[1], *body]).strip())
    waiting, taken = list(names), dict[str, None]()
    while waiting:
        name = waiting.pop()
        if name in tasks and name not in taken:
            taken[name] = None
            waiting.extend(tasks[name][0])
    return [tasks[name][1] for name in taken if tasks[name][1]]


def rails(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """Code for `rails runner`, else the project's own tasks, which rails runs as rake does."""
    interpreter = foreign_code.interpreter_of("rails")
    found = foreign_code.foreign(nester, interpreter, command, stdin) if interpreter is not None else []
    named = any(not word.text.startswith("-") for word in command.words[1:])
    return found + (rake(nester, command, stdin) if named else [])


SPECIAL = {**dict.fromkeys(_FILES, python_tasks), "doit": doit, "rake": rake, "rails": rails}
