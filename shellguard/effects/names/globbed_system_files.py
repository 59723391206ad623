"""A file of the system that is named by a pattern so that its name does not stand there: `cat /e??/sha*w`."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, SimpleCommand, Word
from shellguard.parsing.words import patterns
from shellguard.parsing.words.fields import glob_pattern

_FILES = knowledge("generic").texts("hidden_by_patterns")
_KEPT = knowledge("generic").texts("sent_by_patterns")
_NAMES_ONLY = knowledge("generic").names("names_only")
_LETTERS = re.compile(r"[A-Za-z]")
_WILD = re.compile(r"\[[^\]]*\]|[*?]")
_FEWEST_LETTERS = 3


def read_globs(findings: Findings) -> None:
    """A secret of the machine behind a pattern; `/etc/*` names everything and means none of it."""
    if findings.program in _NAMES_ONLY:
        return
    command = findings.command
    patterns = [word for word in command.words[1:] if not word.known]
    if command.redirections:
        patterns += [one.target for one in command.redirections if one.target is not None]
    words = tuple([word for word in patterns if _names_secret(word)])
    if words:
        findings.tell("secrets.hidden-by-pattern", words)


def gathered(commands: tuple[SimpleCommand, ...]) -> tuple[Word, ...]:
    """Words whose patterns take in keys or histories: nothing to ask about until they are sent."""
    patterns = [word for one in commands for word in one.words[1:] if not word.known]
    return tuple([word for word in patterns if _names_secret(word, _KEPT)])


def _names_secret(word: Word, files: tuple[str, ...] = _FILES) -> bool:
    if (
        word.known
        or word.text[:1] not in ("/", "~")
        or not any(piece.hole is Hole.GLOB for piece in word.pieces)
    ):
        return False
    name = word.text.rpartition("/")[2]
    if len(_LETTERS.findall(_WILD.sub("", name))) < _FEWEST_LETTERS:
        return False
    pattern = word.text if word.text[0] == "~" else glob_pattern(word)
    expression = patterns.compiled(pattern)
    return expression is not None and any(expression.fullmatch(path) for path in files)
