"""Where a piece of code stands, from which it is told what it takes in from beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.records import record
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.languages.code_actions import Interpreter
    from shellguard.parsing.roles import ScriptFinder
    from shellguard.parsing.script import SimpleCommand, Word

_MAX_ROOTS = 4
_ENDINGS = (".py", "/__main__.py")
_BEFORE = {"javascript": ("-r", "--require", "--import", "--loader"), "ruby": ("-r",)}
_MODULE = re.compile(r"[\w/]+")
RUNNERS = frozenset(("pytest", "unittest", "coverage", "pip", "invoke", "nox", "tox", "jupyter", "papermill"))
"""Modules of Python that are programs of their own."""
ALL = frozenset(("*",))
"""For `named`: all functions of the file run."""


@record
class Origin:
    """Where a piece of code stands.

    Attributes:
        path: its file; one that is not there for code of the line itself.
        here: its modules are looked for in the folder one is in.
        named: the words behind it, by which it may choose what it does.
        roots: folders in which its modules are looked for as well.
        handed: the words behind it, as it finds them among its arguments.
    """

    path: str = ""
    here: bool = False
    named: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()
    handed: tuple[Word, ...] = ()


OF_THE_LINE = Origin("-", here=True)


def roots_of(nester: ScriptFinder, interpreter: Interpreter, command: SimpleCommand) -> tuple[str, ...]:
    """The folders that a command, or the script that it stands in, is given to look for modules in."""
    if interpreter.language in ("ruby", "perl"):
        behind = [after.text for word, after in pairwise(command.words) if word.text == "-I"]
        attached = [word.text[2:] for word in command.words[1:] if word.text.startswith("-I")]
        return _folders(one for one in (*behind, *attached) if one)
    given = [item.value.value for item in command.assignments if item.name == "PYTHONPATH"]
    held = nester.environment.variables.get("PYTHONPATH")
    text = (given or [held.text if held is not None else None])[-1] or ""
    return _folders(text.split(":")) if text else ()


def _folders(named: Iterable[str]) -> tuple[str, ...]:
    folders = (one.removeprefix("./").rstrip("/") for one in named)
    return tuple("" if one == "." else one for one in folders)[:_MAX_ROOTS]


def brought_along(interpreter: Interpreter, command: SimpleCommand) -> list[Word]:
    """Files of code that run before the script: `node -r ./x`, `ruby -r./x`."""
    options = _BEFORE.get(interpreter.language)
    if options is None:
        return []
    texts = [(word, after) for word, after in pairwise(command.words) if word.text in options]
    attached = [word.text[2:] for word in command.words[1:] if word.text.startswith("-r.")]
    return [after for _, after in texts if after.text.startswith(".")] + [
        literal_word(one) for one in attached
    ]


def of_module(
    nester: ScriptFinder, path: str, named: frozenset[str], roots: tuple[str, ...] = ()
) -> tuple[str, Origin] | None:
    """The code that `python -m` runs here, behind a package's own file."""
    if not _MODULE.fullmatch(path):
        return None
    names = [
        f"{root}{path}{ending}" for root in ("", *(f"{one}/" for one in roots if one)) for ending in _ENDINGS
    ]
    parts = path.split("/")
    packages = [f"{'/'.join(parts[:count])}/__init__.py" for count in range(1, len(parts) + 1)]
    texts = {name: nester.file(literal_word(name)) for name in (*names, *packages)}
    for name in names:
        text = texts[name]
        if text is not None:
            package = path if name.endswith(_ENDINGS[1]) else path.rpartition("/")[0]
            before = f"import {package.replace('/', '.')}\n" if package else ""
            return before + text, Origin(name, here=True, named=named, roots=roots)
    return None


def of_django(nester: ScriptFinder, script: str, name: str) -> list[tuple[str, Origin]]:
    """The code of a command that the project itself gives `manage.py`."""
    if not re.fullmatch(r"\w+", name):
        return []
    folder = script.removesuffix("manage.py")
    patterns = [f"{folder}{above}/management/commands/{name}.py" for above in ("*", "*/*")]
    nester.context.globs.update(patterns)
    found = nester.context.supplied.globs
    paths = [one for pattern in patterns for one in found.get(pattern, ())][:2]
    texts = [(path, nester.file(literal_word(path))) for path in paths]
    return [(text, Origin(path, here=True, named=ALL)) for path, text in texts if text is not None]
