"""Programs that read further options from a file or their input: `curl -K -`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand, Word
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_STDIN_NAMES = knowledge("families").names("stdin_files") | {"-"}
_GIVEN = re.compile(r"(?:-[A-Za-z#]*?K|--config(?=[=]|\Z)=?)(.*)", re.DOTALL)
_LINE = re.compile(r"\s*(-{0,2}[A-Za-z][\w-]*)(?:\s*[=:]\s*|\s+|\Z)(.*?)\s*\Z")
_MAX_LINES = 64


def fetches(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What `curl` does by the lines of a file: they are its options."""
    kept, texts = _without_files(nester, command.words, stdin)
    added = [word for text in texts for word in _options(text)]
    if not added:
        return []
    return [nester.wrap((*kept, *added), NestedKind.WRAPPER, command.program, stdin)]


def _without_files(
    nester: ScriptFinder, words: tuple[Word, ...], stdin: Flow
) -> tuple[list[Word], list[str]]:
    """The words without those that name files of options, and the texts of these files."""
    kept, texts = [words[0]], []
    place = 1
    while place < len(words):
        match = _GIVEN.fullmatch(words[place].text)
        place += 1
        if match is None:
            kept.append(words[place - 1])
            continue
        word = literal_word(match[1]) if match[1] else words[place] if place < len(words) else None
        place += not match[1]
        if word is not None:
            text = stdin.text if word.text in _STDIN_NAMES else nester.file(word)
            texts.append(text or "")
    return kept, texts


def _options(text: str) -> list[Word]:
    found = []
    for line in text.splitlines()[:_MAX_LINES]:
        match = _LINE.match(line)
        if match is None:
            continue
        name = match[1] if match[1].startswith("-") else f"--{match[1]}"
        value = match[2][1:-1] if match[2][:1] == '"' == match[2][-1:] else match[2]
        found += [literal_word(name), *([literal_word(value)] if value else [])]
    return found


SPECIAL = {"curl": fetches}
