"""What a Procfile or process-compose.yaml starts, and the statements of a file for a cloud's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested import block_text
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.foreign_code import code_of
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_LINE = re.compile(r"(?m)^([\w-]+):[ \t]*(.+)$")
_SCRIPT = re.compile(r"(?ms)^[ \t]*(?:pre|post)rotate[ \t]*\n(.*?)^[ \t]*endscript\b")
_FILES = ("-f", "--procfile", "--config")
_ONE_OF = ("-l", "--processes", "-m", "--formation", "-c", "--concurrency")
_SETTINGS = (".foreman", ".overmind.env")
_NAMING = re.compile(r"(?m)^[ \t]*(?:procfile:|OVERMIND_PROCFILE=)[ \t]*[\"']?([^\s\"']+)")
_STARTING = ("start", "s", "up", "")
_MOST = 32


def procfile(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """All that a Procfile starts, or the one that is named; else what the program wraps."""
    name, operands, chosen = _usual(nester), list[str](), ""
    skip = ""
    for word in command.words[1:]:
        option, equals, value = word.text.partition("=")
        if skip:
            name, chosen = (word.text, chosen) if skip in _FILES else (name, word.text)
            skip = ""
        elif option in (*_FILES, *_ONE_OF) and equals:
            name, chosen = (value, chosen) if option in _FILES else (name, value)
        elif word.text in (*_FILES, *_ONE_OF):
            skip = word.text
        elif word.text[:2] == "-f":
            name = word.text[2:]
        elif not word.text.startswith("-"):
            operands.append(word.text)
    found = behind_wrapper(nester, command.program, command.words, stdin)
    if (operands[0] if operands else "") not in _STARTING:
        return found
    told = _LINE.findall(nester.file(literal_word(name)) or "")
    wanted = {part.partition("=")[0] for part in (chosen or " ".join(operands[1:])).replace(",", " ").split()}
    meant = [line for process, line in told if not wanted or process in wanted or "all" in wanted]
    return found + _shells(nester, command, meant)


def _usual(nester: ScriptFinder) -> str:
    """The file that is read where the line names none: by a variable, by settings of the folder."""
    told = nester.environment.variables.get("OVERMIND_PROCFILE")
    if told is not None and told.text:
        return told.text
    for file in _SETTINGS:
        found = _NAMING.search(nester.file(literal_word(file)) or "")
        if found is not None:
            return found[1]
    return "Procfile"


def process_compose(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What process-compose starts, by its file."""
    named = [after.text for word, after in pairwise(command.words) if word.text in ("-f", "--config")]
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    if not {"up", *named}.issuperset(operands[:1]):
        return []
    texts = (nester.file(literal_word(name)) for name in named or _COMPOSING)
    loaded = block_text.load(next((text for text in texts if text is not None), "") or "")
    return _shells(nester, command, list(_commands(loaded)))


_COMPOSING = ("process-compose.yaml", "process-compose.yml", "compose.yaml", "compose.yml")


def _commands(loaded: object) -> Iterator[str]:
    table = loaded.get("processes") if isinstance(loaded, dict) else None
    for one in table.values() if isinstance(table, dict) else ():
        line = one.get("command") if isinstance(one, dict) else None
        if isinstance(line, str):
            yield line


def _shells(nester: ScriptFinder, command: SimpleCommand, lines: list[str]) -> list[Nested]:
    inside, marker = nester.environment.inside, f"{command.program} processes"
    if marker in inside:
        return []
    nester.environment.inside = inside | {marker}
    found = [nester.shell_text(line, NestedKind.FILE, command.program) for line in lines[:_MOST]]
    nester.environment.inside = inside
    return found


def rotated(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What the settings of logrotate have run before and after."""
    words = [word for word in command.words[1:] if not word.text.startswith("-")]
    if any(word.text in ("-d", "--debug") for word in command.words):
        return []
    texts = [nester.file(word) or "" for word in words]
    return _shells(nester, command, [script for text in texts for script in _SCRIPT.findall(text)])


def d1(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The statements of a file that `wrangler d1 execute --remote` sends; what lies here is made again."""
    found = behind_wrapper(nester, command.program, command.words, stdin)
    words = [word.text for word in command.words[1:]]
    if words[:2] != ["d1", "execute"] or "--remote" not in words:
        return found
    files = [word.text.partition("=")[2] for word in command.words if word.text.startswith("--file=")]
    files += [after.text for word, after in pairwise(command.words) if word.text == "--file"]
    return found + [one for name in files for one in code_of(nester, "sql", literal_word(name), "wrangler")]


SPECIAL = {
    **dict.fromkeys(("overmind", "foreman", "hivemind", "honcho", "goreman", "forego"), procfile),
    "process-compose": process_compose,
    "wrangler": d1,
    "logrotate": rotated,
}
