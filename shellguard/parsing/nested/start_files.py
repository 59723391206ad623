"""What programs do before anything else, by files that lie here or at home: `.psqlrc`, `.npmrc`."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import Table, knowledge
from shellguard.parsing.nested import foreign_code
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_MOST = 16  # commands of one file
_ONLY_SAID = frozenset(("--help", "--version", "-V"))


@cache
def _tables() -> dict[str, tuple[Table, bool]]:
    """By program, and whether its files are code."""
    known, told = load("start_files"), knowledge("start_files")
    return {
        program: (told.table(kind).table(program), kind == "code")
        for kind in ("settings", "code")
        for program in known[kind]
    }


def taken_in(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """The commands that stand in the files which the program reads when it starts."""
    row, is_code = _tables().get(command.program, (None, False))
    if row is None:
        return []
    given = [word.text for word in command.words[1:]]
    if not (row.names("without") | _ONLY_SAID).isdisjoint(given):
        return []
    if not is_code and (called := row.names("when")) and called.isdisjoint(given[:1]):
        return []
    inside, marker = nester.environment.inside, f"start {command.program}"
    if marker in inside:
        return []
    nester.environment.inside = inside | {marker}
    texts = [text for name in row.texts("files") if (text := _text_of(nester, name))]
    read = _of_code if is_code else _of_settings
    found = [one for text in texts for one in read(nester, row, text, command.program)]
    nester.environment.inside = inside
    return found


def _text_of(nester: ScriptFinder, name: str) -> str | None:
    home = nester.environment.lookup("HOME").text or ""
    if name.startswith("~/"):
        return nester.file(literal_word(f"{home}{name[1:]}")) if home else None
    return nester.file(literal_word(name))


def _of_code(nester: ScriptFinder, row: Table, text: str, via: str) -> list[Nested]:
    return foreign_code.code_in(nester, row.text("language"), text, via)


def commands_in(row: Table, text: str) -> list[str]:
    """What a shell runs by the settings in a text."""
    said = (next(filter(None, match.groups()), "") for match in row.pattern("shell").finditer(text))
    return [one.strip() for one in islice(filter(None, said), _MOST)]


def _of_settings(nester: ScriptFinder, row: Table, text: str, via: str) -> list[Nested]:
    return [nester.shell_text(one, NestedKind.FILE, via) for one in commands_in(row, text)]
