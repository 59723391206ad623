"""Python code by its syntax tree: what it calls, through imports under other names and folded constants."""

from __future__ import annotations

import ast

from shellguard.parsing.languages.code_actions import functions
from shellguard.parsing.languages.code_shells import fed_commands
from shellguard.parsing.languages.findings import Findings
from shellguard.parsing.languages.python_calls import Calls, Function, calls_of
from shellguard.parsing.languages.python_nodes import Visitor, is_text, nodes_within, tree_of
from shellguard.parsing.languages.python_references import HIDDEN, References, listed_words, looked_up
from shellguard.parsing.languages.python_started import CLASSES, SHELLS, called_program, mode_of
from shellguard.parsing.languages.python_values import Evaluation, as_text
from shellguard.parsing.script import Call, Hole, Piece, Word
from shellguard.parsing.words.fields import literal_word, with_globs

MAX_CODE = 20_000
MAX_DEPTH = 6
_PASSES = 3  # what a function is called with may be what its caller was
_MOST_TURNS = 8
_LISTING = frozenset(("glob.glob", "glob.iglob"))
_WRITES = frozenset(("write", "write_text", "write_bytes"))


def python_findings(code: str, depth: int = 0) -> Findings | None:
    """What the code calls; None when it is no Python (of this version)."""
    if len(code) > MAX_CODE or depth > MAX_DEPTH:
        return None
    try:
        tree = tree_of(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    nodes = nodes_within((tree,))
    calls, references = calls_of(nodes), References(nodes)
    for _ in range(_PASSES):
        before = sum(map(len, calls.program.called.values()))
        found = findings_in([tree], calls, depth, references)
        if before == sum(map(len, calls.program.called.values())) or all_known(found):
            break
    fed_commands([node.value for node in nodes if is_text(node)], found)
    return found


def findings_in(
    nodes: list[ast.stmt] | list[ast.Module],
    calls: Calls,
    depth: int = 0,
    references: References | None = None,
) -> Findings:
    """What these statements call; `calls` tells what functions are called with, and hears what is called."""
    walker = _Walker(depth, calls)
    references = references or References(nodes_within(nodes))
    try:
        for node in nodes:
            walker.visit(node)
        if references.hand_on(walker.names, walker._name):
            walker.findings.calls.append(Call("evaluate", (), False, HIDDEN))
    except RecursionError:
        walker.findings.understood = False
    return walker.findings


def all_known(found: Findings) -> bool:
    """Whether nothing is done to what a function is given, as far as that can be seen."""
    texts = [*found.shell, *(word for words in found.commands for word in words)]
    texts.extend(word for call in found.calls for word in call.arguments)
    return all(word.known for word in texts)


def python_printed(code: str) -> str | None:
    """What the code prints; None when that is not known or it does more than that."""
    try:
        tree = tree_of(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    walker = _Walker(MAX_DEPTH)
    printed: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign):
            walker.visit(node)
            continue
        text = walker.printed(node.value) if isinstance(node, ast.Expr) else None
        if text is None:
            return None
        printed.append(text)
    return "".join(printed)


class _Walker(Visitor, ast.NodeVisitor):
    def __init__(self, depth: int, calls: Calls | None = None) -> None:
        self.depth = depth
        self.calls = calls
        self.findings = Findings()
        self.names: dict[str, str] = {}
        self.constants: dict[str, object] = {}
        self.patterns: dict[str, str] = {}
        self.opened: dict[str, str] = {}  # names of opened files
        self.values = Evaluation(self.constants, self._name)

    def visit_Import(self, node: ast.Import) -> None:
        for item in node.names:
            self.names[item.asname or item.name.split(".")[0]] = (
                item.name if item.asname else item.name.split(".")[0]
            )

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for item in node.names:
            if item.name == "*":
                for known in functions("python"):
                    if known.startswith(f"{node.module}."):
                        self.names[known.rsplit(".", 1)[1]] = known
            self.names[item.asname or item.name] = f"{node.module}.{item.name}"

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        target = node.targets[0]
        self._opens(target, node.value)
        if isinstance(target, ast.Name):
            value = self.values.value(node.value)
            name = self._name(node.value)
            if value is not None:
                self.constants[target.id] = value
            elif name:
                self.names[target.id] = name
            else:
                self.constants.pop(target.id, None)
        elif isinstance(target, ast.Tuple | ast.List):
            self.values.forget(target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.generic_visit(node)
        self.values.add(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._defined(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._defined(node)

    def _defined(self, node: Function) -> None:
        """A function, once for each way in which it is called."""
        given = node.args
        parameters = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        for bound in self.calls.bound(node) if self.calls is not None else ({},):
            kept = {name: self.constants.pop(name) for name in parameters if name in self.constants}
            self.constants.update(bound)
            self.generic_visit(node)
            for name in parameters:
                self.constants.pop(name, None)
            self.constants.update(kept)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            self._opens(item.optional_vars, item.context_expr)
        self.generic_visit(node)

    def _opens(self, target: ast.expr | None, value: ast.expr) -> None:
        """`f = open("x", "w")`, `with open("x", "w") as f`: which file a name stands for."""
        path = self._opened_by(value)
        if isinstance(target, ast.Name) and path is not None:
            self.opened[target.id] = path

    def _opened_by(self, value: ast.expr) -> str | None:
        if isinstance(value, ast.Name):
            return self.opened.get(value.id)
        if isinstance(value, ast.Call) and value.args and self._name(value.func) in ("open", "pathlib.Path"):
            return self._constant(value.args[0])
        return None

    def visit_For(self, node: ast.For) -> None:
        source = self.values.value(node.iter)
        listed = source if isinstance(source, list) and isinstance(node.target, ast.Name) else []
        self._each(node.target, node.iter)
        self.generic_visit(node)
        for value in listed[1:_MOST_TURNS]:
            self.constants[getattr(node.target, "id", "")] = value
            for one in node.body:
                self.visit(one)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehended(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehended(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehended(node)

    def _comprehended(self, node: ast.ListComp | ast.GeneratorExp | ast.DictComp) -> None:
        for loop in node.generators:
            self._each(loop.target, loop.iter)
        self.generic_visit(node)

    def _each(self, target: ast.expr, source: ast.expr) -> None:
        """`for f in glob.glob("~/.ssh/*")`: the name stands for what the pattern fits."""
        self.values.forget(target)
        if not isinstance(target, ast.Name):
            return
        if isinstance(source, ast.Tuple | ast.List) and source.elts:
            first = self._constant(source.elts[0])
            if first is not None:
                self.constants[target.id] = first
        elif isinstance(source, ast.Call) and source.args:
            pattern = self._constant(source.args[0])
            if pattern is not None and self._name(source.func) in _LISTING:
                self.constants[target.id] = pattern
                self.patterns[target.id] = pattern
            elif isinstance(source.func, ast.Attribute) and source.func.attr == "glob":
                folder = self._constant(source.func.value)
                if pattern is not None and folder is not None:
                    self.constants[target.id] = f"{folder.rstrip('/')}/{pattern}"
                    self.patterns[target.id] = f"{folder.rstrip('/')}/{pattern}"

    def visit_Call(self, node: ast.Call) -> None:
        name = self._name(node.func)
        if self.calls is not None:
            self.calls.hear(node, self.values.value)
        if isinstance(node.func, ast.Attribute) and node.func.attr in _WRITES and node.args:
            path, text = self._opened_by(node.func.value), self._constant(node.args[0])
            if path is not None and text is not None:
                self.findings.written.append((path, text))
        if name in ("open", "os.open"):
            self._open(node, node.args)
        elif (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "open"
            and self._is_path(node.func.value)
        ):
            self._open(node, [node.func.value, *node.args])
        elif name:
            self._known(name, node)
        else:
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            self._method(method, node)
        self.generic_visit(node)

    def printed(self, node: ast.expr) -> str | None:
        """What `print( … )` or `sys.stdout.write( … )` prints, None when not known."""
        if not isinstance(node, ast.Call):
            return None
        name, texts = self._name(node.func), [self._constant(item) for item in node.args]
        given = {item.arg: self._constant(item.value) for item in node.keywords}
        known = [text for text in texts if text is not None]
        if len(known) < len(texts) or None in given.values() or not given.keys() <= {"end", "sep"}:
            return None
        if name == "print":
            return (given.get("sep") or " " * ("sep" not in given)).join(known) + (
                given.get("end", "\n") or ""
            )
        return "".join(known) if name in ("sys.stdout.write", "sys.stdout.buffer.write") else None

    def _name(self, node: ast.expr) -> str:
        """The dotted name that an expression stands for, imports resolved; "" if it can't be said."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name):
            base = self.names.get(node.id, node.id)
        elif isinstance(node, ast.Call):
            base = self._computed(node)
        elif isinstance(node, ast.Subscript):
            base = looked_up(node, self._name, self._constant)
        else:
            base = ""
        return ".".join([base, *reversed(parts)]).removeprefix("builtins.") if base else ""

    def _computed(self, node: ast.Call) -> str:
        """`__import__("os")`, `getattr(os, "system")`, `importlib.import_module("os")`."""
        name = self._name(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""
        if name in CLASSES or name.startswith("git.Repo."):
            return name
        if name in ("__import__", "importlib.import_module") and node.args:
            return self._constant(node.args[0]) or ""
        if name.endswith(".__getattribute__") and node.args:
            attribute = self._constant(node.args[0])
            return f"{name.rpartition('.')[0]}.{attribute}" if attribute else ""
        if name == "getattr" and len(node.args) > 1:
            base, attribute = self._name(node.args[0]), self._constant(node.args[1])
            if attribute is None:
                self.findings.understood = False
            return f"{base}.{attribute}" if base and attribute else ""
        return ""

    def _known(self, name: str, node: ast.Call) -> None:
        table = functions("python")
        entry = table.get(name)
        if entry is None:
            short = name.rsplit(".", 1)[-1]
            if "." in name and short in table:
                self._method(short, node)
            elif words := called_program(name, node, self._word):
                self.findings.commands.append(words)
            return
        action, recursive = entry
        if action == "evaluate":
            self._evaluate(name, node)
            return
        arguments = tuple(self._word(item) for item in node.args)
        self.findings.calls.append(Call(action, arguments, recursive, name))
        if action == "execute" and arguments:
            self._execute(name, node)

    def _method(self, method: str, node: ast.Call) -> None:
        """A method of an object whose class is not known: what its name says."""
        entry = functions("python").get(method)
        if method in ("runsource", "runcode"):
            self._evaluate(method, node)
            return
        if entry is None or method in ("eval", "exec", "compile", "exit"):
            return
        target = node.func.value if isinstance(node.func, ast.Attribute) else None
        arguments = [self._word(item) for item in node.args]
        if target is not None and entry[0] not in ("connect", "listen", "send"):
            if self._constant(target) is not None:
                arguments.insert(0, self._word(target))
            elif isinstance(target, ast.Call) and target.args:
                arguments.insert(0, self._word(target.args[0]))
        self.findings.calls.append(Call(entry[0], tuple(arguments), entry[1], method))
        if entry[0] == "execute" and arguments and arguments[0].known:
            self.findings.shell.append(arguments[0])

    def _is_path(self, node: ast.expr) -> bool:
        text = self._constant(node)
        return text is not None and "/" in text

    def _open(self, node: ast.Call, arguments: list[ast.expr]) -> None:
        mode = self._constant(arguments[1]) if len(arguments) > 1 else "r"
        for keyword in node.keywords:
            if keyword.arg == "mode":
                mode = self._constant(keyword.value)
        mode = mode_of(arguments[1]) if mode is None and len(arguments) > 1 else mode
        action = "overwrite" if mode is None or "w" in mode else "write" if set(mode) & set("ax+") else "read"
        if arguments:
            self.findings.calls.append(Call(action, (self._word(arguments[0]),), False, "open"))

    def _execute(self, name: str, node: ast.Call) -> None:
        first = node.args[0]
        shell = name in SHELLS or any(
            item.arg == "shell" and not (isinstance(item.value, ast.Constant) and not item.value.value)
            for item in node.keywords
        )
        words = listed_words(first, self._word, self.values.value)
        if words is not None:
            self.findings.commands.extend([words] if words else ())
        elif shell or name == "asyncio.create_subprocess_shell":
            self.findings.shell.append(self._word(first))
        elif name.startswith(("os.spawn", "os.exec", "os.posix_spawn")):
            rest = node.args[2:] if name.startswith("os.spawn") else node.args[1:]
            program = node.args[1] if name.startswith("os.spawn") and len(node.args) > 1 else first
            listed = listed_words(rest[0], self._word, self.values.value) if rest else None
            given = tuple(map(self._word, rest)) if listed is None else listed
            self.findings.commands.append((self._word(program), *given[1:]))
        elif name != "os.dup2":
            self.findings.commands.append((self._word(first),))

    def _evaluate(self, name: str, node: ast.Call) -> None:
        if name in ("__import__", "importlib.import_module"):
            if not node.args or self._constant(node.args[0]) is None:
                self.findings.understood = False
            return
        text = self._constant(node.args[0]) if node.args else None
        if text is None and node.args and isinstance(node.args[0], ast.Call):
            inner = node.args[0]
            if self._name(inner.func) == "compile" and inner.args:
                text = self._constant(inner.args[0])
        inside = python_findings(text, self.depth + 1) if text is not None else None
        if inside is None:
            self.findings.understood = False
            arguments = tuple(self._word(item) for item in node.args[:1])
            self.findings.calls.append(Call("evaluate", arguments, False, name))
            return
        self.findings.calls.extend(inside.calls)
        self.findings.shell.extend(inside.shell)
        self.findings.commands.extend(inside.commands)
        self.findings.understood = self.findings.understood and inside.understood

    def _word(self, node: ast.expr) -> Word:
        text = self._constant(node)
        if text is not None:
            listed = isinstance(node, ast.Name) and self.patterns.get(node.id) == text
            return Word(text, with_globs([Piece(text)])) if listed else literal_word(text)
        source = ast.unparse(node)[:200]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left = self._word(node.left)
            return Word(source, (*left.pieces, Piece(source, Hole.VARIABLE, True)))
        return Word(source, (Piece(source, Hole.VARIABLE, True),))

    def _constant(self, node: ast.expr) -> str | None:
        """The text that an expression is, where that can be computed; bytes count as text."""
        return as_text(self.values.value(node))
