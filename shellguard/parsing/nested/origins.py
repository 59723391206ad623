"""Where a piece of code stands, from which it is told what it takes in from beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.records import record
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_MODULE = re.compile(r"[\w/]+")
RUNNERS = frozenset(("pytest", "invoke", "nox", "tox", "jupyter", "papermill"))
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
    """

    path: str = ""
    here: bool = False
    named: frozenset[str] = frozenset()


OF_THE_LINE = Origin("-", here=True)


def of_module(nester: ScriptFinder, path: str, named: frozenset[str]) -> tuple[str, Origin] | None:
    """The code that `python -m` runs here, behind a package's own file."""
    if not _MODULE.fullmatch(path):
        return None
    names = (f"{path}.py", f"{path}/__main__.py")
    texts = {name: nester.file(literal_word(name)) for name in names}
    for name, text in texts.items():
        if text is not None:
            package = path.rpartition("/")[0] if name == names[0] else path
            before = f"import {package.replace('/', '.')}\n" if package else ""
            return before + text, Origin(name, here=True, named=named)
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
