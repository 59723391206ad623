"""Files of code that a program runs by itself, by `knowledge/own_code.toml`; `pip install .`."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from shellguard.knowledge.loading import load
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.imported_code import run_by_itself
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_MAX_LENGTH = 48_000
_MAX_FOLLOWED = 4
_ONLY_SHOWN = frozenset(("--help", "-h", "--version", "-V", "--list", "-l", "--tasks"))
_FILE = re.compile(r"""["'](?:<rootDir>/|\./)?((?:[\w-]+/)*[\w.-]+\.(?:js|cjs|mjs|ts))["']""")
_BY_NAME = frozenset(("=",))  # no word of a line: functions count by their names, marked or not


@cache
def _table() -> dict[str, dict[str, Any]]:
    return load("own_code")


def runs(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the file does that the program runs, and what it wraps."""
    found = behind_wrapper(nester, command.program, command.words, stdin)
    entry = _table()[command.program]
    texts = [word.text for word in command.words[1:]]
    operands = [text for text in texts if not text.startswith(("-", "+"))] or ["default"]
    when = entry.get("when")
    if _ONLY_SHOWN.intersection(texts) or (when and operands[0] not in when):
        return found
    named = _BY_NAME.union(operands)
    files, language, follows = entry["files"], entry["language"], bool(entry.get("follows"))
    return found + _read(nester, files, language, named, command.program, follows)


def _read(
    nester: ScriptFinder,
    files: list[str],
    language: str,
    named: frozenset[str],
    via: str,
    follows: bool = False,
) -> list[Nested]:
    texts = {name: nester.file(literal_word(name)) for name in files}
    name, text = next(((one, held) for one, held in texts.items() if held is not None), ("", ""))
    if not text or len(text) > _MAX_LENGTH:
        return []
    found = run_by_itself(nester, language, name, text, named, via)
    for one in _FILE.findall(text)[:_MAX_FOLLOWED] if follows else ():
        found += _read(nester, [posixpath.normpath(one)], language, named, via)
    return found


def installs(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`pip install .` runs the setup.py of that folder, and `pip install -r FILE` that of those it names."""
    found = behind_wrapper(nester, command.program, command.words, stdin)
    texts = [word.text for word in command.words[1:]]
    if "install" not in texts:
        return found
    lists = [after for before, after in pairwise(texts) if before in ("-r", "--requirement")]
    for name in lists[:_MAX_FOLLOWED]:
        texts += re.findall(
            r"(?m)^(?:-e[ \t]+|--editable[ \t=]+)?(\.[^\s#]*)", nester.file(literal_word(name)) or ""
        )
    places = [one.partition("[")[0] for one in texts if re.match(r"\.{1,2}(?:[/\[]|\Z)", one)]
    for place in places[:_MAX_FOLLOWED]:
        file = posixpath.normpath(posixpath.join(place, "setup.py"))
        found += _read(nester, [file], "python", frozenset(), command.program)
    return found


SPECIAL = {
    **{name: runs for name, entry in _table().items() if "asked_by" not in entry},
    **dict.fromkeys(("pip", "pip3"), installs),
}
