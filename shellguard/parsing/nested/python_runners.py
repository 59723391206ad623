"""Programs that run files of Python in their own way: tests by pytest, notebooks by jupyter."""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested import foreign_code
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.imported_code import run_by_itself, tested
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_NAMES = ("conftest.py", "test_*.py", "*_test.py")
_USUAL = ("", "tests/", "test/", "tests/*/")
_ONLY_SHOWN = frozenset(("--help", "-h", "--version", "-V", "--fixtures", "--markers"))
_MAX_FILES = 24
_MAX_OPERANDS = 8
_MAX_CELLS = 200
_SERVED = re.compile(r"\w+(?:\.\w+)*:\w[\w.]*(?:\(\))?")
_BY_OPTION = ("flask", "celery", "quart")
_CONVERTED = frozenset(("nbconvert", "execute", "run"))


def tests(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What the tests do that are named, or all of them, and what is set up for them."""
    texts = [word.text for word in command.words[1:]]
    if _ONLY_SHOWN.intersection(texts):
        return []
    named = [text.partition("::")[0] for text in texts if not text.startswith("-")][:_MAX_OPERANDS]
    files = [one for one in named if one.endswith(".py")]
    folders = [f"{one.rstrip('/')}/" for one in named if not one.endswith(".py") and _is_folder(one)]
    patterns = [f"{folder}{name}" for folder in folders for name in (*_NAMES, "*/test_*.py")]
    if not (files or folders):
        patterns = [f"{folder}{name}" for folder in _USUAL for name in _NAMES]
    above = {one[: place + 1] for one in (*files, *folders) for place, char in enumerate(one) if char == "/"}
    paths = ["conftest.py", *(f"{one}conftest.py" for one in sorted(above)), *files]
    context = nester.context
    context.globs.update(one for one in patterns if "*" in one)
    for one in patterns:
        paths.extend(context.supplied.globs.get(one, ()) if "*" in one else (one,))
    read = {path: nester.file(literal_word(path)) for path in list(dict.fromkeys(paths))[:_MAX_FILES]}
    there = {path: text for path, text in read.items() if text is not None}
    found = tested(nester, there, command.program)
    for path, text in there.items():
        if path.endswith("conftest.py"):  # its top runs before any test has a folder of its own
            found += run_by_itself(nester, "python", path, text, frozenset(), command.program)
    return found


def unit_tests(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """`python -m unittest [discover] NAMES`, read as the tests of these files."""
    texts = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    names = [text if text.endswith(".py") else text.replace(".", "/") for text in texts if text != "discover"]
    tried = [name if name.endswith(".py") else f"{name}.py" for name in names if name.strip("/")]
    tried += [f"{posixpath.dirname(name)}.py" for name in names if "/" in name]  # a class or test in it
    words = [literal_word(one) for one in ("pytest", *tried)]
    return tests(nester, SimpleCommand(tuple(words), span=command.span), _)


def coverage(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`coverage run FILE` and `coverage run -m MODULE` are what python does with these."""
    words = command.words[1:]
    if not words or words[0].text != "run":
        return []
    rest = list(words[1:])
    while rest and rest[0].text.startswith("-") and rest[0].text != "-m":
        rest = rest[1:]
    return (
        [nester.wrap((literal_word("python3"), *rest), NestedKind.WRAPPER, "coverage", stdin)] if rest else []
    )


def serves(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`uvicorn app:main`, `flask --app shop run`, `celery -A jobs worker`: the module is imported."""
    interpreter = foreign_code.interpreter_of(command.program)
    found = [] if interpreter is None else foreign_code.foreign(nester, interpreter, command, stdin)
    texts = [word.text for word in command.words[1:]]
    named = [after for text, after in pairwise(texts) if text in ("--app", "-A")]
    if command.program not in _BY_OPTION:
        named = [text for text in texts if _SERVED.fullmatch(text)]
    elif not named and command.program == "flask" and "run" in texts:
        named = ["app", "wsgi"]
    modules = [text.partition(":")[0].removesuffix(".py").replace("/", ".") for text in named[:2]]
    code = "".join(f"import {one}\n" for one in modules if re.fullmatch(r"\w+(?:\.\w+)*", one))
    return found + (foreign_code.code_in(nester, "python", code, command.program) if code else [])


def entry_points(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`poetry run NAME`, `uv run NAME`: a program of the project's own where its settings name one so."""
    texts = [word.text for word in command.words[1:]]
    behind = [text for text in texts[1:] if not text.startswith("-")][:1] if texts[:1] == ["run"] else []
    settings = (nester.file(literal_word("pyproject.toml")) or "") if behind else ""
    module, _, function = _entry_point(settings, "".join(behind)).partition(":")
    path = module.replace(".", "/")
    for file in (
        (f"{path}.py", f"src/{path}.py", f"{path}/__init__.py", f"src/{path}/__init__.py") if path else ()
    ):
        if text := nester.file(literal_word(file)):
            named = frozenset(("=", function))
            return run_by_itself(nester, "python", file, text, named, command.program)
    return behind_wrapper(nester, command.program, command.words, stdin)


def _entry_point(settings: str, name: str) -> str:
    """What the settings of a project say that a program of this name starts, "" where they name none so."""
    try:
        told = tomllib.loads(settings)
    except (ValueError, RecursionError):
        return ""
    tool = told.get("tool")
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    for one in (told.get("project"), poetry):
        scripts = one.get("scripts") if isinstance(one, dict) else None
        found = scripts.get(name) if isinstance(scripts, dict) else None
        if isinstance(found, str):
            return found
    return ""


def shows(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """`streamlit run FILE` and its kin run the file as python does."""
    files = [word for word in command.words[1:] if word.text.endswith(".py")]
    runs = any(word.text in ("run", "dev", "serve") for word in command.words[1:])
    return foreign_code.code_of(nester, "python", files[0], command.program) if files and runs else []


def _is_folder(text: str) -> bool:
    return "/" in text or text in ("tests", "test", ".")


def notebooks(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The cells of the notebooks that a command runs, from first to last."""
    texts = [word.text for word in command.words[1:]]
    converts = "nbconvert" in texts[:1] or command.program.endswith("nbconvert")
    if (converts and "--execute" not in texts) or (
        command.program == "jupyter" and not _CONVERTED.intersection(texts[:1])
    ):
        return behind_wrapper(nester, command.program, command.words, stdin)
    files = [word for word in command.words[1:] if word.text.endswith(".ipynb")]
    found: list[Nested] = []
    for word in files[:1] if command.program == "papermill" else files[:_MAX_OPERANDS]:
        code, lines = _cells(nester.file(word) or "")
        found.extend(foreign_code.code_in(nester, "python", code, command.program))
        found.extend(nester.shell_text(line, NestedKind.FILE, command.program) for line in lines)
    return found


def _cells(text: str) -> tuple[str, list[str]]:
    """The code of a notebook, and the lines that it hands to a shell."""
    try:
        cells = json.loads(text)["cells"]
        sources = ["".join(one.get("source", ())) for one in cells if one.get("cell_type") == "code"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "", []
    code: list[str] = []
    lines: list[str] = []
    for source in sources[:_MAX_CELLS]:
        if re.match(r"%%(?:bash|sh|script)\b", source):
            lines.append(source.partition("\n")[2])
        elif not source.startswith("%%"):
            lines.extend(re.findall(r"^[ \t]*!(.+)$", source, re.MULTILINE))
            code.append(re.sub(r"(?m)^[ \t]*[!%].*$", "", source))
    return "\n".join(code), lines


SPECIAL = {
    **dict.fromkeys(("pytest", "py.test"), tests),
    "unittest": unit_tests,
    **dict.fromkeys(("uvicorn", "hypercorn", "daphne", "granian", *_BY_OPTION), serves),
    **dict.fromkeys(("streamlit", "fastapi", "panel", "bokeh", "chainlit"), shows),
    **dict.fromkeys(("poetry", "uv", "rye"), entry_points),
    "coverage": coverage,
    **dict.fromkeys(("jupyter", "jupyter-nbconvert", "papermill"), notebooks),
}
